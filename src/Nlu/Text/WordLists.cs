using System.Collections.Frozen;

namespace PmBot.Nlu.Text;

/// <summary>Everyday words of both languages and first names. A word that is known here is no slip of another.</summary>
internal static class WordLists
{
    private static readonly (FrozenSet<string> Function, FrozenSet<string> All) Es = Load("common-es.txt");
    private static readonly (FrozenSet<string> Function, FrozenSet<string> All) En = Load("common-en.txt");

    public static FrozenSet<string> SpanishFunction => Es.Function;

    public static FrozenSet<string> EnglishFunction => En.Function;

    public static FrozenSet<string> Spanish => Es.All;

    public static FrozenSet<string> English => En.All;

    public static FrozenSet<string> FirstNames { get; } = Load("firstnames.txt").All;

    public static bool IsCommon(string folded) => Es.All.Contains(folded) || En.All.Contains(folded);

    public static string Resource(string name)
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream("PmBot.Nlu." + name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static (FrozenSet<string> Function, FrozenSet<string> All) Load(string name)
    {
        var function = new HashSet<string>(StringComparer.Ordinal);
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Resource(name).Split('\n'))
        {
            if (line.StartsWith('#')) continue;
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (word is ['=']) continue;
                var folded = Fold.Text(word);
                all.Add(folded);
                if (line[0] == '=') function.Add(folded);
            }
        }

        return (function.ToFrozenSet(StringComparer.Ordinal), all.ToFrozenSet(StringComparer.Ordinal));
    }
}
