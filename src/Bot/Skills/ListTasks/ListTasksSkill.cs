using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.ListTasks;

/// <summary>Which tasks to show.</summary>
public sealed record ListTasksSlots(
    SlotValue? Assignee, ProjectSlot? Project, ChoiceSlot? Status, ChoiceSlot? Priority, LabelsSlot? Labels, SlotValue? DueDate, ChoiceSlot? Overdue,
    TextSlot? TaskQuery, SlotValue? Sprint, PersonSlot? Except, NumberSlot? Skip);

/// <summary>"¿Qué tengo pendiente?", "tareas de Ana atrasadas", "what's due this week".</summary>
public sealed partial class ListTasksSkill : Skill<ListTasksSlots>
{
    private const int PageSize = 8;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_tasks")
    {
        Shareable = true,
        Aside = true,
        Slots =
        [
            Ask.Person("assignee").Optional(),
            Ask.Project().Optional(),
            Ask.Status().Optional(),
            Ask.Priority().Optional(),
            Ask.Labels().Optional(),
            new SlotSpec("due_date", EntityType.DateRange) { Required = false },
            Ask.Choice("overdue").Optional(),
            Ask.Text("task_query").Optional(),
            Ask.Sprint().Optional(),
            // Whose tasks are left out, and with them those of nobody: "y el resto del equipo" after somebody's.
            Ask.Choice("except").Optional(),
            new SlotSpec(ListContinuation.SkipSlot, EntityType.Number) { Required = false },
        ],
        Replies =
        [
            "found", "unowned", "more", "who.mine", "who.person", "who.nobody", "who.others", "who.all", "none.mine", "none.person", "none.nobody", "none.others", "none.all", "sentence", "open", "overdue", "kind.blocked", "kind.done", "kind.cancelled",
            "urgent", "priority", "project", "sprint", "sprint_named", "words", "label", "due", "due_between", "due_until", "due_from", "no_due",
        ],
    };

