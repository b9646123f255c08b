using PmBot.Bot.Learning;

namespace PmBot.Bot.Tests.Learning;

public sealed class ModelArmsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(100)]
    public void The_challenger_serves_its_share_of_people_always_the_same_ones(int share)
    {
        var arms = new ModelArms(() => "a", () => "b", share);
        // As ids are made: one after another, alike at their beginning.
        var people = Enumerable.Range(0, 4000).Select(i => Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(i))).ToList();
        var challenged = people.Where(arms.IsChallenged).ToList();

        (challenged.Count / 40.0).ShouldBe(share, 3);
        people.Where(new ModelArms(() => "a", () => "b", share).IsChallenged).ShouldBe(challenged);
        people.Where(new ModelArms(() => "a", () => "b", Math.Min(100, share + 20)).IsChallenged).Intersect(challenged).Count().ShouldBe(challenged.Count);
    }

    [Fact]
    public void Without_a_challenger_nobody_is_served_by_it() =>
        new ModelArms(() => "a", null, 100).NameFor(new(Guid.NewGuid())).ShouldBe("a");
}
