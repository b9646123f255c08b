using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Learning;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore;

namespace PmBot.Bot.Dialogs;

/// <summary>Corrects what was just done: "mejor el miércoles", "perdón, a Diego", "no, la 8", "¿y las de Ana?".</summary>
public sealed partial class Corrections(FrameRunner frames, SlotResolver resolver, FeedbackWatch watch)
{
    /// <summary>How long something done can be corrected by a fragment.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int MaxTitle = 200;

    // "Llámala ...", "rename it to ...": the new title is what comes after.
    private static readonly Regex Naming = NamingWords();

    private static readonly SlotSpec Task = Ask.Tasks();

    private static readonly SlotSpec[] Fields =
        [Ask.Person("assignee"), Ask.Date("due_date"), Ask.Priority(), Ask.Status(), Ask.Estimate(), Ask.Labels(), Ask.Project()];

    /// <summary>Takes a message as a correction, if it is one.</summary>
    /// <returns>False when it is not: nothing was done.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.LastDone is not { } done || turn.UtcNow - done.At > Window || frames.SpecOf(new DialogFrame { Intent = done.Intent }) is not { } spec)
        {
            return false;
        }

        var corrects = (heard.Cues & (Cues.Correction | Cues.No)) != Cues.None;
        if (spec.Aside && heard.Operations is [{ } more] && more.Intent == done.Intent && Continues().IsMatch(heard.Text))
        {
            await NarrowAsync(done, spec, more, turn, cancellationToken);
            return true;
        }

        // "It should end on the 10th": with no task spoken of, "it" is what was just made.
        var aboutIt = done.Tasks.Count == 0 && heard.Operations is [{ } single] && single.Slots.TryGetValue("task", out var it) && it.Value is ReferenceValue { Kind: ReferenceKind.It };
        if ((corrects || aboutIt || heard.Operations.Count == 0)
            && await frames.SkillOf(done.Intent)!.CorrectAsync(done, heard, [.. heard.Entities.Where(e => e.Type != EntityType.Text)], turn, cancellationToken))
        {
            return true;
        }

        if (heard.Operations.Count > 0)
        {
            // A whole request stands for itself, unless it only repeats the last one about another task: "no, cierra la 8".
            return corrects && heard.Operations is [{ } again] && again.Intent == done.Intent && again.Slots.TryGetValue("task", out var instead)
                && await OtherTaskAsync(done, spec, instead, turn, cancellationToken);
        }

        var fragments = heard.Entities.Where(e => e.Type != EntityType.Text).Select(e => BareNumberAsTask(e, spec)).ToList();
        if (!corrects && (fragments.Count == 0 || !Mostly(fragments, heard)))
        {
            return false;
        }

        if (spec.Aside)
        {
            return await AskAgainAsync(done, spec, fragments, turn, cancellationToken);
        }

        if (fragments.Find(e => e.Type == EntityType.Task && e.Value is not ReferenceValue { Kind: ReferenceKind.It }) is { } task)
        {
            return corrects && spec.Slot("task") is not null && await OtherTaskAsync(done, spec, task, turn, cancellationToken);
        }

