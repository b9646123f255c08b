using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.Risks;

/// <summary>Of which project, or only of which sprint.</summary>
public sealed record RisksSlots(SlotValue? Project, SlotValue? Sprint);

/// <summary>"¿Qué está en riesgo?": each risk with its task, and a button for what can be done.</summary>
public sealed class RisksSkill : Skill<RisksSlots>
{
    private const int MaxOfAKind = 4;
    private const int MaxButtons = 5;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("risks")
    {
        Shareable = true,
        Aside = true,
        Slots = [Ask.Project().Optional(), Ask.Sprint().Optional()],
        Replies =
        [
            "headline", "none", "overdue", "blocked", "waiting", "unassigned", "overloaded", "wont_fit", "more",
            "act.overdue", "act.blocked", "act.waiting", "act.unassigned", "act.overloaded", "act.wont_fit",
            "kind.overdue", "kind.blocked", "kind.waiting", "kind.unassigned", "on",
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(RisksSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var project, out var instead))
        {
            return instead;
        }

        DirectorySprint? sprint = null;
        if (slots.Sprint is SprintSlot said && !SprintPicker.TrySprint(project, said, "current", turn, out sprint, out instead))
        {
            return instead;
        }

        var risks = await SprintInsight.RisksAsync(project, sprint, turn, cancellationToken);
        var where = sprint is null ? project.Name : $"{sprint.Name} ({project.Name})";
        if (risks.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none", ("project", where))) { Buttons = [Button.Saying(turn.Text("offer.sprint_status"))] }) { Project = SprintPicker.Slot(project), List = [] };
        }

        List<string> lines = [Text(turn, "headline", ("project", where), ("count", risks.Count))];
        foreach (var kind in risks.GroupBy(r => r.Kind))
        {
            lines.AddRange(kind.Take(MaxOfAKind).Select(r => "• " + Say(r, sprint ?? project.CurrentSprint, turn)));
            if (kind.Count() > MaxOfAKind)
            {
                lines.Add(Text(turn, "more", ("count", kind.Count() - MaxOfAKind)));
            }
        }

        // One way on for each kind first, so that none is crowded out.
        var buttons = risks.GroupBy(r => r.Kind).SelectMany(k => k.Select((r, i) => (Risk: r, Place: i))).OrderBy(r => r.Place).Select(r => Act(r.Risk, turn)).Distinct(StringComparer.Ordinal).Take(MaxButtons);
        return new SkillResult.Done(new Reply(string.Join('\n', lines)) { Buttons = [.. buttons.Select(Button.Saying)], Card = CardOf(lines[0], risks, sprint ?? project.CurrentSprint, turn) })
        {
            Project = SprintPicker.Slot(project),
            List = [.. risks.Where(r => r.Task is not null).Select(r => r.Task!).DistinctBy(t => t.Id).Select(TaskWords.Reference)],
        };
    }

    /// <summary>The same as a card: the tasks of a kind under its name, what concerns no task as sentences.</summary>
    private ReportCard CardOf(string headline, IReadOnlyList<Risk> risks, DirectorySprint? sprint, Turn turn)
    {
        List<CardSection> sections = [];
        foreach (var kind in risks.GroupBy(r => r.Kind))
        {
            sections.Add(kind.Key switch
            {
                RiskKind.Overdue => Section(kind, "kind.overdue", CardTone.Attention, turn),
                RiskKind.Blocked => Section(kind, "kind.blocked", CardTone.Warning, turn),
                RiskKind.Waiting => Section(kind, "kind.waiting", CardTone.Warning, turn),
                RiskKind.Unassigned => Section(kind, "kind.unassigned", CardTone.Warning, turn),
                _ => new CardSection("") { Lines = [.. kind.Select(r => Say(r, sprint, turn))] },
            });
        }

        return new ReportCard(headline, [], sections);
    }

    private CardSection Section(IEnumerable<Risk> risks, string heading, CardTone tone, Turn turn)
    {
        var section = TaskCards.Section(Text(turn, heading), tone, [.. risks.Select(r => r.Task!)], MaxOfAKind, turn);
        var waits = risks.Where(r => r.Numbers is { Count: > 0 }).ToDictionary(r => r.Task!.Number, r => Text(turn, "on", ("others", string.Join(", ", r.Numbers!.Select(n => $"#{n}")))));
        return section with { Rows = [.. section.Rows.Select(r => waits.TryGetValue(r.Number, out var others) ? r with { Details = r.Details.Length == 0 ? others : $"{r.Details} · {others}" } : r)] };
    }

    private string Say(Risk risk, DirectorySprint? sprint, Turn turn) => risk.Kind switch
    {
        RiskKind.Overdue => Text(turn, "overdue", ("task", TaskWords.Line(risk.Task!, turn))),
        RiskKind.Blocked => Text(turn, "blocked", ("task", TaskWords.Line(risk.Task!, turn))),
        RiskKind.Waiting => Text(turn, "waiting", ("task", TaskWords.Line(risk.Task!, turn)), ("others", string.Join(", ", risk.Numbers!.Select(n => $"#{n}")))),
        RiskKind.Unassigned => Text(turn, "unassigned", ("task", TaskWords.Line(risk.Task!, turn))),
        RiskKind.Overloaded => Text(turn, "overloaded", ("person", TaskWords.Called(risk.Person!.FullName, turn)), ("points", SprintWords.Number(risk.Points))),
        _ => Text(turn, "wont_fit", ("name", sprint?.Name ?? ""), ("points", SprintWords.Number(risk.Points))),
    };

    private string Act(Risk risk, Turn turn) => risk.Kind switch
    {
        RiskKind.Overdue => Text(turn, "act.overdue", ("number", risk.Task!.Number)),
        RiskKind.Blocked => Text(turn, "act.blocked", ("number", risk.Task!.Number)),
        RiskKind.Waiting => Text(turn, "act.waiting", ("number", risk.Numbers![0])),
        RiskKind.Unassigned => Text(turn, "act.unassigned", ("number", risk.Task!.Number)),
        RiskKind.Overloaded => Text(turn, "act.overloaded", ("person", risk.Person!.FullName)),
        _ => Text(turn, "act.wont_fit"),
    };
}
