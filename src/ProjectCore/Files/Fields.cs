using System.Globalization;

namespace PmBot.ProjectCore.Files;

/// <summary>The entries of one map in the file, read by name and type; whatever does not fit is noted.</summary>
internal sealed class Fields
{
    private static readonly string[] MomentFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK"];

    private readonly Dictionary<string, DocEntry> entries = new(StringComparer.Ordinal);
    private readonly Mistakes mistakes;

    /// <param name="keys">The names that may be there.</param>
    public Fields(DocNode node, string path, Mistakes mistakes, params ReadOnlySpan<string> keys)
    {
        (this.mistakes, Path, Line) = (mistakes, path, node.Line);
        if (node is not DocMap map)
        {
            mistakes.Add(node.Line, path, "names with values are expected here");
            return;
        }

        var known = keys.ToArray();
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key, StringComparer.Ordinal))
                mistakes.Add(entry.Line, PathOf(entry.Key), $"\"{entry.Key}\" is not known here{Mistakes.Suggest(entry.Key, known)}");
            else if (!entries.TryAdd(entry.Key, entry))
                mistakes.Add(entry.Line, PathOf(entry.Key), "this is given twice");
        }
    }

    public string Path { get; }

    public int Line { get; }

    public bool Has(string key) => entries.ContainsKey(key);

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>A text that has to be there.</summary>
    public Located<string> Required(string key, int max = 4000)
    {
        if (Text(key, max) is { Value: { } value } text && !string.IsNullOrWhiteSpace(value)) return new Located<string>(value, text.Line, text.Path);
        if (!entries.TryGetValue(key, out var entry)) mistakes.Add(Line, Path, $"\"{key}\" is missing");
        else if (entry.Value is DocScalar) mistakes.Add(entry.Line, PathOf(key), "this is empty");
        return new Located<string>("", entry?.Line ?? Line, PathOf(key));
    }

    /// <summary>A text: null when the name is not there, a located null when it is there with nothing.</summary>
    public Located<string?>? Text(string key, int max = 4000)
    {
        if (!entries.TryGetValue(key, out var entry)) return null;
        if (entry.Value is not DocScalar scalar)
        {
            mistakes.Add(entry.Line, PathOf(key), "a single value is expected here");
            return null;
        }

        if (scalar.Value?.Length > max) mistakes.Add(scalar.Line, PathOf(key), $"this is longer than {max} characters");
        if (scalar.Value?.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) == true) mistakes.Add(scalar.Line, PathOf(key), "there are control characters in this");
        return new Located<string?>(string.IsNullOrWhiteSpace(scalar.Value) ? null : scalar.Value, scalar.Line, PathOf(key));
    }

    /// <summary>A name of something else; null when not there or nothing.</summary>
    public Located<string>? Name(string key) => Text(key) is { Value: { } value } at ? new Located<string>(value, at.Line, at.Path) : null;

    public Located<TEnum>? Choice<TEnum>(string key)
        where TEnum : struct, Enum
    {
        if (Name(key) is not { } name) return null;
        if (WireName.TryParse<TEnum>(name.Value, out var value)) return new Located<TEnum>(value, name.Line, name.Path);
        var all = WireName.All<TEnum>();
        mistakes.Add(name, $"\"{name.Value}\" is none of {string.Join(", ", all)}{Mistakes.Suggest(name.Value, all)}");
        return null;
    }

    public Located<bool>? Flag(string key) => Parse<bool>(key, "true or false", (string text, out bool value) => bool.TryParse(text, out value));

    public Located<int>? Number(string key) => Parse<int>(key, "a whole number above 0", (string text, out int value) =>
        int.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and < 1_000_000_000);

    public Located<decimal?>? Amount(string key) => Optional<decimal>(key, "a number, 0 or more", (string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value));

    public Located<DateOnly>? Day(string key) => Parse<DateOnly>(key, "a day such as 2026-03-12", TryDay);

    public Located<DateTimeOffset?>? Moment(string key) => Optional<DateTimeOffset>(key, "a moment such as 2026-03-12T15:00:00Z", TryMoment);

    public Located<Tasks.Due?>? Due(string key) => Optional<Tasks.Due>(key, "a day such as 2026-03-12, or a moment such as 2026-03-12T15:00", (string text, out Tasks.Due value) =>
    {
        value = default;
        if (TryDay(text, out var day))
        {
            value = new Tasks.Due(day);
            return true;
        }

        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return false;
        value = new Tasks.Due(DateOnly.FromDateTime(moment), new TimeOnly(moment.Hour, moment.Minute));
        return true;
    });

    /// <summary>A list of texts: null when not there.</summary>
    public IReadOnlyList<Located<string>>? Texts(string key)
    {
        if (!entries.TryGetValue(key, out var entry)) return null;
        if (entry.Value is DocScalar { Value: null }) return [];
        if (entry.Value is not DocList list)
        {
            mistakes.Add(entry.Line, PathOf(key), "a list is expected here");
            return null;
        }

        var texts = new List<Located<string>>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var path = $"{PathOf(key)}[{i}]";
            if (list.Items[i] is DocScalar { Value: { } value } && !string.IsNullOrWhiteSpace(value)) texts.Add(new Located<string>(value, list.Items[i].Line, path));
            else mistakes.Add(list.Items[i].Line, path, "a single value is expected here");
        }

        return texts;
    }

    public IReadOnlyList<Located<int>>? Numbers(string key) => Each<int>(key, "a whole number above 0", (string text, out int value) =>
        int.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);

    public IReadOnlyList<Located<DateOnly>>? Days(string key) => Each<DateOnly>(key, "a day such as 2026-03-12", TryDay);

    /// <summary>The maps of a list, each with its path.</summary>
    public IEnumerable<(DocNode Node, string Path)> Items(string key)
    {
        if (!entries.TryGetValue(key, out var entry) || entry.Value is DocScalar { Value: null }) yield break;
        if (entry.Value is not DocList list)
        {
            mistakes.Add(entry.Line, PathOf(key), "a list is expected here");
            yield break;
        }

        for (var i = 0; i < list.Items.Count; i++) yield return (list.Items[i], $"{PathOf(key)}[{i}]");
    }

    /// <summary>The map behind a name, or null.</summary>
    public DocNode? Node(string key) => entries.TryGetValue(key, out var entry) && entry.Value is not DocScalar { Value: null } ? entry.Value : null;

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool TryMoment(string text, out DateTimeOffset moment)
    {
        var known = DateTimeOffset.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
        moment = DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
        return known;
    }

    private delegate bool TryParse<T>(string text, out T value);

    private Located<T>? Parse<T>(string key, string expected, TryParse<T> parse)
        where T : struct
    {
        if (Name(key) is not { } text) return null;
        if (parse(text.Value, out var value)) return new Located<T>(value, text.Line, text.Path);
        mistakes.Add(text, $"\"{text.Value}\" is not {expected}");
        return null;
    }

    private Located<T?>? Optional<T>(string key, string expected, TryParse<T> parse)
        where T : struct
    {
        if (Text(key) is not { } text) return null;
        if (text.Value is null) return new Located<T?>(null, text.Line, text.Path);
        return Parse(key, expected, parse) is { } value ? new Located<T?>(value.Value, value.Line, value.Path) : null;
    }

    private List<Located<T>>? Each<T>(string key, string expected, TryParse<T> parse)
    {
        if (Texts(key) is not { } texts) return null;
        var values = new List<Located<T>>();
        foreach (var text in texts)
        {
            if (parse(text.Value, out var value)) values.Add(new Located<T>(value, text.Line, text.Path));
            else mistakes.Add(text, $"\"{text.Value}\" is not {expected}");
        }

        return values;
    }
}
