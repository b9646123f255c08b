using System.Collections.Frozen;

namespace PmBot.Nlu.Text;

/// <summary>Where a word is known from.</summary>
[Flags]
internal enum WordClass : byte
{
    None = 0,
    Spanish = 1,
    English = 2,
    SpanishFunction = 4,
    EnglishFunction = 8,
    FirstName = 16,
}

/// <summary>Everyday words of both languages and first names. A word that is known here is no slip of another.</summary>
internal static class WordLists
{
    private static readonly FrozenDictionary<string, WordClass> Words = Load();

    public static WordClass Of(string folded) => Words.GetValueOrDefault(folded);

    public static bool IsCommon(string folded) => (Of(folded) & (WordClass.Spanish | WordClass.English)) != WordClass.None;

    public static bool IsFunction(string folded) => (Of(folded) & (WordClass.SpanishFunction | WordClass.EnglishFunction)) != WordClass.None;

    public static bool IsFirstName(string folded) => (Of(folded) & WordClass.FirstName) != WordClass.None;

    public static IEnumerable<string> All(WordClass kind) => Words.Where(w => (w.Value & kind) != WordClass.None).Select(w => w.Key);

    public static string Resource(string name)
    {
        using var stream = typeof(WordLists).Assembly.GetManifestResourceStream("PmBot.Nlu." + name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static FrozenDictionary<string, WordClass> Load()
    {
        var words = new Dictionary<string, WordClass>(StringComparer.Ordinal);
        Add(words, "common-es.txt", WordClass.Spanish, WordClass.SpanishFunction);
        Add(words, "common-en.txt", WordClass.English, WordClass.EnglishFunction);
        Add(words, "firstnames.txt", WordClass.FirstName, WordClass.None);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Add(Dictionary<string, WordClass> words, string name, WordClass kind, WordClass function)
    {
        foreach (var line in Resource(name).Split('\n'))
        {
            if (line.StartsWith('#')) continue;
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (word is ['=']) continue;
                var folded = Fold.Text(word);
                words[folded] = words.GetValueOrDefault(folded) | kind | (line[0] == '=' ? function : WordClass.None);
            }
        }
    }
}
