using System.Globalization;
using PmBot.Nlu.Dates;

namespace PmBot.Nlu.Tests.Dates;

/// <summary>Mixtures of every word that the recognizer knows with numbers, impossible dates and signs are read without an exception.</summary>
/// <remarks>The inputs follow from the seed. DATES_FUZZ=300000 runs that many instead, DATES_FUZZ_SEED another row of them.</remarks>
public sealed class DateFuzzTests
{
    private static readonly DateTime[] References =
        [new(2026, 3, 3, 9, 30, 0), new(2024, 2, 29, 23, 59, 59), new(2025, 12, 31), new(2027, 1, 1), DateTime.MinValue, DateTime.MaxValue];

    private static readonly string[] Odd =
    [
        "31/2", "30/2", "29/2", "29/2/2023", "31/4/2025", "0/0", "31/2/0", "00/00/0000", "31/12/9999", "1/1/0001", "9999-12-31", "0001-01-01", "2023-02-30", "99999-01-01", "30 {m}", "31 {m}", "29 {m}", "el 31",
        "el 30", "31", "30", "29", "0", "1", "2", "5", "7", "12", "24", "25", "53", "54", "60", "99", "100", "366", "1000", "1900", "2024", "2100", "9999", "10000", "99999", "99999999999", "7:30", "24:00", "25:61", "7.30",
        "1.5", "2,5", "999999999", "-1", "½", "/", "-", ".", ",", ":", ";", "...", "(", ")", "%", "$", "º", "'", "\"", "¿", "?", "<", ">", "<=", ">=", "\n", "\0", "\uD83D", "\uDC4D", "\u202E", "\u0301", "x", "que", "no", "de la",
    ];

    [Theory]
    [InlineData("es", "el viernes 7 a las 31/2 ... hasta 99999999999")]
    [InlineData("es", "del viernes 7 al 31/2")]
    [InlineData("es", "del 28 al 29 de febrero")]
    [InlineData("es", "el 30/2 por la tarde")]
    [InlineData("es", "la semana del 31 de diciembre de 9999 en adelante")]
    [InlineData("es", "hace 9999 años por la noche")]
    [InlineData("en", "later until 29/2 or later")]
    [InlineData("en", "from friday 7 to february 30")]
    public void Impossible_dates_do_no_harm(string culture, string text)
    {
        foreach (var reference in References) Read(text, culture, reference).ShouldAllBe(r => r.Resolution.Count > 0);
    }

    [Theory]
    [InlineData("es", 3)]
    [InlineData("en", 4)]
    public void Mixtures_of_all_words_are_read(string culture, int seed)
    {
        var count = Setting("DATES_FUZZ", 3000);
        var dice = new Dice((ulong)Setting("DATES_FUZZ_SEED", seed));
        var words = Words(culture);
        for (var n = 0; n < count; n++)
        {
            var text = Mixture(dice, words);
            var reference = References[dice.Below(3) == 0 ? dice.Below(References.Length) : 0];
            var results = Read(text, culture, reference);
            var last = 0;
            foreach (var result in results)
            {
                result.Start.ShouldBeGreaterThanOrEqualTo(last);
                text[result.Start..result.End].ShouldBe(result.Text);
                result.Text.ShouldNotBeEmpty();
                result.Resolution.ShouldNotBeEmpty(text);
                last = result.End;
            }
        }
    }

    private static IReadOnlyList<DateTimeResult> Read(string text, string culture, DateTime reference)
    {
        try
        {
            return DateTimeRecognizer.Recognize(text, culture, reference);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Not read: \"{text}\" at {reference:s}", exception);
        }
    }

    private static string Mixture(Dice dice, (string[] All, string[] Months) words)
    {
        var pieces = new string[1 + dice.Below(9)];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = dice.Below(10) switch
            {
                < 6 => words.All[dice.Below(words.All.Length)],
                < 9 => Odd[dice.Below(Odd.Length)].Replace("{m}", words.Months[dice.Below(words.Months.Length)], StringComparison.Ordinal),
                _ => dice.Below(40).ToString(CultureInfo.InvariantCulture),
            };
        }

        return string.Join(dice.Below(8) == 0 ? "" : " ", pieces);
    }

    private static (string[] All, string[] Months) Words(string culture)
    {
        var lines = File.ReadLines(Path.Combine(TestNlu.Root, "src", "Nlu", "Dates", "Words", $"dates-{culture}.txt"))
            .Select(line => (Cat: line.Split(' ')[0], At: line.IndexOf(": ", StringComparison.Ordinal), Line: line))
            .Where(l => l.At > 0 && l.Cat[0] != '#')
            .Select(l => (l.Cat, Forms: l.Line[(l.At + 2)..].Split(", ", StringSplitOptions.TrimEntries)))
            .ToList();
        return ([.. lines.SelectMany(l => l.Forms)], [.. lines.Where(l => l.Cat == "month").Select(l => l.Forms[0])]);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The same row of numbers for a seed on every machine (SplitMix64).</summary>
    private sealed class Dice(ulong seed)
    {
        private ulong state = seed;

        public int Below(int limit)
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)limit);
        }
    }
}
