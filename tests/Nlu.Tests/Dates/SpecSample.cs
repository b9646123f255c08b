using System.Globalization;
using System.Text;
using System.Text.Json;
using PmBot.Nlu.Dates;

namespace PmBot.Nlu.Tests.Dates;

/// <summary>A sample of the public date and time specs, beside the repository where it is there at all.</summary>
internal static class SpecSample
{
    public static string? Find(string language)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "nlu", "datetime", language + ".json");
            if (File.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>One line a case that is not exactly right, by the case's number; null for those that are.</summary>
    public static IEnumerable<(int Number, string? Wrong)> Judge(string path, string culture)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var number = 0;
        foreach (var spec in document.RootElement.EnumerateArray())
        {
            yield return (number, Judge(spec, culture, number));
            number++;
        }
    }

    private static string? Judge(JsonElement spec, string culture, int number)
    {
        var input = spec.GetProperty("Input").GetString()!;
        var reference = new DateTime(2016, 11, 7);
        if (spec.TryGetProperty("Context", out var context) && context.TryGetProperty("ReferenceDateTime", out var now)) reference = DateTime.Parse(now.GetString()!, CultureInfo.InvariantCulture);
        var expected = spec.GetProperty("Results").EnumerateArray().Select(Expected).ToList();
        var actual = DateTimeRecognizer.Recognize(input, culture, reference).Select(Actual).ToList();
        if (expected.SequenceEqual(actual, StringComparer.Ordinal)) return null;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"#{number} [{reference:yyyy-MM-dd HH:mm}] {input}");
        foreach (var missing in expected.Except(actual, StringComparer.Ordinal)) text.Append("\n    - ").Append(missing);
        foreach (var extra in actual.Except(expected, StringComparer.Ordinal)) text.Append("\n    + ").Append(extra);
        return text.ToString();
    }

    private static string Expected(JsonElement result)
    {
        var type = (result.TryGetProperty("TypeName", out var name) ? name : result.GetProperty("Typename")).GetString()!;
        var values = result.GetProperty("Resolution").GetProperty("values").EnumerateArray()
            .Select(v => Value(v.EnumerateObject().Select(p => (p.Name, p.Value.ToString()))));
        return Line(result.GetProperty("Start").GetInt32(), result.GetProperty("End").GetInt32() + 1, type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..], values);
    }

    private static string Actual(DateTimeResult result) =>
        Line(result.Start, result.End, result.Type, result.Resolution.Select(v => Value(v.Select(p => (p.Key, p.Value)))));

    private static string Line(int start, int end, string type, IEnumerable<string> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{start}-{end} {type}: ") + string.Join(" | ", values);

    private static string Value(IEnumerable<(string Key, string Value)> fields) =>
        string.Join(' ', fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
}
