using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.ProjectStatus;

/// <summary>Which project.</summary>
public sealed record ProjectStatusSlots(ProjectSlot Project);

/// <summary>"¿Cómo va el catálogo?".</summary>
public sealed class ProjectStatusSkill : Skill<ProjectStatusSlots>
{
    private const int MaxListed = 5;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("project_status")
    {
        Shareable = true,
        Aside = true,
        Slots = [Ask.Project().FromContext().OrFirst("create_project")],
        Replies = ["headline", "open", "empty", "by_status", "overdue", "blocked", "unassigned", "due_soon", "all_well", "sprint", "sprint_last", "sprint_over"],
    };

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var told = await base.RunAsync(frame, turn, cancellationToken);
        return ChartRequests.WantsChart(frame.Words) && told is SkillResult.Done { Reply.Card: ProjectCard { Picture: { } picture } } done && CardPictures.Line(picture, turn) is { } link
            ? done with { Reply = done.Reply with { Text = $"{done.Reply.Text}\n{link}" } }
            : told;
    }

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(ProjectStatusSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var result = await turn.Services.Projects.StatusAsync(turn.Actor, new ProjectId(slots.Project.Id), turn.Now, cancellationToken);
        if (!result.Try(out var status, out var error))
        {
            return new SkillResult.Refused(error);
        }

        if (status.Total == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "empty", ("project", status.Project.Name))) { Buttons = [Button.Saying(turn.Text("offer.create_task"))] }) { Project = slots.Project };
        }

        var headline = Text(turn, "headline", ("project", status.Project.Name), ("percent", status.CompletionPercent), ("open", status.Open), ("count", status.Total));
        var statuses = Text(turn, "by_status", ("statuses", string.Join(" · ", status.ByStatus.Where(p => p.Value > 0).OrderBy(p => p.Key).Select(p => $"{TaskWords.Status(p.Key, turn)} {p.Value}"))));
        // The titles of tasks are nobody's business but the reader's: they are listed, never phrased.
        List<(string Fact, IReadOnlyList<TaskView> Tasks)> facts = [];
        Add(facts, "overdue", status.Overdue, listed: true, turn);
        Add(facts, "blocked", status.Blocked, listed: true, turn);
        Add(facts, "unassigned", status.Unassigned, listed: false, turn);
        Add(facts, "due_soon", status.DueSoon, listed: false, turn);
        if (status.Overdue.Count == 0 && status.Blocked.Count == 0)
        {
            facts.Add((Text(turn, "all_well"), []));
        }

        var phrased = await turn.Services.Phraser.PhraseAsync([headline, .. facts.Select(f => f.Fact)], turn.Language, cancellationToken);
        var sprint = await SprintAsync(new ProjectId(slots.Project.Id), turn, cancellationToken);
        List<string> lines = sprint is null ? [phrased ?? headline, statuses] : [phrased ?? headline, statuses, sprint];
        foreach (var (fact, tasks) in facts.Where(f => phrased is null || f.Tasks.Count > 0))
        {
            lines.Add(fact);
            lines.AddRange(tasks.Take(MaxListed).Select(t => "• " + TaskWords.Line(t, turn)));
            if (tasks.Count > MaxListed)
            {
                lines.Add(turn.Text("and_more", ("count", tasks.Count - MaxListed)));
            }
        }

        var picture = CardPictures.Status(status, turn);
        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Buttons = status.Overdue.Count > 0 ? [Button.Saying(turn.Text("offer.overdue"))] : [],
            Card = new ProjectCard(
                status.Project.Name,
                phrased ?? Text(turn, "open", ("open", status.Open), ("count", status.Total)),
                status.CompletionPercent,
                // The picture tells how many stand where.
                [.. picture is null ? [new CardSection("") { Lines = [statuses] }] : Array.Empty<CardSection>(), .. sprint is null ? Array.Empty<CardSection>() : [new CardSection("") { Lines = [sprint] }], .. Sections(facts, status, turn)])
            {
                Picture = picture,
            },
        })
        {
            Project = slots.Project,
            List = [.. status.Overdue.Concat(status.Blocked).DistinctBy(t => t.Id).Select(TaskWords.Reference)],
        };
    }

    /// <summary>The sprint that runs, in one line; null where none does.</summary>
    private async Task<string?> SprintAsync(ProjectId project, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Directory.Project(project)?.CurrentSprint is not { } sprint
            || !(await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Try(out var burndown, out _))
        {
            return null;
        }

        var left = burndown.Days.Count(d => d.Working && d.Day >= turn.Today && d.Day <= sprint.End);
        return Text(
            turn, sprint.End < turn.Today ? "sprint_over" : sprint.End == turn.Today ? "sprint_last" : "sprint",
            ("name", sprint.Name), ("done", burndown.Done.Tasks), ("count", burndown.Scope.Tasks), ("days", left), ("end", DateWords.Until(turn.Language, sprint.End, null, turn.Today)));
    }

    /// <summary>What is listed as tasks, and what is only counted as one section of sentences.</summary>
    private static IEnumerable<CardSection> Sections(List<(string Fact, IReadOnlyList<TaskView> Tasks)> facts, ProjectCore.Projects.ProjectStatus status, Turn turn)
    {
        foreach (var (fact, tasks) in facts.Where(f => f.Tasks.Count > 0))
        {
            yield return TaskCards.Section(fact.TrimEnd(':'), ReferenceEquals(tasks, status.Overdue) ? CardTone.Attention : CardTone.Warning, tasks, MaxListed, turn);
        }

        if (facts.Where(f => f.Tasks.Count == 0).Select(f => f.Fact).ToList() is { Count: > 0 } counted)
        {
            yield return new CardSection("") { Lines = counted };
        }
    }

    private void Add(List<(string Fact, IReadOnlyList<TaskView> Tasks)> facts, string key, IReadOnlyList<TaskView> tasks, bool listed, Turn turn)
    {
        if (tasks.Count > 0)
        {
            facts.Add((Text(turn, key, ("count", tasks.Count)), listed ? tasks : []));
        }
    }
}
