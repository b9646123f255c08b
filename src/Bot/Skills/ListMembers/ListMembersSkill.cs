using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.ListMembers;

/// <summary>Of which project; of the whole workspace where none is said. The member is the one who is asked about.</summary>
/// <remarks>The mode <c>load</c> is how much each of them has to do.</remarks>
public sealed record ListMembersSlots(ProjectSlot? Project, PersonSlot? Member, ChoiceSlot? Mode);

/// <summary>"¿Quién está en el catálogo?", "lista de personas", "¿Ana es admin?", "¿quién anda más cargado?".</summary>
public sealed class ListMembersSkill : Skill<ListMembersSlots>
{
    private const int MaxShown = 40;
    private const int MaxTasks = 1000;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_members")
    {
        Shareable = true,
        Aside = true,
        Slots = [Ask.Project().Optional(), Ask.Person("member").Optional(), Ask.Choice("mode", "load").Optional()],
        Replies = ["in_project", "in_workspace", "member", "person", "nowhere", "you", "role_of", "role_none", "load_in", "load", "load_line", "load_free", "load_points", "load_overdue"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(ListMembersSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var found = slots.Project is { } project ? turn.Directory.Project(new ProjectId(project.Id)) : null;
        if (slots.Member is { } member)
        {
            return new SkillResult.Done(new Reply(RolesOf(member, found, turn))) { Project = slots.Project };
        }

        if (slots.Mode?.Name == "load")
        {
            return new SkillResult.Done(new Reply(await LoadAsync(found, turn, cancellationToken)) { Buttons = [Offers.List(turn)] }) { Project = slots.Project };
        }

        var (head, lines) = found is not null ? OfProject(found, turn) : OfWorkspace(turn);
        var text = head + "\n" + string.Join('\n', lines.Take(MaxShown));
        if (lines.Count > MaxShown)
        {
            text += "\n" + turn.Text("and_more", ("count", lines.Count - MaxShown));
        }

        return new SkillResult.Done(new Reply(text)) { Project = slots.Project };
    }

    /// <summary>What somebody is in a project, or in all that the asker may see.</summary>
    private string RolesOf(PersonSlot member, ProjectCore.Workspaces.DirectoryProject? asked, Turn turn)
    {
        IEnumerable<ProjectCore.Workspaces.DirectoryProject> projects = asked is null ? turn.Projects : [asked];
        var roles = projects.Select(p => (p.Name, Role: p.MemberRole(new UserId(member.Id)))).Where(p => p.Role is not null)
            .Select(p => $"{p.Name}: {turn.Text($"role.{WireName.Of(p.Role!.Value)}")}").ToList();
        return roles.Count > 0 ? Text(turn, "role_of", ("person", member.Name), ("roles", string.Join(" · ", roles)))
            : Text(turn, "role_none", ("person", member.Name), ("project", asked?.Name ?? ""));
    }

    /// <summary>Who has how much that is open, those with the most first.</summary>
    private async Task<string> LoadAsync(ProjectCore.Workspaces.DirectoryProject? project, Turn turn, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter { Projects = project is null ? [] : [project.Id], OpenOnly = true, LocalNow = turn.Now };
        var open = (await turn.Services.Tasks.ListAsync(turn.Actor, filter, new Page(0, MaxTasks), cancellationToken)).Tasks.ToLookup(t => t.Assignee?.Id);
        var people = (project is null ? turn.Projects : [project]).SelectMany(p => p.Members.Where(m => m.Role >= Role.Developer).Select(m => m.User)).Distinct()
            .Select(turn.Directory.User).Where(u => u is { IsActive: true, IsDeleted: false }).OfType<ProjectCore.Workspaces.DirectoryUser>()
            .OrderByDescending(u => open[u.Id].Count()).ThenByDescending(u => open[u.Id].Sum(t => t.Estimate ?? 0)).ThenBy(u => u.FullName, StringComparer.CurrentCulture);
        var head = project is null ? Text(turn, "load") : Text(turn, "load_in", ("project", project.Name));
        return head + "\n" + string.Join('\n', people.Take(MaxShown).Select(u => Load(u, [.. open[u.Id]], turn)));
    }

    private string Load(ProjectCore.Workspaces.DirectoryUser person, IReadOnlyList<TaskView> tasks, Turn turn)
    {
        if (tasks.Count == 0)
        {
            return Text(turn, "load_free", ("person", Named(person, turn)));
        }

        var (points, overdue) = (tasks.Sum(t => t.Estimate ?? 0), tasks.Count(t => t.Due is { } due && due.IsBefore(turn.Now)));
        return Text(turn, "load_line", ("person", Named(person, turn)), ("count", tasks.Count))
            + (points > 0 ? " · " + Text(turn, "load_points", ("points", points.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))) : "") + (overdue > 0 ? " · " + Text(turn, "load_overdue", ("count", overdue)) : "");
    }

    private (string Head, List<string> Lines) OfProject(ProjectCore.Workspaces.DirectoryProject project, Turn turn)
    {
        var lines = new List<string>();
        foreach (var member in project.Members.OrderByDescending(m => m.Role))
        {
            if (turn.Directory.User(member.User) is { IsActive: true } person)
            {
                lines.Add(Text(turn, "member", ("person", Named(person, turn)), ("role", turn.Text($"role.{WireName.Of(member.Role)}"))));
            }
        }

        return (Text(turn, "in_project", ("project", project.Name), ("count", lines.Count)), lines);
    }

    /// <summary>Everybody, with the projects that the asker may know of.</summary>
    private (string Head, List<string> Lines) OfWorkspace(Turn turn)
    {
        var visible = turn.Projects;
        var lines = new List<string>();
        foreach (var person in turn.Directory.Users.Where(u => u is { IsActive: true, IsDeleted: false }).OrderBy(u => u.FullName, StringComparer.CurrentCulture))
        {
            var projects = string.Join(", ", visible.Where(p => p.MemberRole(person.Id) is not null).Select(p => p.Name));
            lines.Add(Text(turn, "person", ("person", Named(person, turn)), ("projects", projects.Length > 0 ? projects : Text(turn, "nowhere"))));
        }

        return (Text(turn, "in_workspace", ("count", lines.Count)), lines);
    }

    private string Named(ProjectCore.Workspaces.DirectoryUser person, Turn turn) =>
        person.Id == turn.Actor.User ? $"{person.FullName} ({Text(turn, "you")})" : person.FullName;
}
