namespace PmBot.Nlu.Tests.Dates;

/// <summary>Our own Spanish cases, in the form of the public specs, family by family.</summary>
public sealed class SpanishDateCaseTests
{
    [Fact]
    public void Every_case_is_read_exactly()
    {
        var path = Path.Combine(TestNlu.Root, "tests", "Nlu.Tests", "Data", "dates.es.json");
        var judged = SpecSample.Judge(path, "es").ToList();
        judged.Count.ShouldBeGreaterThan(500);
        judged.Where(c => c.Wrong is not null).Select(c => c.Wrong).ShouldBeEmpty();
    }
}
