using System.Text.Json.Nodes;
using PmBot.Adapters.Slack.Views;

namespace PmBot.Adapters.Tests.Slack;

public sealed class WaitTests
{
    private readonly SlackWaits waits = new(TimeProvider.System);

    [Fact]
    public async Task A_form_that_is_delivered_twice_leaves_the_first_wait_as_it_is()
    {
        waits.Expect("v:1").ShouldBeTrue();
        var first = waits.WaitAsync("v:1", [], TimeSpan.FromMinutes(1));

        waits.Expect("v:1").ShouldBeFalse();

        var answer = new JsonObject { ["response_action"] = "clear" };
        waits.Answer("v:1", answer).ShouldBeTrue();
        (await first).ShouldBeSameAs(answer);
    }

    [Fact]
    public void A_wait_that_is_forgotten_takes_no_answer()
    {
        waits.Expect("v:1");

        waits.Forget("v:1");

        waits.Answer("v:1", answer: null).ShouldBeFalse();
        waits.Expect("v:1").ShouldBeTrue();
    }
}
