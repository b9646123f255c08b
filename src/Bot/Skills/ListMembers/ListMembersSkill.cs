using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.ListMembers;

/// <summary>Of which project; of the whole workspace where none is said.</summary>
public sealed record ListMembersSlots(ProjectSlot? Project);

/// <summary>"¿Quién está en el catálogo?", "lista de personas".</summary>
public sealed class ListMembersSkill : Skill<ListMembersSlots>
{
    private const int MaxShown = 40;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_members")
    {
        Aside = true,
        Slots = [Ask.Project().Optional()],
        Replies = ["in_project", "in_workspace", "member", "person", "nowhere", "you"],
    };

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(ListMembersSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var (head, lines) = slots.Project is { } project && turn.Directory.Project(new ProjectId(project.Id)) is { } found ? OfProject(found, turn) : OfWorkspace(turn);
        var text = head + "\n" + string.Join('\n', lines.Take(MaxShown));
        if (lines.Count > MaxShown)
        {
            text += "\n" + turn.Text("and_more", ("count", lines.Count - MaxShown));
        }

        return Task.FromResult<SkillResult>(new SkillResult.Done(new Reply(text)) { Project = slots.Project });
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