        return done.Tasks.Count > 0
            && (await ChangeAsync(done, fragments, turn, cancellationToken) || (corrects && await RetitleAsync(done, heard, turn, cancellationToken)));
    }

    /// <summary>"¿Y lo atrasado?" after a list narrows that list.</summary>
    private async Task NarrowAsync(Executed done, SkillSpec spec, Interpretation more, Turn turn, CancellationToken cancellationToken)
    {
        var frame = new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) };
        frame.Slots.Remove(ListContinuation.SkipSlot);
        await frames.FillAsync(frame, spec, more.Slots, turn, cancellationToken);
        await frames.StartAsync(frame, turn, cancellationToken);
    }

    [GeneratedRegex(@"^\s*¿?\s*(y|and|what about|how about)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Continues();

    [GeneratedRegex(
        @"^(ll[aá]mala|ll[aá]malo|que se llame|se llama|p[oó]nle (de|por) (nombre|t[ií]tulo)|c[aá]mbiale el (t[ií]tulo|nombre) (a|por)|el (t[ií]tulo|nombre) es|call it|name it|rename it( to)?|rename to|the (title|name) is|(title|t[ií]tulo):)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamingWords();

    /// <summary>"No, on 14" after something that has no date means the task, not the day.</summary>
    private static Entity BareNumberAsTask(Entity entity, SkillSpec spec)
    {
        if (entity.Type != EntityType.Date || spec.Slot("task") is null || spec.Slots.Any(s => s.Type == EntityType.Date))
        {
            return entity;
        }

        var word = entity.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last.TrimStart('#') : "";
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? entity with { Type = EntityType.Task, Value = new TaskNumbersValue([number]) }
            : entity;
    }

    /// <summary>Whether the found pieces are what the message consists of, but for small words.</summary>
    private static bool Mostly(List<Entity> fragments, Understanding heard) =>
        fragments.Sum(e => e.End - e.Start) + 12 >= heard.Rest.Trim().Length;

    /// <summary>The same thing, on another task: the first is taken back.</summary>
    private async Task<bool> OtherTaskAsync(Executed done, SkillSpec spec, Entity said, Turn turn, CancellationToken cancellationToken)
    {
        if (spec.Slot("task") is null
            || await resolver.ResolveAsync(Task, said, turn, cancellationToken) is not Resolution.Filled { Value: TasksSlot tasks }
            || tasks.Tasks.Select(t => t.Id).ToHashSet().SetEquals(done.Tasks.Select(t => t.Id)))
        {
            return false;
        }

        var undone = await turn.UndoAsync(cancellationToken);
        if (!undone.Try(out _, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn));
            return true;
        }

        watch.Corrected(done.Intent, [new("task", said.Text)], turn);
        turn.Say(turn.Text("taken_back", ("what", string.Join(", ", done.Tasks.Select(t => $"#{t.Number} {t.Title}")))));
        await frames.StartAsync(new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) { ["task"] = tasks } }, turn, cancellationToken);
        return true;
    }

    /// <summary>The same question about something else: "¿y las de Ana?" after a list.</summary>
    private async Task<bool> AskAgainAsync(Executed done, SkillSpec spec, List<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        var frame = new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) };
        var changed = false;
        foreach (var entity in fragments)
        {
            if (spec.Slots.FirstOrDefault(s => s.Name != ListContinuation.SkipSlot && (s.Type == entity.Type || (s.Type, entity.Type) == (EntityType.DateRange, EntityType.Date))) is { } slot)
            {
                await frames.FillAsync(frame, slot, entity, turn, cancellationToken);
                changed = true;
            }
        }

        if (changed)
        {
            frame.Slots.Remove(ListContinuation.SkipSlot);
            await frames.StartAsync(frame, turn, cancellationToken);
        }

        return changed;
    }

    /// <summary>Other values for the same task.</summary>
    private async Task<bool> ChangeAsync(Executed done, List<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        var change = new TaskChange();
        var values = new List<KeyValuePair<string, string>>();
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
        await ApplyAsync(done, change, turn, cancellationToken);
        return true;
    }

    /// <summary>"Perdón, revisar precios de verano" after a task was made: its title.</summary>
    private async Task<bool> RetitleAsync(Executed done, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var title = Naming.Replace(heard.Rest.Trim(), "").Trim('"', '«', '»', '“', '”', '.', ',').Trim();
        if (done.Intent != "create_task" || !heard.Cues.HasFlag(Cues.Correction) || title.Length is < 3 or > MaxTitle)
        {
            return false;
        }

        watch.Corrected(done.Intent, [new("title", title)], turn);
        await ApplyAsync(done, new TaskChange { Title = title }, turn, cancellationToken);
        return true;
    }

    private static async Task ApplyAsync(Executed done, TaskChange change, Turn turn, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(new ChangeTask([.. done.Tasks.Select(t => new TaskId(t.Id))], change), confirmation: null, cancellationToken);
        if (!outcome.Try(out var result, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn), ErrorWords.Ways(error, new DialogFrame { Intent = done.Intent }, turn));
            return;
        }

        turn.State.LastDone = done with { At = turn.UtcNow };
        turn.State.Focus.Tasks = [.. result.Subjects.OfType<TaskView>().Select(TaskWords.Reference)];
        var what = TaskWords.Several(result.Subjects, turn);
        if (change.Project is not null && result.Subjects.OfType<TaskView>().FirstOrDefault() is { } moved)
        {
            what += " · " + moved.Project.Name;
        }

        turn.Say(turn.Text("corrected", ("what", what)), [Offers.Undo(turn)]);
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
