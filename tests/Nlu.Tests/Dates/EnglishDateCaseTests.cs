namespace PmBot.Nlu.Tests.Dates;

/// <summary>Utterances of our own for every family of expressions, in the form of the public specs (Data/dates.en.json, one case a line).</summary>
public sealed class EnglishDateCaseTests
{
    [Fact]
    public void Every_case_is_read_exactly_as_it_says()
    {
        var path = Path.Combine(TestNlu.Root, "tests", "Nlu.Tests", "Data", "dates.en.json");
        var judged = SpecSample.Judge(path, "en").ToList();
        judged.Count.ShouldBeGreaterThan(350);
        string.Join('\n', judged.Where(c => c.Wrong is not null).Select(c => c.Wrong)).ShouldBeEmpty();
    }
}
