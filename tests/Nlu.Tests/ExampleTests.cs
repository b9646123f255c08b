using Xunit.Abstractions;

namespace PmBot.Nlu.Tests;

/// <summary>How well the rules alone read; the trained model's own figures are in models/REPORT.md.</summary>
public sealed class ExampleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public void Rules_read_what_they_were_made_for(string language)
    {
        var (intents, slots, failures, total) = Measure(Sentences("rules", language));
        output.WriteLine($"{total} sentences: intent {intents:P1}, slots {slots:P1}");
        foreach (var failure in failures) output.WriteLine(failure);
        total.ShouldBeGreaterThan(350);
        intents.ShouldBeGreaterThanOrEqualTo(0.97, string.Join('\n', failures));
        slots.ShouldBeGreaterThanOrEqualTo(0.92, string.Join('\n', failures));
    }

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public void Nothing_out_of_scope_is_read_as_a_request(string language) => Sentences("rules", language)
        .Where(s => s.Sentence.Intent == "out_of_scope")
        .Select(s => s.Sentence.Judge(TestNlu.Read(s.Sentence.Text)))
        .Where(j => !j.Intent)
        .Select(j => j.Why)
        .ShouldBeEmpty();

    // What the rules were not made for; each file says how far it was looked at. The floors only guard against falling back.
    [Theory]
    [InlineData("heldout", "es", 120, 0.90, 0.88)]
    [InlineData("heldout", "en", 120, 0.90, 0.88)]
    [InlineData("fresh", "es", 50, 0.75, 0.70)]
    [InlineData("fresh", "en", 50, 0.75, 0.70)]
    public void Rules_read_most_of_what_they_were_not_made_for(string file, string language, int least, double intentFloor, double slotFloor)
    {
        var (intents, slots, failures, total) = Measure(Sentences(file, language));
        output.WriteLine($"{total} sentences of {file}.{language}: intent {intents:P1}, slots {slots:P1}");
        foreach (var failure in failures) output.WriteLine(failure);
        total.ShouldBeGreaterThanOrEqualTo(least);
        intents.ShouldBeGreaterThanOrEqualTo(intentFloor);
        slots.ShouldBeGreaterThanOrEqualTo(slotFloor);
    }

    private static IEnumerable<(AnnotatedSentence Sentence, string Language)> Sentences(string file, string language) => File
        .ReadAllLines(Path.Combine(TestNlu.Root, "tests", "Nlu.Tests", "Data", $"{file}.{language}.txt"))
        .Where(l => l.Length > 0 && !l.StartsWith('#'))
        .Select(l => l.Split('\t', 2))
        .Select(p => (AnnotatedSentence.Parse(p[0], p[1]), language));

    private static (double Intents, double Slots, List<string> Failures, int Total) Measure(IEnumerable<(AnnotatedSentence Sentence, string Language)> sentences)
    {
        int total = 0, intents = 0, slots = 0;
        var failures = new List<string>();
        foreach (var (sentence, language) in sentences)
        {
            var (intent, slot, why) = sentence.Judge(TestNlu.Read(sentence.Text, language));
            total++;
            intents += intent ? 1 : 0;
            slots += slot ? 1 : 0;
            if (!intent || !slot) failures.Add(why);
        }

        return ((double)intents / total, (double)slots / total, failures, total);
    }
}
