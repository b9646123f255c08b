using PmBot.Bot.Learning;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Tests.Learning;

public sealed class ModelComparisonTests
{
    [Theory]
    [InlineData(90, 100, 70, 100, 0.0004)]
    [InlineData(850, 1000, 820, 1000, 0.0707)]
    [InlineData(50, 100, 50, 100, 1.0)]
    public void The_chance_of_a_difference_is_that_of_the_two_proportion_test(int right, int asked, int otherRight, int otherAsked, double expected) =>
        Compare(right, asked, otherRight, otherAsked).PValue!.Value.ShouldBe(expected, 0.0001);

    [Fact]
    public void The_better_model_is_named_only_beyond_chance()
    {
        Compare(90, 100, 70, 100).Better.ShouldBe("a");
        Compare(70, 100, 90, 100).Better.ShouldBe("b");
        Compare(850, 1000, 820, 1000).Better.ShouldBeNull();
    }

    [Theory]
    [InlineData(3, 3, 0, 3)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(100, 100, 100, 100)]
    public void Too_little_tells_nothing(int right, int asked, int otherRight, int otherAsked)
    {
        Compare(right, asked, otherRight, otherAsked).PValue.ShouldBeNull();
        Compare(right, asked, otherRight, otherAsked).Better.ShouldBeNull();
    }

    [Fact]
    public void Unsure_and_corrected_readings_are_not_right()
    {
        var tally = new ModelTally("a", default, 100, 40, 5, 10);
        (ModelComparison.Asked(tally), ModelComparison.Right(tally)).ShouldBe((50, 35));
        ModelComparison.Share(tally).ShouldBe(0.7);
    }

    private static ModelComparison Compare(int right, int asked, int otherRight, int otherAsked) =>
        new(new ModelTally("a", default, asked, asked, asked - right, 0), new ModelTally("b", default, otherAsked, otherRight, 0, otherAsked - otherRight));
}
