using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Files;

/// <summary>Gathers everything that is wrong with a file.</summary>
internal sealed class Mistakes
{
    private readonly List<FileMistake> found = [];

    public bool Any => found.Count > 0;

    /// <summary>By line; what is wrong twice in one place is said once.</summary>
    public IReadOnlyList<FileMistake> InOrder => [.. found.Distinct().OrderBy(m => m.Line)];

    public void Add(int line, string path, string message) => found.Add(new FileMistake(line, path, message));

    public void Add<T>(Located<T> at, string message) => Add(at.Line, at.Path, message);

    /// <summary>A name that stands for nothing, with the nearest that would.</summary>
    public void Unknown(Located<string> at, string what, IEnumerable<string> known) =>
        Add(at, $"there is no {what} \"{at.Value}\"{Suggest(at.Value, known)}");

    public static string Suggest(string wrong, IEnumerable<string> known) => Likeness.Nearest(wrong, known) is { } near ? $"; did you mean \"{near}\"?" : "";
}
