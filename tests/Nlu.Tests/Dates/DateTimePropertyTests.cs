using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Nlu.Dates;

namespace PmBot.Nlu.Tests.Dates;

public sealed class DateTimePropertyTests
{
    private static readonly DateTime Reference = new(2026, 3, 3, 9, 30, 0);

    private static readonly string[] Pieces =
    [
        "the", "last", "next", "3", "31", "30/2", "2019", "99999999999", "0", "-", "/", ".", ":", "am", "pm", "monday", "may", "jan.", "of", "week", "2 days", "half past", "and", "to", "from", "between", "before", "ago",
        "every", "q3", "easter", "the 20s", "decade", "in", "on", "at", "noon", "morning", "tonight", "now", "el", "próximo", "lunes", "mayo", "de", "a", "las", "y media", "desde", "hasta", "hace", "cada", "trimestre",
        "mañana", "por la tarde", "semana santa", "años 90", "9999-12-31", "0001-01-01", "1/1/0001", "centuries", "999999 years", "siglos", "½", "\0", "\uD83D", "\u0301", ",", ">=", "(", "%", "$", "rest of", "within",
    ];

    [Fact]
    public void Any_text_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => Holds(text ?? string.Empty))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_mixture_of_date_words_is_read() => Prop.ForAll(Gen.Elements(Pieces).ArrayOf().ToArbitrary(), pieces =>
    {
        Holds(string.Join(' ', pieces));
        Holds(string.Concat(pieces));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

    [Fact]
    public void Any_reference_will_do() => Prop.ForAll(Gen.Elements(Pieces).ArrayOf(4).ToArbitrary(), pieces =>
    {
        foreach (var reference in new[] { DateTime.MinValue, DateTime.MaxValue, new DateTime(2024, 2, 29), new DateTime(9998, 12, 31) }) Holds(string.Join(' ', pieces), reference);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>The bound is generous on purpose: it tells linear from quadratic, not fast from slow.</summary>
    [Theory]
    [InlineData("1 ")]
    [InlineData("1-")]
    [InlineData("the ")]
    [InlineData("3 days ")]
    [InlineData("from monday to ")]
    [InlineData("twenty ")]
    [InlineData("before ")]
    [InlineData("the last ")]
    [InlineData("1/2/")]
    [InlineData("every may ")]
    [InlineData("de ")]
    [InlineData("desde el lunes hasta ")]
    [InlineData("mil ")]
    [InlineData("antes de ")]
    [InlineData("3 días y ")]
    [InlineData("friday ")]
    [InlineData("lunes ")]
    public void Long_hostile_texts_take_linear_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        var clock = Stopwatch.StartNew();
        foreach (var culture in new[] { "en", "es" }) _ = DateTimeRecognizer.Recognize(text, culture, Reference);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    private static void Holds(string text, DateTime? reference = null)
    {
        foreach (var culture in new[] { "en", "es" })
        {
            var last = 0;
            foreach (var result in DateTimeRecognizer.Recognize(text, culture, reference ?? Reference))
            {
                result.Start.ShouldBeGreaterThanOrEqualTo(last);
                result.End.ShouldBeInRange(result.Start + 1, text.Length);
                text[result.Start..result.End].ShouldBe(result.Text);
                result.Resolution.ShouldNotBeEmpty();
                last = result.End;
            }
        }
    }
}
