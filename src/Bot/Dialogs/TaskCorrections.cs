using PmBot.Bot.Cards;
using PmBot.Bot.Learning;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Dialogs;

/// <summary>Corrects fields of a task that was just made or changed: the task stays the same.</summary>
public sealed class TaskCorrections(SkillCatalog skills, FrameRunner frames, SlotResolver resolver, FeedbackWatch watch)
{
    private const int MaxTitle = 200;

    private static readonly SlotSpec[] Fields =
        [Ask.Person("assignee"), Ask.Date("due_date"), Ask.Priority(), Ask.Status(), Ask.Estimate(), Ask.Labels(), Ask.Project()];

    /// <summary>Other values for the same task.</summary>
    public async Task<bool> ChangeAsync(Executed done, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        var change = new TaskChange();
        var values = new List<KeyValuePair<string, string>>();
        var slots = new Dictionary<string, SlotValue>(StringComparer.Ordinal);
        foreach (var entity in fragments)
        {
            if (Fields.FirstOrDefault(f => f.Type == entity.Type || (f.Type, entity.Type) == (EntityType.Date, EntityType.DateRange)) is not { } field)
            {
                continue;
            }

            switch (await resolver.ResolveAsync(field, entity, turn, cancellationToken))
            {
                case Resolution.Filled { Value: var value }:
                    change = With(change, field, value);
                    values.Add(new(field.Name, entity.Text));
                    slots[field.Name] = value;
                    break;
                case Resolution.Ambiguous ambiguous when Intent(field) is { } intent:
                    // Asked as the skill of that field would, with the task already known.
                    var frame = new DialogFrame { Intent = intent, Slots = { ["task"] = new TasksSlot(done.Tasks) } };
                    frame.Pending[field.Name] = new PendingSlot(ambiguous.Question, [.. ambiguous.Choices]);
                    await frames.StartAsync(frame, turn, cancellationToken);
                    return true;
            }
        }

        if (change == new TaskChange())
        {
            return false;
        }

        watch.Corrected(done.Intent, values, turn);
        await ApplyAsync(done, change, slots, turn, cancellationToken);
        return true;
    }

    /// <summary>"Perdón, revisar precios de verano" after a task was made: its title.</summary>
    public async Task<bool> RetitleAsync(Executed done, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var named = Phrases.Name(heard.Rest) ?? (done.Slots.GetValueOrDefault("title") is TextSlot { Text: var was } ? Phrases.OtherTail(was, heard.Rest) : null);
        var title = named ?? Phrases.Unquoted(heard.Rest);
        if (done.Intent != "create_task" || (named is null && !heard.Cues.HasFlag(Cues.Correction)) || title.Length is < 3 or > MaxTitle || (named is null && (Phrases.OnlyPoints(title) || Phrases.IsElsewhere(title))))
        {
            return false;
        }

        watch.Corrected(done.Intent, [new("title", title)], turn);
        await ApplyAsync(done, new TaskChange { Title = title }, new(StringComparer.Ordinal) { ["title"] = new TextSlot(title) }, turn, cancellationToken);
        return true;
    }

    private async Task ApplyAsync(Executed done, TaskChange change, Dictionary<string, SlotValue> slots, Turn turn, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(new ChangeTask([.. done.Tasks.Select(t => new TaskId(t.Id))], change), confirmation: null, cancellationToken);
        if (!outcome.Try(out var result, out var error))
        {
            if (error is AssigneeNotMember && slots.GetValueOrDefault("assignee") is { } person && slots.Count == 1)
            {
                // Whether they come into the project is asked as it is where somebody is assigned.
                await frames.StartAsync(new DialogFrame { Intent = "assign_task", Slots = { ["task"] = new TasksSlot(done.Tasks), ["assignee"] = person } }, turn, cancellationToken);
                return;
            }

            turn.Say(ErrorWords.Say(error, turn), ErrorWords.Ways(error, turn));
            return;
        }

        // What is done like this once more is done with the corrected values.
        var known = skills.SpecOf(new DialogFrame { Intent = done.Intent });
        var corrected = done.Slots.Where(s => !slots.ContainsKey(s.Key)).Concat(slots.Where(s => known?.Slot(s.Key) is not null)).ToDictionary(StringComparer.Ordinal);
        IReadOnlyList<TaskReference> tasks = [.. result.Subjects.OfType<TaskView>().Select(TaskWords.Reference)];
        turn.State.LastDone = done with { Slots = corrected, At = turn.UtcNow, Tasks = [.. tasks], Operation = result.Operation };
        turn.State.Focus.Tasks = [.. tasks];
        var what = TaskWords.Several(result.Subjects, turn);
        if (change.Project is not null && result.Subjects.OfType<TaskView>().FirstOrDefault() is { } moved)
        {
            what += " · " + moved.Project.Name;
        }

        turn.Say(new Reply(turn.Text("corrected", ("what", what)))
        {
            Buttons = [Offers.Undo(turn)],
            Card = TaskCards.Done([.. result.Subjects.OfType<TaskView>()], Headline(result, change, turn), turn),
        });
    }

    /// <summary>What stands above the corrected task: where it went, if that was what was wrong.</summary>
    private static string Headline(OperationOutcome result, TaskChange change, Turn turn)
    {
        var word = turn.Text("corrected", ("what", "")).Trim(' ', ':');
        return change.Project is not null && result.Subjects.OfType<TaskView>().FirstOrDefault() is { } moved ? $"{word} · {moved.Project.Name}" : word;
    }

    private static TaskChange With(TaskChange change, SlotSpec field, SlotValue value) => (field.Name, value) switch
    {
        ("assignee", PersonSlot person) => change with { Assignee = Change.To<UserId?>(new UserId(person.Id)) },
        ("assignee", NothingSlot) => change with { Assignee = Change.To<UserId?>(null) },
        ("due_date", DateSlot date) => change with { Due = Change.To<Due?>(new Due(date.Day, date.Time)) },
        ("due_date", NothingSlot) => change with { Due = Change.To<Due?>(null) },
        ("priority", ChoiceSlot choice) when WireName.TryParse<TaskPriority>(choice.Name, out var priority) => change with { Priority = priority },
        ("status", ChoiceSlot choice) when WireName.TryParse<TaskState>(choice.Name, out var status) => change with { Status = status },
        ("estimate", NumberSlot number) => change with { Estimate = Change.To<decimal?>(number.Number) },
        ("labels", LabelsSlot labels) => change with { AddLabels = labels.Labels },
        ("project", ProjectSlot project) => change with { Project = new ProjectCore.Projects.ProjectId(project.Id) },
        _ => change,
    };

    private static string? Intent(SlotSpec field) => field.Name switch
    {
        "assignee" => "assign_task",
        "due_date" => "set_due_date",
        _ => null,
    };
}
