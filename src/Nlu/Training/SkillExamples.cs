using System.Text;

namespace PmBot.Nlu.Training;

/// <summary>The project's own sentences: <c>src/Bot/Skills/&lt;Skill&gt;/examples.&lt;language&gt;.txt</c> and <c>models/evaluation/&lt;set&gt;.&lt;language&gt;.txt</c>.</summary>
public static class SkillExamples
{
    /// <summary>The languages that every skill has sentences in.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["es", "en"];

    /// <summary>The repository that a folder lies in; null outside.</summary>
    public static string? FindRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "src", "Bot", "Skills"))) return at.FullName;
        return null;
    }

    /// <summary>The training sentences of a language, skill after skill in the order of their intents.</summary>
    /// <exception cref="FormatException">A line cannot be read; file and line stand in front.</exception>
    public static IReadOnlyList<LabelledSentence> Training(string root, string language)
    {
        var sentences = new List<LabelledSentence>();
        foreach (var folder in Directory.GetDirectories(Path.Combine(root, "src", "Bot", "Skills")).OrderBy(f => Intent(Path.GetFileName(f)), StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, $"examples.{language}.txt");
            if (File.Exists(file)) sentences.AddRange(AnnotatedText.Read(Intent(Path.GetFileName(folder)), Path.GetRelativePath(root, file), File.ReadAllText(file)));
        }

        return sentences;
    }

    /// <summary>The sentences of an evaluation set.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="set"><c>dev</c> or <c>test</c>.</param>
    /// <param name="language"><c>es</c> or <c>en</c>.</param>
    /// <exception cref="FormatException">A line cannot be read; file and line stand in front.</exception>
    public static IReadOnlyList<LabelledSentence> Evaluation(string root, string set, string language)
    {
        var file = Path.Combine(root, "models", "evaluation", $"{set}.{language}.txt");
        return File.Exists(file) ? AnnotatedText.Read(null, Path.GetRelativePath(root, file), File.ReadAllText(file)) : [];
    }

    /// <summary>CreateTask is create_task.</summary>
    public static string Intent(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var name = new StringBuilder(folder.Length + 4);
        for (var i = 0; i < folder.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(folder[i])) name.Append('_');
            name.Append(char.ToLowerInvariant(folder[i]));
        }

        return name.ToString();
    }
}
