using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Llm;

public sealed class AdviceTests
{
    [Fact]
    public async Task A_turn_that_runs_again_acts_on_the_same_answer()
    {
        await using var assisted = await Assisted.StartAsync(StandInModel.Requests(("create_task", [("title", "dolgot")])));
        var services = assisted.Bot.Services;
        var actor = await assisted.Bot.ActorAsync("camila");
        var directory = (await services.GetRequiredService<WorkspaceDirectories>().GetAsync(actor.Workspace, CancellationToken.None))!;
        var engine = services.GetRequiredService<DialogEngine>();
        var stamp = new MessageStamp(assisted.Bot.Clock.Now, "once");

        for (var run = 0; run < 2; run++)
        {
            var turn = new Turn(services.GetRequiredService<TurnServices>(), actor, directory, new ConversationState(), stamp);
            await engine.TakeAsync("Kérlek jegyezd fel azt a dolgot", turn, CancellationToken.None);
            assisted.Model.Answer = StandInModel.Requests(("whoami", []));
        }

        assisted.Model.Heard.ShouldHaveSingleItem();
        (await assisted.Bot.CountTasksAsync("camila")).ShouldBe(3);
    }

    [Fact]
    public async Task A_turn_that_ends_while_the_model_thinks_is_cancelled_and_counts_for_nothing()
    {
        await using var assisted = await Assisted.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var circuit = assisted.Bot.Services.GetRequiredService<Bot.Llm.LlmCircuit>();
        for (var i = 0; i < 5; i++)
        {
            using var ended = new CancellationTokenSource();
            var asking = circuit.AskAsync(
                async (client, ct) =>
                {
                    await ended.CancelAsync();
                    return await client.GetResponseAsync("?", cancellationToken: ct);
                },
                ended.Token);

            await Should.ThrowAsync<OperationCanceledException>(asking);
        }

        (await circuit.AskAsync((_, _) => Task.FromResult("there"), CancellationToken.None)).ShouldBe("there");
    }
}
