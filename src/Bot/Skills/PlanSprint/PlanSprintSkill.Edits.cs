using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.PlanSprint;

/// <summary>The proposal edited by talking, before its yes.</summary>
public sealed partial class PlanSprintSkill
{
    // What "quita la 3" and "mete la 9" may read as; anything else that is asked for is no edit, unless it changes what is proposed.
    private static readonly HashSet<string> Edits = new(StringComparer.Ordinal) { "plan_sprint", "delete_task", "update_status", "add_member", "get_status", "out_of_scope" };

    /// <summary>"Quita la 12", "mete también la 9", "sin las de Ana", "mejor con 20 puntos", "¿cabe todo?": the proposal is edited, or told more of, and shown again.</summary>
    internal override async Task<bool> RefineAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (!frame.Slots.ContainsKey(Proposed) || frame.Slots.GetValueOrDefault("task") is not TasksSlot { Tasks: var tasks }
            || frame.Slots.GetValueOrDefault("sprint") is not SprintSlot { Id: { } id } || turn.Directory.Sprint(new SprintId(id)) is not { } sprint)
        {
            return false;
        }

        if (PlanWords.AsksWhetherItFits(Fold.Text(heard.Text)))
        {
            turn.Say(await FitsAsync(frame, sprint, tasks, turn, cancellationToken));
            return true;
        }

        if (Points(heard) is { } points)
        {
            frame.Slots[Limited] = new NumberSlot(points);
            frame.Slots.Remove("task");
            frame.Slots.Remove(Proposed);
            return true;
        }

        var edited = tasks.ToList();
        var notes = await EditAsync(edited, frame, sprint, heard, turn, cancellationToken);
        var changed = !edited.Select(t => t.Id).SequenceEqual(tasks.Select(t => t.Id));
        if (!changed && (notes.Count == 0 || !heard.Operations.All(o => Edits.Contains(o.Intent))))
        {
            return false;
        }

        if (notes.Count > 0)
        {
            turn.Say(string.Join('\n', notes));
        }

        if (edited.Count == 0)
        {
            frame.Slots.Remove("task");
        }
        else
        {
            frame.Slots["task"] = new TasksSlot(edited);
        }