    /// <summary>"All the bugs" are those of the label, where it is in use, and not simply tasks.</summary>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (frame.Words is { } words && Bugs().IsMatch(words) && !frame.Slots.ContainsKey("labels") && !frame.Slots.ContainsKey("task_query") && !frame.Slots.ContainsKey(ListContinuation.SkipSlot)
            && (await turn.Services.Tasks.ListAsync(turn.Actor, new TaskFilter { LocalNow = turn.Now, Labels = [Bug] }, new Page(0, 1), cancellationToken)).Total > 0)
        {
            frame.Slots["labels"] = new LabelsSlot([Bug]);
            if (Open().IsMatch(words) && frame.Slots.GetValueOrDefault("status") is ChoiceSlot { Name: "todo" })
            {
                // "Open" are those in progress too.
                frame.Slots.Remove("status");
            }
        }

        return await base.RunAsync(frame, turn, cancellationToken);
    }

    private const string Bug = "bug";

    [GeneratedRegex(@"\b(abiert[oa]s?|open|pendientes?|pending|viv[oa]s)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Open();

    [GeneratedRegex(@"\bbugs?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Bugs();

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(ListTasksSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots.Sprint is SprintSlot sprint)
        {
            if (!SprintPicker.TryProject(slots.Project, sprint, turn, out var project, out var instead)
                || !SprintPicker.TrySprint(project, SprintPicker.Looked(sprint, project, turn), "current", turn, out var chosen, out instead))
            {
                return instead;
            }

            slots = slots with { Project = SprintPicker.Slot(project), Sprint = SprintPicker.Slot(chosen) };
        }

        return await ShowAsync(slots, turn, cancellationToken);
    }

    private async Task<SkillResult> ShowAsync(ListTasksSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var skip = (int)(slots.Skip?.Number ?? 0);
        var page = await turn.Services.Tasks.ListAsync(turn.Actor, Filter(slots, turn), new Page(skip, PageSize), cancellationToken);
        var mine = slots.Assignee is PersonSlot { Id: var id } && id == turn.Actor.User.Value;
        var unowned = mine ? (await turn.Services.Tasks.ListAsync(turn.Actor, Filter(slots with { Assignee = new NothingSlot() }, turn), new Page(0, 1), cancellationToken)).Total : 0;
        if (page.Total == 0 && unowned > 0)
        {
            return await NobodysAsync(slots, unowned, turn, cancellationToken);
        }

        if (page.Total == 0 && slots is { TaskQuery: { } query, Status: null, Sprint: null } && await DoneAsync(slots, query, turn, cancellationToken) is { } over)
        {
            return over;
        }

        if (page.Total == 0)
        {
            return new SkillResult.Done(new Reply(ListWords.None(slots, turn)) { Buttons = Offers.Start(turn) })
            {
                List = [],
            };
        }

        var shown = skip + page.Tasks.Count;
        var lines = page.Tasks.Select((t, i) => $"{(skip + i + 1).ToString(CultureInfo.InvariantCulture)}. {TaskWords.Line(t, turn)}");
        var found = Text(turn, "found", ("what", ListWords.Heading(slots, turn)), ("count", page.Total));
        var text = found + "\n" + string.Join('\n', lines);
        var card = new TaskListCard(found.TrimEnd(':'), [.. page.Tasks.Select((t, i) => TaskCards.Row(t, turn) with { Place = skip + i + 1 })]);
        var rest = page.Total - shown;
        ListContinuation? more = null;
        if (rest > 0)
        {
            card = card with { Footer = Text(turn, "more", ("count", rest)) };
            text += "\n" + card.Footer;
            more = new ListContinuation("list_tasks", Slots(slots, shown), shown);
        }

        List<Button> buttons = Paging(skip, rest, turn);
        if (unowned > 0 && rest == 0 && IsAlone(turn))
        {
            // Whoever works alone seldom says whose a task is: it is theirs all the same.
            var note = Text(turn, "unowned", ("count", unowned));
            card = card with { Footer = note };
            text += "\n" + note;
            buttons.Add(Button.Saying(turn.Text("say_unassigned")));
        }

        var list = page.Tasks.Select(TaskWords.Reference).ToList();
        return new SkillResult.Done(new Reply(text) { Buttons = buttons, Card = card })
        {
            // "La segunda" counts over everything shown, as the numbers before the lines do.
            List = skip > 0 ? [.. turn.State.Focus.List.Take(skip), .. list] : list,
            Tasks = page.Total == 1 ? list : null,
            More = more,
            Back = skip > 0 ? new ListContinuation("list_tasks", Slots(slots, Math.Max(0, skip - PageSize)), Math.Max(0, skip - PageSize)) : null,
            Project = slots.Project,
        };
    }

    /// <summary>Nothing open bears the words, but something that is over does: that is what is spoken of.</summary>
    private static async Task<SkillResult?> DoneAsync(ListTasksSlots slots, TextSlot query, Turn turn, CancellationToken cancellationToken)
    {
        var all = await turn.Services.Tasks.ListAsync(turn.Actor, Filter(slots, turn) with { OpenOnly = false }, new Page(0, 2), cancellationToken);
        return all.Tasks switch
        {
            [] => null,
            [var only] => new SkillResult.Instead(new DialogFrame { Intent = "get_status", Slots = { ["task"] = new TasksSlot([TaskWords.Reference(only)]) } }),
            _ => new SkillResult.Instead(new DialogFrame { Intent = "search", Slots = { ["text"] = query } }),
        };
    }

    /// <summary>Nothing is theirs, but there are tasks without an owner: shown to whoever is alone, offered to others.</summary>
    private async Task<SkillResult> NobodysAsync(ListTasksSlots slots, int unowned, Turn turn, CancellationToken cancellationToken)
    {
        if (!IsAlone(turn))
        {
            return new SkillResult.Done(new Reply($"{ListWords.None(slots, turn)} {Text(turn, "unowned", ("count", unowned))}") { Buttons = [Button.Saying(turn.Text("say_unassigned")), .. Offers.Start(turn)] }) { List = [] };
        }

        return await RunAsync(slots with { Assignee = new NothingSlot() }, turn, cancellationToken) is SkillResult.Done shown
            ? shown with { Reply = shown.Reply.Noting(ListWords.None(slots, turn), first: true) }
            : throw new InvalidOperationException("A list is shown.");
    }

    private static bool IsAlone(Turn turn) => turn.Directory.Users.Count(u => u.IsActive) == 1;

    private static List<Button> Paging(int skip, int rest, Turn turn)
    {
        var buttons = new List<Button>(2);
        if (rest > 0)
        {
            buttons.Add(Button.Saying(turn.Text("offer.more")));
        }

        if (skip > 0)
        {
            buttons.Add(Button.Saying(turn.Text("offer.back")));
        }

        return buttons;
    }

    private static TaskFilter Filter(ListTasksSlots slots, Turn turn)
    {
        var filter = new TaskFilter
        {
            LocalNow = turn.Now,
            Projects = slots.Project is { } project ? [new ProjectId(project.Id)] : [],
            Assignee = slots.Assignee is PersonSlot person ? new UserId(person.Id) : null,
            Unassigned = slots.Assignee is NothingSlot,
            NotOf = slots is { Assignee: null, Except: { } except } ? new UserId(except.Id) : null,
            Statuses = slots.Status is { } status && WireName.TryParse<TaskState>(status.Name, out var state) ? [state] : [],
            // Of a sprint all is asked for, what is done too.
            OpenOnly = slots.Status is null && slots.Sprint is null,
            Sprint = slots.Sprint is SprintSlot { Id: { } sprint } ? new SprintId(sprint) : null,
            Priorities = slots.Priority is { } said && WireName.TryParse<TaskPriority>(said.Name, out var priority) ? [priority] : [],
            Labels = slots.Labels?.Labels ?? [],
            Overdue = slots.Overdue is not null,
            Words = slots.TaskQuery?.Text,
        };
        return slots.DueDate switch
        {
            DateSlot date => filter with { DueFrom = date.Day, DueTo = date.Day },
            RangeSlot range => filter with { DueFrom = range.From, DueTo = range.To },
            NothingSlot => filter with { HasDue = false },
            _ => filter,
        };
    }

    private static Dictionary<string, SlotValue> Slots(ListTasksSlots slots, int skip)
    {
        var all = new Dictionary<string, SlotValue?>(StringComparer.Ordinal)
        {
            ["assignee"] = slots.Assignee,
            ["project"] = slots.Project,
            ["status"] = slots.Status,
            ["priority"] = slots.Priority,
            ["labels"] = slots.Labels,
            ["due_date"] = slots.DueDate,
            ["overdue"] = slots.Overdue,
            ["task_query"] = slots.TaskQuery,
            ["sprint"] = slots.Sprint,
            ["except"] = slots.Except,
            [ListContinuation.SkipSlot] = new NumberSlot(skip),
        };
        return all.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal);
    }
}
