namespace PmBot.Nlu.Tests.Rules;

public sealed class PatternParserTests
{
    [Theory]
    [InlineData("close (the", "')' is missing")]
    [InlineData("close {task", "'}' is missing")]
    [InlineData("close {task:nonsense}", "no slot type 'nonsense'")]
    [InlineData("close <nowhere>", "no rule <nowhere>")]
    [InlineData("close {colour}", "slot 'colour' needs a type")]
    [InlineData("close {task=maybe}", "slot 'task' cannot be 'maybe'")]
    [InlineData("@sometimes close", "unknown mark @sometimes")]
    [InlineData("[close]", "matches an empty text")]
    [InlineData("close )", "unexpected ')'")]
    public void Mistakes_are_told_with_file_and_line(string pattern, string expected)
    {
        var error = Should.Throw<FormatException>(() => NaturalLanguage.Create([new PatternFile("x", "en", "Skills/x/patterns.en.txt", "# fine\n" + pattern)]));
        error.Message.ShouldContain("Skills/x/patterns.en.txt(2)");
        error.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("ring (the|a big) bell", "ring a big bell", true)]
    [InlineData("ring (the|a big) bell", "ring a bell", false)]
    [InlineData("ring [the] bell", "ring bell", true)]
    [InlineData("ring (very)* loudly", "ring very very very loudly", true)]
    [InlineData("ring (very)+ loudly", "ring loudly", false)]
    [InlineData("ring twice", "rign twice", true)]
    [InlineData("ringing twice", "rnging twice", true)]
    public void The_notation_means_what_it_says(string pattern, string text, bool matches)
    {
        var nlu = NaturalLanguage.Create([new PatternFile("x", "en", "p", "@whole " + pattern)]);
        (nlu.Understand(text, TestNlu.Context("en")).Operations.Count == 1).ShouldBe(matches);
    }
}
