using System.Collections.Frozen;
using System.Globalization;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Lexing;

/// <summary>The words of one language's dates, from its file.</summary>
/// <remarks>A line is <c>category value: form, form</c>; the value may be a number, a name or both ("holiday christmas: xmas"). <c>#</c> starts a comment.</remarks>
internal sealed class DateLexicon
{
    private static readonly Lazy<DateLexicon> English = new(() => Load("dates-en.txt"));
    private static readonly Lazy<DateLexicon> Spanish = new(() => Load("dates-es.txt"));
    private readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> words;

    private DateLexicon(Dictionary<string, List<(string[] Tail, Sense Sense)>> words)
    {
        this.words = words.ToFrozenDictionary(
            pair => pair.Key,
            pair => new Entry([.. pair.Value.OrderByDescending(s => s.Sense.Length)]),
            StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static DateLexicon For(bool spanish) => spanish ? Spanish.Value : English.Value;

    /// <summary>What begins with this word; null where the lexicon does not know it.</summary>
    public Entry? Find(ReadOnlySpan<char> folded) => words.TryGetValue(folded, out var entry) ? entry : null;

    private static DateLexicon Load(string file)
    {
        var found = new Dictionary<string, List<(string[], Sense)>>(StringComparer.Ordinal);
        foreach (var name in (string[])["dates-zones.txt", file])
        {
            using var stream = typeof(DateLexicon).Assembly.GetManifestResourceStream("PmBot.Nlu." + name)
                ?? throw new InvalidOperationException($"The word list {name} is not embedded.");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line) Add(found, line);
        }

        return new DateLexicon(found);
    }

    private static void Add(Dictionary<string, List<(string[], Sense)>> found, string line)
    {
        if (line.Length == 0 || line[0] == '#') return;
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0) throw new FormatException($"A line of a date word list has no colon: {line}");
        var head = line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var cat = Enum.Parse<Cat>(head[0], ignoreCase: true);
        var value = 0;
        var text = string.Empty;
        foreach (var part in head.AsSpan(1))
        {
            if (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) value = number;
            else text = part;
        }

        foreach (var form in line[(colon + 2)..].Split(", ", StringSplitOptions.TrimEntries))
        {
            var parts = DateTokens.Pieces(form);
            if (!found.TryGetValue(parts[0], out var list)) found[parts[0]] = list = [];
            list.Add((parts[1..], new Sense(cat, value, parts.Length, text)));
        }
    }

    /// <summary>The phrases that begin with one word, the longest first.</summary>
    internal sealed class Entry((string[] Tail, Sense Sense)[] phrases)
    {
        /// <summary>The senses, if all of them are of this word alone.</summary>
        public Sense[]? Alone { get; } = Array.TrueForAll(phrases, p => p.Tail.Length == 0) ? [.. phrases.Select(p => p.Sense)] : null;

        public (string[] Tail, Sense Sense)[] Phrases { get; } = phrases;

        /// <summary>A word of recurrences, holidays or quarters may begin here.</summary>
        public bool IsCalendar { get; } = Array.Exists(phrases, p => p.Sense.Cat is Cat.Every or Cat.Once or Cat.Holiday or Cat.QuarterMark || (p.Sense.Cat == Cat.Unit && p.Sense.Value is (int)Unit.Quarter or (int)Unit.HalfYear));
    }
}
