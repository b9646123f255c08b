using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.WhatChanged;

/// <summary>Since when, where, by whom, or the history of which task.</summary>
public sealed record WhatChangedSlots(TasksSlot? Task, SlotValue? Period, ProjectSlot? Project, SlotValue? Assignee, ChoiceSlot? Span, NumberSlot? Skip);

/// <summary>"What changed since yesterday?", "¿qué pasó hoy en el catálogo?", "¿quién movió la 7?".</summary>
public sealed class WhatChangedSkill : Skill<WhatChangedSlots>
{
    private const int PageSize = 8;
    private const int MaxHistory = 20;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("what_changed")
    {
        Shareable = true,
        Aside = true,
        Slots =
        [
            Ask.Tasks().Optional(), new SlotSpec("period", EntityType.DateRange) { Required = false }, Ask.Project().Optional(), Ask.Person("assignee").Optional(),
            Ask.Choice("span", "since").Optional(), new SlotSpec(ListContinuation.SkipSlot, EntityType.Number) { Required = false },
        ],
        Replies =
        [
            "since", "on", "between", "in_project", "by_person", "head", "nothing", "more", "history", "no_history", "earlier", "entry", "did.created", "did.deleted", "did.restored",
            "did.commented", "did.archived", "did.unarchived", "did.added", "did.removed", "did.changed", "did.other",
            "did.created_other", "did.deleted_other", "did.restored_other", "member", "project", "sprint", "environment",
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(WhatChangedSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots.Task is { } tasks)
        {
            return await HistoryAsync(tasks.Tasks[0], turn, cancellationToken);
        }

        var (from, to) = Days(slots, turn);
        var filter = new ChangeFilter(turn.StartOf(from), turn.StartOf(to.AddDays(1)))
        {
            Projects = slots.Project is { } project ? [new ProjectId(project.Id)] : [],
            By = slots.Assignee is PersonSlot person ? new UserId(person.Id) : null,
        };
        var changes = await turn.Services.Reading.Changes.FindAsync(turn.Actor, filter, cancellationToken);
        var things = ChangeStory.Of(changes);
        var when = When(from, to, turn);
        var scope = (slots.Project is { } of ? " " + Text(turn, "in_project", ("project", of.Name)) : "")
            + (slots.Assignee is PersonSlot by ? " " + Text(turn, "by_person", ("person", TaskWords.Called(by.Name, turn))) : "");
        if (things.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "nothing", ("when", when + scope)))) { Project = slots.Project };
        }

        var skip = Math.Min((int)(slots.Skip?.Number ?? 0), things.Count - 1);
        var shown = things.Skip(skip).Take(PageSize).ToList();
        var lines = new List<string> { Text(turn, "head", ("when", when + scope), ("count", things.Count)) };
        lines.AddRange(shown.Select(t => "• " + Told(t, turn)));
        var rest = things.Count - skip - shown.Count;
        var footer = rest > 0 ? Text(turn, "more", ("count", rest)) : null;
        if (footer is not null)
        {
            lines.Add(footer);
        }

        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Buttons = rest > 0 ? [Button.Saying(turn.Text("offer.more"))] : [],
            Card = new ReportCard(lines[0].TrimEnd(':'), [], [.. shown.Select(t => SectionOf(t, turn)), .. footer is null ? Array.Empty<CardSection>() : [new CardSection("") { Lines = [footer] }]]),
        })
        {
            List = [.. shown.Select(t => t.Thing).OfType<TaskView>().Where(t => !t.Deleted).Select(TaskWords.Reference)],
            More = rest > 0 ? new ListContinuation("what_changed", Continued(slots, skip + shown.Count), skip + shown.Count) : null,
            Project = slots.Project,
        };
    }

    private async Task<SkillResult> HistoryAsync(TaskReference task, Turn turn, CancellationToken cancellationToken)
    {
        var found = await turn.Services.Reading.Changes.HistoryAsync(turn.Actor, new TaskId(task.Id), cancellationToken);
        if (!found.Try(out var records, out var error))
        {
            return new SkillResult.Refused(error);
        }

        var title = $"#{task.Number} {task.Title}";
        if (records.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "no_history", ("task", title)))) { Tasks = [task] };
        }

        const string Bullet = "• ";
        var lines = new List<string> { Text(turn, "history", ("task", title)) };
        if (records.Count > MaxHistory)
        {
            lines.Add(Text(turn, "earlier", ("count", records.Count - MaxHistory)));
        }

        foreach (var record in records.Take(MaxHistory).Reverse())
        {
            var local = turn.Local(record.At);
            var moment = DateWords.Moment(turn.Language, DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), turn.Today);
            var deeds = record.Subjects.Select(s => Deed(ChangeStory.Kind(record.Operation, s), s, s.Changes, turn));
            lines.Add(Text(turn, "entry", ("date", moment), ("person", TaskWords.Called(record.By.FullName, turn)), ("what", string.Join("; ", deeds))));
        }

        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Card = new ReportCard(lines[0].TrimEnd(':'), [], [new CardSection("") { Lines = [.. lines.Skip(1).Select(l => l.StartsWith(Bullet, StringComparison.Ordinal) ? l[Bullet.Length..] : l)] }]),
        })
        {
            Tasks = [task],
        };
    }

    /// <summary>A task as a row that opens it; another thing by its name; below it who did what.</summary>
    private CardSection SectionOf(ThingStory story, Turn turn)
    {
        var deeds = Deeds(story, turn);
        return story.Thing is TaskView { Deleted: false } task
            ? new CardSection("") { Rows = [TaskCards.Row(task, turn) with { Details = string.Join('\n', deeds), Tone = CardTone.Plain }] }
            : new CardSection(Name(story.Thing, turn)) { Lines = deeds };
    }

    /// <summary>A thing and what everybody did to it: "#7 Cupones — Diego: estado: por hacer → hecha; Ana comentó «ya»".</summary>
    private string Told(ThingStory story, Turn turn) => $"{Name(story.Thing, turn)} — {string.Join("; ", Deeds(story, turn))}";

    private List<string> Deeds(ThingStory story, Turn turn) => [.. story.Parts.Select(p => $"{TaskWords.Called(p.By.FullName, turn)} {Deed(p.Kind, p.Subject, p.Changes, turn)}")];

    private string Name(SubjectView thing, Turn turn) => thing switch
    {
        MemberView member => Text(turn, "member", ("person", member.Person.FullName), ("project", member.Project.Name)),
        ProjectView project => Text(turn, "project", ("project", project.Name)),
        SprintView sprint => Text(turn, "sprint", ("sprint", sprint.Name), ("project", sprint.Project.Name)),
        EnvironmentView environment => Text(turn, "environment", ("environment", environment.Name), ("project", environment.Project.Name)),
        _ => SubjectNames.Of(thing),
    };

    private string Deed(string kind, SubjectView subject, IReadOnlyList<FieldChange> changes, Turn turn) => kind switch
    {
        "commented" when subject is CommentView comment => Text(turn, "did.commented", ("comment", SecretMask.Hide(Short(comment.Text)))),
        "changed" => Text(turn, "did.changed", ("changes", SecretMask.Hide(ChangeWords.All(changes, turn)))),
        "other" => Text(turn, "did.other"),
        // In Spanish a task is feminine ("la creó"), a project or sprint is not ("lo creó").
        "created" or "deleted" or "restored" when subject is not (TaskView or InvitationView) => Text(turn, $"did.{kind}_other"),
        _ => Text(turn, "did." + kind),
    };

    private static string Short(string text) => CardText.Cut(ProjectCore.Text.Folding.OneLine(text), 80);

    /// <summary>The days that are meant; without any, since yesterday.</summary>
    private static (DateOnly From, DateOnly To) Days(WhatChangedSlots slots, Turn turn)
    {
        var (from, to) = slots.Period switch
        {
            DateSlot day => (Past(day.Day, turn), slots.Span is null ? Past(day.Day, turn) : turn.Today),
            RangeSlot { From: { } first } range => (Past(first, turn), range.To is { } last && slots.Span is null ? last : turn.Today),
            _ => (turn.Today.AddDays(-1), turn.Today),
        };
        return (from, to < from ? from : to > turn.Today ? turn.Today : to);
    }

    // "Desde el lunes" is the last Monday, not the next.
    private static DateOnly Past(DateOnly day, Turn turn)
    {
        const int Week = 7;
        while (day > turn.Today)
        {
            day = day.AddDays(-Week);
        }

        return day;
    }

    private string When(DateOnly from, DateOnly to, Turn turn)
    {
        var first = DateWords.Day(turn.Language, from, turn.Today);
        return from == to && Math.Abs(from.DayNumber - turn.Today.DayNumber) <= 1 ? char.ToUpperInvariant(first[0]) + first[1..]
            : from == to ? Text(turn, "on", ("date", first))
            : to == turn.Today ? Text(turn, "since", ("date", first))
            : Text(turn, "between", ("from", first), ("to", DateWords.Day(turn.Language, to, turn.Today)));
    }

    private static Dictionary<string, SlotValue> Continued(WhatChangedSlots slots, int skip)
    {
        var all = new Dictionary<string, SlotValue?>(StringComparer.Ordinal)
        {
            ["period"] = slots.Period,
            ["project"] = slots.Project,
            ["assignee"] = slots.Assignee,
            ["span"] = slots.Span,
            [ListContinuation.SkipSlot] = new NumberSlot(skip),
        };
        return all.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal);
    }
}