        return true;
    }

    /// <summary>"Mejor con 20 puntos": how much the proposal may have.</summary>
    private static decimal? Points(Understanding heard) =>
        heard.Entities.All(e => e.Type != EntityType.Task) && heard.Operations.All(o => o.Intent is "out_of_scope" || (o.Intent is "edit_task" && !o.Slots.ContainsKey("task")))
            && heard.Entities.FirstOrDefault(e => e.Type == EntityType.Estimate) is { Value: NumberValue { Number: > 0 and var points } }
            ? points
            : null;

    private async Task<string> FitsAsync(DialogFrame frame, DirectorySprint sprint, IReadOnlyList<TaskReference> tasks, Turn turn, CancellationToken cancellationToken)
    {
        var views = await turn.Services.Tasks.FindAsync(turn.Actor, [.. tasks.Select(t => new TaskId(t.Id))], cancellationToken);
        var scope = (await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Value.Scope;
        var total = scope.Points + SprintPlan.Of(views, frame.Slots[Proposed] is NumberSlot { Number: var assumed } ? assumed : 1).Points;
        return (Limit(frame) ?? sprint.Capacity) switch
        {
            null => Text(turn, "fits_free", ("points", SprintWords.Number(total))),
            { } capacity when total > capacity => Text(turn, "fits_not", ("points", SprintWords.Number(total)), ("capacity", SprintWords.Number(capacity)), ("over", SprintWords.Number(total - capacity))),
            { } capacity => Text(turn, "fits", ("points", SprintWords.Number(total)), ("capacity", SprintWords.Number(capacity))),
        };
    }

    /// <summary>Takes in and out what is said.</summary>
    /// <returns>What could not be done, and why.</returns>
    private async Task<List<string>> EditAsync(List<TaskReference> edited, DialogFrame frame, DirectorySprint sprint, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var verbs = PlanWords.Verbs(heard.Text).ToList();
        var notes = new List<string>();
        // "Y la 8": more of the same.
        var goesOn = Phrases.Continues(heard.Text) && !heard.Text.Contains('?', StringComparison.Ordinal);
        var described = heard.Operations.Where(o => o.Intent == Spec.Intent).SelectMany(o => o.Slots.Values).Where(e => e.Type == EntityType.Task && !heard.Entities.Any(h => h.Type == EntityType.Task && h.Start < e.End && e.Start < h.End));
        foreach (var entity in heard.Entities.Concat(described).Where(e => e.Type is EntityType.Task or EntityType.Person or EntityType.Number).OrderBy(e => e.Start))
        {
            // The verb before it decides; said without any, "la 9 también" comes in and "la 12 no" goes.
            var verb = verbs.FindLastIndex(v => v.At <= entity.Start);
            var comesIn = verb >= 0 ? verbs[verb].In : !heard.Cues.HasFlag(Cues.No);
            if (verb < 0 && verbs.Count == 0 && !heard.Cues.HasFlag(Cues.No) && !(goesOn && entity.Type == EntityType.Task))
            {
                continue;
            }

            foreach (var task in await MeantAsync(entity, edited, turn, cancellationToken))
            {
                if (!comesIn && edited.RemoveAll(t => t.Id == task.Id) > 0)
                {
                    continue;
                }

                if (await turn.Services.Tasks.FindAsync(turn.Actor, [new TaskId(task.Id)], cancellationToken) is not [var view])
                {
                    continue;
                }

                if ((comesIn ? WhyNotIn(view, edited, frame, sprint, turn) : WhyNotOut(view, sprint, turn)) is { } note)
                {
                    notes.Add(note);
                }
                else
                {
                    edited.Add(task);
                }
            }
        }

        return notes;
    }

    private string? WhyNotIn(TaskView task, List<TaskReference> edited, DialogFrame frame, DirectorySprint sprint, Turn turn) => task switch
    {
        _ when edited.Exists(t => t.Id == task.Id.Value) => Text(turn, "proposed_already", ("number", task.Number)),
        _ when frame.Slots.GetValueOrDefault("project") is ProjectSlot project && project.Id != task.Project.Id.Value => Text(turn, "elsewhere", ("number", task.Number), ("project", task.Project.Name)),
        { Status: TaskState.Done or TaskState.Cancelled } => Text(turn, "over", ("number", task.Number)),
        _ when task.Sprint == sprint.Name => Text(turn, "same", ("tasks", $"#{task.Number}"), ("count", 1), ("name", sprint.Name)),
        _ => null,
    };

    private string WhyNotOut(TaskView task, DirectorySprint sprint, Turn turn) => task.Sprint == sprint.Name
        ? Text(turn, "in_sprint", ("number", task.Number), ("name", sprint.Name))
        : Text(turn, "not_proposed", ("number", task.Number));

    private static async Task<IReadOnlyList<TaskReference>> MeantAsync(Entity entity, List<TaskReference> proposed, Turn turn, CancellationToken cancellationToken)
    {
        switch (entity.Value)
        {
            case TaskNumbersValue { Numbers: var numbers }:
                return [.. (await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, numbers, cancellationToken)).Select(TaskWords.Reference)];
            case NumberValue { Number: >= 1 and < int.MaxValue } number:
                return [.. (await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [(int)number.Number], cancellationToken)).Select(TaskWords.Reference)];
            case ReferenceValue { Kind: ReferenceKind.Ordinal, Ordinal: var ordinal }:
                var place = ordinal > 0 ? ordinal - 1 : proposed.Count + ordinal;
                return place >= 0 && place < proposed.Count ? [proposed[place]] : [];
            case TaskDescriptionValue { Person: { Ids: var ids } }:
                return await OfAsync(ids, proposed, turn, cancellationToken);
            case TaskSetValue { Person: NameValue { Ids: var theirs } }:
                return await OfAsync(theirs, proposed, turn, cancellationToken);
            case TaskDescriptionValue { Words: { } words }:
                var said = ProjectCore.Text.Folding.Words(words);
                return [.. proposed.Where(t => ProjectCore.Text.Likeness.Of(said, ProjectCore.Text.Folding.Words(t.Title)) > 0)];
            case NameValue { Ids: var ids }:
                return await OfAsync(ids, proposed, turn, cancellationToken);
            default:
                return [];
        }
    }

    /// <summary>The proposed tasks of anybody who may be meant.</summary>
    private static async Task<IReadOnlyList<TaskReference>> OfAsync(IReadOnlyList<string> ids, List<TaskReference> proposed, Turn turn, CancellationToken cancellationToken)
    {
        var people = ids.Select(turn.FindPerson).OfType<DirectoryUser>().Select(p => p.Id).ToHashSet();
        var views = await turn.Services.Tasks.FindAsync(turn.Actor, [.. proposed.Select(t => new TaskId(t.Id))], cancellationToken);
        return [.. views.Where(v => v.Assignee is { } assignee && people.Contains(assignee.Id)).Select(TaskWords.Reference)];
    }
}
