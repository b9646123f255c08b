using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>"Duplica la de pagos", "copy 7 for Luis": a new task like one that is there: its project, title, description, priority, labels and points.</summary>
/// <remarks>Whose it was and when it was due is not copied: that is said with it, or afterwards.</remarks>
public sealed class Copies(SkillCatalog skills, FrameRunner frames, SlotFiller filler, SlotResolver resolver, INaturalLanguage nlu)
{
    private const string Making = "create_task";

    private const int MaxOffered = 4;

    private static readonly SlotSpec Source = Ask.Tasks();

    /// <summary>Takes a message as the wish for a copy, if it is one.</summary>
    /// <returns>False when it is not, or names no task: nothing was done.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (Phrases.Copy(heard.Text) is not var (what, besides))
        {
            return false;
        }

        var said = what.Length == 0 ? [] : nlu.Understand(what, turn.NluContext(EntityType.Task)).Entities;
        var named = said.FirstOrDefault(e => e.Type is EntityType.Task or EntityType.Number);
        if (named is null && what.Length > 0)
        {
            named = new Entity(EntityType.Task, new TextValue(what), what, 0, what.Length);
        }

        var found = named is null ? turn.State.Focus.Tasks is [var spoken] ? new Resolution.Filled(new TasksSlot([spoken])) : null
            : await resolver.ResolveAsync(Source, named, turn, cancellationToken);
        switch (found)
        {
            case Resolution.Filled { Value: TasksSlot { Tasks: [var only] } }:
                return await CopyAsync(only, besides.Length == 0 ? [] : nlu.Understand(besides, turn.NluContext(null)).Entities, heard.Text, turn, cancellationToken);
            case Resolution.Filled { Value: TasksSlot { Tasks: { Count: > 1 } several } }:
                Offer(turn.Text("copy_which"), several, turn);
                return true;
            case Resolution.Ambiguous { Question: var question, Choices: var choices }:
                Offer(question, [.. choices.Select(c => c.Value).OfType<TasksSlot>().SelectMany(s => s.Tasks)], turn);
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> CopyAsync(TaskReference source, IReadOnlyList<Entity> otherwise, string words, Turn turn, CancellationToken cancellationToken)
    {
        if (await turn.Services.Tasks.FindAsync(turn.Actor, [new TaskId(source.Id)], cancellationToken) is not [var task])
        {
            return false;
        }

        var frame = new DialogFrame
        {
            Intent = Making,
            Words = words,
            Slots =
            {
                ["title"] = new TextSlot(task.Title),
                ["project"] = new ProjectSlot(task.Project.Id.Value, task.Project.Name),
                ["priority"] = new ChoiceSlot(WireName.Of(task.Priority)),
            },
        };
        if (task.Description is { Length: > 0 } description)
        {
            frame.Slots["description"] = new TextSlot(description);
        }

        if (task.Estimate is { } points)
        {
            frame.Slots["estimate"] = new NumberSlot(points);
        }

        if (task.Labels.Count > 0)
        {
            frame.Slots["labels"] = new LabelsSlot([.. task.Labels]);
        }

        var spec = skills.SpecOf(frame)!;
        foreach (var entity in otherwise.Where(e => e.Type != EntityType.Text))
        {
            if (Retakes.SlotFor(spec, entity) is { } slot)
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
            }
        }

        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    private static void Offer(string question, IReadOnlyList<TaskReference> tasks, Turn turn) =>
        turn.Say(question, [.. tasks.Take(MaxOffered).Select(t => Button.Saying(turn.Text("copy_say", ("number", t.Number))))]);
}
