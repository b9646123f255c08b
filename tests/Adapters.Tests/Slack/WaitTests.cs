using System.Text.Json.Nodes;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Tests.Slack;

public sealed class WaitTests
{
    private readonly SlackWaits waits = new(TimeProvider.System);

    [Fact]
    public async Task A_form_that_is_delivered_twice_leaves_the_first_wait_as_it_is()
    {
        var wait = waits.Expect("v:1", out var isFirst);
        isFirst.ShouldBeTrue();
        var first = waits.WaitAsync(wait, [], TimeSpan.FromMinutes(1));

        waits.Expect("v:1", out isFirst).ShouldBeSameAs(wait);
        isFirst.ShouldBeFalse();

        var answer = new JsonObject { ["response_action"] = "clear" };
        waits.Answer("v:1", answer).ShouldBeTrue();
        (await first).ShouldBeSameAs(answer);
    }

    [Fact]
    public async Task Work_that_is_done_before_anybody_asks_is_answered_all_the_same()
    {
        var wait = waits.Expect("v:1", out _);
        var answer = new JsonObject { ["response_action"] = "update" };

        waits.Answer("v:1", answer).ShouldBeTrue();

        (await waits.WaitAsync(wait, [], TimeSpan.FromMinutes(1))).ShouldBeSameAs(answer);
    }

    [Fact]
    public async Task An_answer_after_the_time_hears_that_nobody_waits_and_two_who_wait_hear_the_same()
    {
        var wait = waits.Expect("v:1", out _);
        var late = new JsonObject { ["view"] = "loading" };

        var both = await Task.WhenAll(waits.WaitAsync(wait, late, TimeSpan.Zero), waits.WaitAsync(wait, [], TimeSpan.FromMinutes(1)));

        both.ShouldAllBe(heard => ReferenceEquals(heard, late));
        waits.Answer("v:1", answer: null).ShouldBeFalse();
    }

    [Fact]
    public void A_wait_that_is_forgotten_takes_no_answer()
    {
        waits.Forget(waits.Expect("v:1", out _));

        waits.Answer("v:1", answer: null).ShouldBeFalse();
        waits.Expect("v:1", out var isFirst);
        isFirst.ShouldBeTrue();
    }
}
