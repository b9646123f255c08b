using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>The first minute: who comes is greeted and led to a first project and a first task.</summary>
public sealed class Welcome(MessageReader reader, DialogEngine engine, ReplyCatalog replies, TaskQueries tasks)
{
    /// <summary>Greets somebody who opened a conversation and has said nothing yet; changes nothing.</summary>
    /// <param name="speaker">Who, or null when nobody knows them yet.</param>
    /// <param name="language">Of their client.</param>
    /// <param name="utcNow">The moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Reply> GreetAsync(Speaker? speaker, string language, DateTimeOffset utcNow, CancellationToken cancellationToken)
    {
        if (speaker is null)
        {
            return new Reply(replies.Say(language, "welcome.stranger"))
            {
                Buttons = [Button.Saying(replies.Say(language, "offer.create_project")), Button.Saying(replies.Say(language, "offer.help"))],
            };
        }

        var person = speaker.Directory.User(speaker.Actor.User)!;
        var now = Zones.Local(utcNow, person.Timezone ?? speaker.Directory.Workspace.Timezone);
        var mine = new TaskFilter { Assignee = person.Id, OpenOnly = true, LocalNow = now };
        var open = await tasks.ListAsync(speaker.Actor, mine, new Page(0, 1), cancellationToken);
        var overdue = await tasks.ListAsync(speaker.Actor, mine with { Overdue = true }, new Page(0, 1), cancellationToken);
        return new Reply(replies.Say(
            language, overdue.Total > 0 ? "welcome.back_overdue" : open.Total > 0 ? "welcome.back" : "welcome.back_free",
            ("name", TaskWords.FirstName(person.FullName)), ("count", open.Total), ("overdue", overdue.Total)))
        {
            Buttons = [Button.Saying(replies.Say(language, "offer.list_tasks")), Button.Saying(replies.Say(language, "offer.create_task")), Button.Saying(replies.Say(language, "offer.help"))],
        };
    }

    /// <summary>A first project: asked which kind, with a button for each template; whoever says its name instead gets an empty one.</summary>
    private static DialogFrame FirstProject(Turn turn) => new()
    {
        Intent = "create_project",
        Pending =
        {
            ["template"] = new PendingSlot(
                turn.Text("welcome.kind"), [.. WireName.All<ProjectTemplate>().OrderBy(t => t == "blank").Select(t => new SlotChoice(turn.Text($"template.{t}"), new ChoiceSlot(t)))]),
        },
    };

    /// <summary>The first message of somebody new: welcomed, and what they asked for is done; else they are led to a first project.</summary>
    public async Task ArriveAsync(Arrival arrival, string message, Turn turn, CancellationToken cancellationToken)
    {
        var heard = reader.Hear(message, turn);
        var welcome = turn.Text(arrival.IsFounder ? "welcome.founder" : "welcome.joined", ("workspace", turn.Directory.Workspace.Name));
        turn.Say(People.IsNameless(turn.Person) ? $"{welcome} {turn.Text("welcome.nameless")}" : welcome);
        if (reader.ClaimantOf(message) is not null || heard.Operations.Any(o => o.Intent is not ("greet" or "thanks" or "help" or "cancel" or "undo")))
        {
            await engine.TakeAsync(message, turn, cancellationToken);
        }
        else if (turn.Projects.Count == 0)
        {
            if (heard.Operations.Any(o => o.Intent == "help"))
            {
                // Whoever asks first is answered first.
                turn.Say(turn.Text("welcome.what"));
            }

            await engine.BeginAsync(FirstProject(turn), turn, cancellationToken);
        }
        else
        {
            turn.Say(turn.Text("welcome.next"), Offers.Start(turn));
        }
    }
}
