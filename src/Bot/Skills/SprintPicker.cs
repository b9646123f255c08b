using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>Which project and which sprint a request means; where that is open, what to say or ask instead.</summary>
internal static partial class SprintPicker
{
    private const int MaxChoices = 6;

    /// <summary>The project: said, or the only one with a sprint of that name, or spoken of, or the only one that it can be, or the only one where a sprint runs.</summary>
    /// <remarks>It can only be one in which the person has the role that is needed; where there is none, any, so that the refusal names it.</remarks>
    public static bool TryProject(
        SlotValue? said, SprintSlot? sprint, Turn turn, [NotNullWhen(true)] out DirectoryProject? project, [NotNullWhen(false)] out SkillResult? instead, Role needs = Role.Viewer)
    {
        List<DirectoryProject> likely = [.. turn.Projects.Where(p => turn.Directory.RoleIn(p.Id, turn.Actor.User) >= needs)];
        if (likely.Count == 0)
        {
            likely = [.. turn.Projects];
        }

        (project, instead) = (null, null);
        if (said is NothingSlot)
        {
            instead = new SkillResult.Done(new Reply(turn.Text("not_done")));
            return false;
        }

        project = said is ProjectSlot named ? turn.FindProject(named.Id.ToString()) : Implied(sprint, likely, turn);
        if (project is not null)
        {
            return true;
        }

        instead = turn.Projects.Count == 0
            ? new SkillResult.Done(new Reply(turn.Text("sprint.no_projects")) { Buttons = [Button.Saying(turn.Text("offer.create_project"))] })
            : new SkillResult.AskFor("project", turn.Text("sprint.which_project"), [.. likely.Take(MaxChoices).Select(p => new SlotChoice(p.Name, Slot(p)))]);
        return false;
    }

    /// <summary>The sprint of a project: by name, or the one pointed at.</summary>
    /// <remarks>Where nothing is said: <c>current</c>, <c>next</c>, <c>start</c> for the planned one whose turn it is, or <c>plan</c> for the next one and else the one that runs.</remarks>
    public static bool TrySprint(
        DirectoryProject project, SlotValue? said, string point, Turn turn, [NotNullWhen(true)] out DirectorySprint? sprint, [NotNullWhen(false)] out SkillResult? instead)
    {
        (sprint, instead) = (null, null);
        if (said is NothingSlot)
        {
            instead = new SkillResult.Done(new Reply(turn.Text("not_done")));
            return false;
        }

        if (said is SprintSlot { Id: { } id } && project.Sprints.FirstOrDefault(s => s.Id.Value == id) is { } known)
        {
            sprint = known;
            return true;
        }

        if (said is SprintSlot { Name: { } name })
        {
            sprint = SprintNames.Best(project.Sprints, name);
            instead = sprint is not null ? null : project.Sprints.Count == 0 ? None(project, turn) : new SkillResult.AskFor(
                "sprint", turn.Text("sprint.unknown", ("project", project.Name), ("name", name)),
                [.. project.Sprints.OrderBy(s => s.Status == SprintState.Closed).ThenByDescending(s => s.End).Take(MaxChoices).Select(s => new SlotChoice(s.Name, Slot(s)))]);
            return sprint is not null;
        }

        sprint = Pointed(project, (said as SprintSlot)?.Point ?? point, turn.Today);
        instead = sprint is null ? Missing(project, (said as SprintSlot)?.Point ?? point, turn) : null;
        return sprint is not null;
    }

    /// <summary>The sprint that runs, or the one that is planned for today where nobody started it.</summary>
    public static DirectorySprint? Current(DirectoryProject project, DateOnly today) =>
        project.CurrentSprint ?? project.Sprints.FirstOrDefault(s => s.Status == SprintState.Planned && s.Start <= today && today <= s.End);

    /// <summary>"El sprint" right after one was made or changed is that one, else the one that runs, else the next.</summary>
    public static SlotValue? Meant(SlotValue? said, DirectoryProject project, Turn turn)
    {
        if (said is not (null or SprintSlot { Name: null, Id: null, Point: "current" }))
        {
            return said;
        }

        // Still so when tasks were looked at in between.
        if (turn.State.Focus is { Sprint: { Id: { } id } spoken, SprintAt: { } at } && turn.UtcNow - at < Corrections.Window
            && project.Sprints.Any(s => s.Id.Value == id && s.Status != SprintState.Closed))
        {
            return spoken;
        }

        return said is null && Current(project, turn.Today) is null && Next(project, turn.Today) is { } next ? Slot(next) : said;
    }

