using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reports;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.Report;

/// <summary>Over which period, of which project or person, in which form.</summary>
public sealed record ReportSlots(SlotValue? Period, ProjectSlot? Project, SlotValue? Assignee, NumberSlot? Sprint, TextSlot? Format, TextSlot? Report);

/// <summary>"Resumen de la semana", "reporte del sprint", "what did Diego do this week".</summary>
public sealed partial class ReportSkill : Skill<ReportSlots>
{
    private const int MaxListed = 6;
    private const string ByPerson = "by person";

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("report")
    {
        Shareable = true,
        Aside = true,
        Slots =
        [
            new SlotSpec("period", EntityType.DateRange) { Required = false }, Ask.Project().Optional(), Ask.Person("assignee").Optional(),
            new SlotSpec("sprint", EntityType.Number) { Required = false }, Ask.Text("format").Optional(), Ask.Text("report").Optional(),
        ],
        Replies =
        [
            "head", "everything", "of_person", "of_person_in", "nothing", "finished", "started", "created", "late", "blocked", "who", "before", "same", "which_sprint", "no_sprint",
            "other_format", "csv", "markdown", "sprint", "as_chart", "person", "nobody", "their_finished", "their_started", "their_late", "their_blocked", "by_mail",
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(ReportSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var kind = slots.Report?.Text;
        if (ChartRequests.WantsVelocity(kind) || ChartRequests.WantsBurndown(kind))
        {
            return Chart(slots, kind!, turn);
        }

        var period = ReportPeriod.Of(slots.Sprint is { } said ? new TextSlot($"sprint {said.Number.ToString(CultureInfo.InvariantCulture)}") : slots.Period, turn.Today);
        var filter = new ReportFilter(default, default, turn.Now)
        {
            Projects = slots.Project is { } project ? [new ProjectId(project.Id)] : [],
            Person = slots.Assignee is PersonSlot person ? new UserId(person.Id) : null,
        };
        string when;
        if (period.Sprint is { } wanted)
        {
            var sprints = ReportPeriod.Sprints(wanted, slots.Project, turn);
            if (sprints.Count != 1)
            {
                return sprints.Count == 0
                    ? new SkillResult.Done(new Reply(Text(turn, "no_sprint")))
                    : new SkillResult.AskFor("project", Text(turn, "which_sprint"), [.. sprints.Select(s => turn.Directory.Project(s.Project)!).Select(p => new SlotChoice(p.Name, new ProjectSlot(p.Id.Value, p.Name)))]);
            }

            var sprint = sprints[0];
            period = new ReportPeriod(sprint.Start, sprint.End);
            filter = filter with { Sprint = sprint.Id, Projects = [sprint.Project] };
            when = Text(turn, "sprint", ("sprint", sprint.Name), ("from", Day(sprint.Start, turn)), ("to", Day(sprint.End, turn)));
        }
        else
        {
            when = period.From == period.To ? Day(period.From, turn) : $"{Day(period.From, turn)} – {Day(period.To, turn)}";
        }

        var (before, beforeEnd) = period.Before(turn.Today);
        filter = filter with { From = turn.StartOf(period.From), To = turn.StartOf(period.To.AddDays(1)), BeforeFrom = turn.StartOf(before), BeforeTo = turn.StartOf(beforeEnd.AddDays(1)) };
        var figures = await turn.Services.Reading.Reports.ReadAsync(turn.Actor, filter, cancellationToken);
        return Told(slots, figures, Text(turn, "head", ("what", Scope(slots, turn)), ("when", when)), turn);
    }

    /// <summary>"Reporte de velocidad", "burndown report": the picture is the report.</summary>
    private SkillResult.Instead Chart(ReportSlots slots, string kind, Turn turn)
    {
        if (slots.Format is { Text: var format })
        {
            turn.Say(Text(turn, "as_chart", ("format", format)));
        }

        var frame = new DialogFrame { Intent = "sprint_status", Words = kind };
        if (slots.Project is { } project)
        {
            frame.Slots["project"] = project;
        }

        var sprint = slots.Sprint is { } number
            ? ReportPeriod.Sprints(number.Number.ToString(CultureInfo.InvariantCulture), slots.Project, turn)
            : slots.Period is TextSlot { Text: var words } && words.Contains("sprint", StringComparison.OrdinalIgnoreCase) ? ReportPeriod.Sprints(words, slots.Project, turn) : [];
        if (sprint is [var only] && !only.IsCurrent)
        {
            frame.Slots["project"] = SprintPicker.Slot(turn.Directory.Project(only.Project)!);
            frame.Slots["sprint"] = SprintPicker.Slot(only);
        }

        return new SkillResult.Instead(frame);
    }

    /// <summary>"Email it to me", "mándamelo por correo": the same, and that it comes here only.</summary>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(ByMail().IsMatch(Fold.Text(heard.Text)) && turn.State.LastDone is { Intent: "report" } done
            ? new DialogFrame { Intent = Spec.Intent, Words = heard.Text, Slots = new(done.Slots, StringComparer.Ordinal) { ["format"] = new TextSlot(turn.Text("report.by_mail")) } }
            : null);

    [GeneratedRegex(
        @"^\W*((please|porfa|por favor|y|and|can you|could you|puedes|podrias|me puedes|ok|great|now|ahora|genial)\W+)*(e-?mail|mail) (it|this|that|me)\b.{0,30}$|^\W*((please|porfa|por favor|y|and|can you|could you|puedes|podrias|me puedes|ok|great|now|ahora|genial)\W+)*(manda|mandar|mandame|mandas|envia|enviar|enviame|envias|pasa|pasar|pasame|send|forward|share)(lo|melo|selo|noslo|la|mela)?\b.{0,40}\b(correo|e-?mail|mail|inbox|bandeja)\b.{0,20}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex ByMail();

    /// <summary>"Por persona" is no slot of its own: the words of the request say it.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (!frame.Slots.ContainsKey("assignee") && !frame.Slots.ContainsKey("report") && ReportByPerson.IsWanted(frame.Words))
        {
            frame.Slots["report"] = new TextSlot(ByPerson);
        }
    }

    private SkillResult.Done Told(ReportSlots slots, ReportFigures figures, string head, Turn turn)
    {
        if (slots is { Report.Text: ByPerson, Format: null } && ReportByPerson.Lines(figures, turn) is { Count: > 0 } people)
        {
            return new SkillResult.Done(new Reply($"{head}\n{string.Join('\n', people)}") { Card = new ReportCard(head.TrimEnd(':'), [], [new CardSection("") { Lines = people }]) })
            {
                List = [.. figures.Late.Concat(figures.Blocked).DistinctBy(t => t.Id).Select(TaskWords.Reference)],
                Project = slots.Project,
            };
        }

        var text = slots.Format?.Text.ToLowerInvariant() switch
        {
            null => Lines(figures, head, turn),
            var csv when csv.Contains("csv", StringComparison.Ordinal) => $"{head}\n```\n{ReportText.Csv(figures)}\n```",
            var md when md.Contains("markdown", StringComparison.Ordinal) || md is "md" => $"{head}\n```\n{ReportText.Markdown(figures, head, Heading, turn)}\n```",
            var other when other.Contains("tex", StringComparison.Ordinal) || other.Contains("chat", StringComparison.Ordinal) => Lines(figures, head, turn),
            _ => $"{Text(turn, "other_format", ("format", slots.Format!.Text))}\n{Lines(figures, head, turn)}",
        };
        return new SkillResult.Done(new Reply(text)
        {
            Buttons = slots.Format is null ? [Button.Saying(Text(turn, "csv"))] : [],
            Card = slots.Format is null ? Card(figures, head, turn) : null,
        })
        {
            List = [.. figures.Late.Concat(figures.Blocked).DistinctBy(t => t.Id).Select(TaskWords.Reference)],
            Project = slots.Project,
        };

        string Heading(string key, int count) => Text(turn, key, ("count", count));
    }

    /// <summary>The same as a card; null where there is nothing to report.</summary>
    private ReportCard? Card(ReportFigures figures, string head, Turn turn)
    {
        (string Key, IReadOnlyList<TaskView> Tasks, int? Before, CardTone Tone)[] parts =
        [
            ("finished", figures.Finished, figures.FinishedBefore, CardTone.Good),
            ("started", [.. figures.Started.Where(t => figures.Finished.All(f => f.Id != t.Id))], null, CardTone.Plain),
            ("created", figures.Created, figures.CreatedBefore, CardTone.Plain),
            ("late", figures.Late, null, CardTone.Attention),
            ("blocked", figures.Blocked, null, CardTone.Warning),
        ];
        IReadOnlyList<CardSection> sections =
        [
            .. parts.Where(p => p.Tasks.Count > 0 || p.Before > 0)
                .Select(p => TaskCards.Section(Text(turn, p.Key, ("count", p.Tasks.Count)).TrimEnd(':') + Compared(p.Tasks.Count, p.Before, turn), p.Tone, p.Tasks, MaxListed, turn)),
        ];
        return sections.Count == 0 ? null : new ReportCard(head.TrimEnd(':'), [], Who(figures, turn) is { } who ? [.. sections, new CardSection("") { Lines = [who] }] : sections);
    }

    private string Compared(int count, int? before, Turn turn) =>
        before is not { } was ? "" : " " + (was == count ? Text(turn, "same") : Text(turn, "before", ("count", was)));

    private string Lines(ReportFigures figures, string head, Turn turn)
    {
        var lines = new List<string> { head };
        Add(lines, "finished", figures.Finished, figures.FinishedBefore, turn);
        Add(lines, "started", [.. figures.Started.Where(t => figures.Finished.All(f => f.Id != t.Id))], null, turn);
        Add(lines, "created", figures.Created, figures.CreatedBefore, turn);
        Add(lines, "late", figures.Late, null, turn);
        Add(lines, "blocked", figures.Blocked, null, turn);
        if (Who(figures, turn) is { } who)
        {
            lines.Add(who);
        }

        if (lines.Count == 1)
        {
            lines.Add(Text(turn, "nothing"));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Who finished what; null where it was one person or nobody.</summary>
    private string? Who(ReportFigures figures, Turn turn)
    {
        var who = figures.Finished.Where(t => t.Assignee is not null).GroupBy(t => t.Assignee!.Id)
            .Select(g => (Person: g.First().Assignee!, Tasks: g.ToList())).OrderByDescending(g => g.Tasks.Count).ToList();
        return who.Count < 2
            ? null
            : Text(turn, "who", ("people", string.Join(" · ", who.Select(w => $"{TaskWords.Called(w.Person.FullName, turn)} {w.Tasks.Count.ToString(CultureInfo.InvariantCulture)} ({TaskWords.Numbers(w.Tasks)})"))));
    }

    private void Add(List<string> lines, string key, IReadOnlyList<TaskView> tasks, int? before, Turn turn)
    {
        if (tasks.Count == 0 && before is null or 0)
        {
            return;
        }

        lines.Add(Text(turn, key, ("count", tasks.Count)) + Compared(tasks.Count, before, turn));
        lines.AddRange(tasks.Take(MaxListed).Select(t => "• " + TaskWords.Line(t, turn)));
        if (tasks.Count > MaxListed)
        {
            lines.Add(turn.Text("and_more", ("count", tasks.Count - MaxListed)));
        }
    }

    private string Scope(ReportSlots slots, Turn turn) => slots switch
    {
        { Assignee: PersonSlot person, Project: { } project } => Text(turn, "of_person_in", ("person", TaskWords.Called(person.Name, turn)), ("project", project.Name)),
        { Assignee: PersonSlot person } => Text(turn, "of_person", ("person", TaskWords.Called(person.Name, turn))),
        { Project: { } project } => project.Name,
        _ => Text(turn, "everything"),
    };

    private static string Day(DateOnly day, Turn turn) => DateWords.Day(turn.Language, day, turn.Today);
}
