using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Skills.Help;

/// <summary>What the person wants to know about, if they say.</summary>
public sealed record HelpSlots(TextSlot? Topic);

/// <summary>"Ayuda", "¿y ahora?", "what can I say?": what is possible here and now, with the person's own tasks for examples.</summary>
public sealed class HelpSkill : Skill<HelpSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("help")
    {
        Aside = true,
        Slots = [Ask.Text("topic").Optional()],
        Replies =
        [
            "start", "work", "viewer", "viewer_outside", "correct", "asking", "asking_words", "optional", "confirming", "confirming_many", "confirming_plan", "list", "list_more",
            "say.person", "say.date", "say.task", "say.project", "say.sprint", "say.priority", "say.status", "say.estimate", "say.daterange", "say.choice",
            "example.new", "example.new_in", "example.done", "example.shift", "example.assign", "example.take", "example.overdue", "example.project", "example.sprint", "example.free", "example.add", "empty", "empty.first", "empty.several", "empty.samples", "empty.import",
            .. HelpTopics.Names.Select(n => "topic." + n),
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(HelpSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        // Help is the innermost frame while it runs; what it helps with is the one below.
        if (turn.State.Stack is [.., var below, _])
        {
            return new SkillResult.Done(new Reply(below.Confirmation is not null ? Confirming(below, turn) : Asking(below, turn)));
        }

        if (HelpTopics.Find(slots.Topic?.Text) is { } topic)
        {
            return new SkillResult.Done(new Reply(Text(turn, "topic." + topic)));
        }

        if (turn.Projects.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "start")) { Buttons = Offers.Start(turn) });
        }

        var lines = await HelpExamples.LinesAsync(turn, (key, arguments) => Text(turn, key, arguments), cancellationToken);
        return new SkillResult.Done(new Reply(string.Join('\n', lines)) { Buttons = Offers.Start(turn) });
    }

    /// <summary>What a yes would do, and what else can be said to it.</summary>
    private string Confirming(DialogFrame frame, Turn turn)
    {
        var key = frame switch
        {
            { Intent: "plan_sprint" } => "confirming_plan",
            _ when frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks.Count: > 1 } => "confirming_many",
            _ => "confirming",
        };
        var number = frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: [.., var last] } ? last.Number : turn.State.Focus.List is [.., var shown] ? shown.Number : 7;
        return Text(turn, key, ("what", Offers.Noun(frame, turn)), ("number", number));
    }

    /// <summary>What answers the question, in the words of those who can.</summary>
    private string Asking(DialogFrame frame, Turn turn)
    {
        var what = Offers.Noun(frame, turn);
        var slot = frame.Asking is { } asked ? turn.Services.Skills.Find(frame.Intent)?.Spec.Slot(asked) : null;
        if (slot is null or { Type: EntityType.Text } || Example(frame, slot, turn) is not { } example)
        {
            return Text(turn, "asking_words", ("what", what)) + Optional(slot, turn);
        }

        return Text(turn, "asking", ("what", what), ("example", example)) + Optional(slot, turn);
    }

    private string Optional(SlotSpec? slot, Turn turn) => slot is { Required: false } ? " " + Text(turn, "optional") : "";

    private string? Example(DialogFrame frame, SlotSpec slot, Turn turn)
    {
        if (frame.Choices is [var first, ..] && slot.Type is not EntityType.Date)
        {
            return Text(turn, "say.choice", ("choice", frame.Choices is [_, var second, ..] ? second.Label : first.Label));
        }

        return slot.Type switch
        {
            EntityType.Person when turn.PeopleFor(frame).FirstOrDefault(p => p.Id != turn.Actor.User) is { } person => Text(turn, "say.person", ("person", TaskWords.Called(person.FullName, turn))),
            EntityType.Project when turn.Projects is [var project, ..] => Text(turn, "say.project", ("project", project.Name)),
            EntityType.Task => Text(turn, "say.task", ("number", turn.State.Focus.Tasks is [var task, ..] ? task.Number : 7)),
            EntityType.Date or EntityType.DateRange or EntityType.Sprint or EntityType.Priority or EntityType.Status or EntityType.Estimate => Text(turn, "say." + Enum.GetName(slot.Type)!.ToLowerInvariant()),
            _ => null,
        };
    }
}