    /// <summary>"¿Qué hay en el sprint?": <see cref="Meant"/>, and where none runs the next one, as there is no other to look at.</summary>
    public static SlotValue? Looked(SlotValue? said, DirectoryProject project, Turn turn) =>
        Meant(said, project, turn) is SprintSlot { Id: null, Name: null, Point: "current" } && Current(project, turn.Today) is null && Next(project, turn.Today) is { } next && !Running().IsMatch(Fold.Text(turn.Heard?.Text ?? ""))
            ? Slot(next)
            : Meant(said, project, turn);

    // Who says that it runs is told that none does.
    [GeneratedRegex(@"\b(actual|en curso|corriendo|activo|current|running|active|ongoing)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Running();

    /// <summary>The first planned one that is not over, other than the current one.</summary>
    public static DirectorySprint? Next(DirectoryProject project, DateOnly today)
    {
        var current = Current(project, today);
        return project.Sprints.Where(s => s.Status == SprintState.Planned && s.End >= today && s != current).OrderBy(s => s.Start).FirstOrDefault();
    }

    /// <summary>The planned one whose turn it is to start.</summary>
    public static DirectorySprint? NextToStart(DirectoryProject project, DateOnly today) =>
        project.Sprints.Where(s => s.Status == SprintState.Planned && s.End >= today).OrderBy(s => s.Start).FirstOrDefault();

    public static SprintSlot Slot(DirectorySprint sprint) => new(sprint.Name, null, sprint.Id.Value);

    public static ProjectSlot Slot(DirectoryProject project) => new(project.Id.Value, project.Name);

    private static DirectorySprint? Pointed(DirectoryProject project, string point, DateOnly today) => point switch
    {
        "current" => Current(project, today),
        "next" => Next(project, today),
        "previous" => project.Sprints.Where(s => s.Status == SprintState.Closed || (s.Status == SprintState.Planned && s.End < today))
            .OrderByDescending(s => s.ClosedAt).ThenByDescending(s => s.End).FirstOrDefault(),
        "start" => NextToStart(project, today),
        _ => Next(project, today) ?? Current(project, today),
    };

    private static DirectoryProject? Implied(SprintSlot? sprint, List<DirectoryProject> likely, Turn turn)
    {
        var current = turn.CurrentProject is { } slot ? turn.FindProject(slot.Id.ToString()) : null;
        if (sprint?.Name is { } name && (current is null || SprintNames.Best(current.Sprints, name) is null)
            && turn.Projects.Where(p => SprintNames.Best(p.Sprints, name) is not null).ToList() is [var only])
        {
            return only;
        }

        // "Cierra el sprint", when what was spoken of last has none: of the one project where a sprint runs.
        if (current is { Sprints.Count: 0 } && sprint is { Name: null } && turn.Projects.Where(p => p.CurrentSprint is not null).ToList() is [var other])
        {
            return other;
        }

        if (current is not null || likely is [_])
        {
            return current ?? likely[0];
        }

        return likely.Where(p => p.CurrentSprint is not null).ToList() is [var running] ? running : null;
    }

    private static SkillResult.Done None(DirectoryProject project, Turn turn) =>
        new SkillResult.Done(new Reply(turn.Text("sprint.none", ("project", project.Name))) { Buttons = [Button.Saying(turn.Text("offer.create_sprint"))] }) { Project = Slot(project) };

    private static SkillResult.Done Missing(DirectoryProject project, string point, Turn turn)
    {
        if (project.Sprints.Count == 0)
        {
            return None(project, turn);
        }

        var next = Next(project, turn.Today);
        var text = point switch
        {
            "previous" => turn.Text("sprint.no_previous", ("project", project.Name)),
            "current" when next is not null => turn.Text(
                "sprint.no_current_but_next", ("project", project.Name), ("next", next.Name), ("date", DateWords.Until(turn.Language, next.Start, null, turn.Today))),
            "current" => turn.Text("sprint.no_current", ("project", project.Name)),
            _ => turn.Text("sprint.no_next", ("project", project.Name)),
        };
        Button[] buttons = point switch
        {
            "previous" => [Button.Saying(turn.Text("offer.sprint_status"))],
            "current" when next is not null => [Button.Saying(turn.Text("offer.start_sprint_named", ("name", next.Name)))],
            _ => [Button.Saying(turn.Text("offer.create_sprint"))],
        };
        return new SkillResult.Done(new Reply(text) { Buttons = buttons }) { Project = Slot(project) };
    }
}
