using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Files;

/// <summary>What an import knows: the file's mistakes so far, and the workspace with what is stored and what the file adds.</summary>
internal sealed class ImportState(PmBotDbContext context, Workspace workspace, Mistakes mistakes, DateTimeOffset now)
{
    public PmBotDbContext Context { get; } = context;

    public Workspace Workspace { get; } = workspace;

    public Mistakes Mistakes { get; } = mistakes;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Days as the workspace lives them.</summary>
    public SprintDays Days => new(Workspace.Timezone, Workspace.Holidays);

    public Dictionary<string, User> Users { get; private set; } = [];

    public List<ChatIdentity> Identities { get; private set; } = [];

    public List<ProjectState> Projects { get; } = [];

    /// <summary>In whose name things are written of which the file does not say who wrote them.</summary>
    public User? Author => Users.Values.Where(u => u.Role == WorkspaceRole.Admin && !u.IsDeactivated).OrderBy(u => u.CreatedAt).ThenBy(u => u.Username, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The moment, or now where it is still to come.</summary>
    public DateTimeOffset Earlier(DateTimeOffset moment) => moment < Now ? moment : Now;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var id = Workspace.Id;
        Users = await Context.Users.Where(u => u.WorkspaceId == id).ToDictionaryAsync(u => u.Username, StringComparer.OrdinalIgnoreCase, cancellationToken).ConfigureAwait(false);
        Identities = await Context.Identities.Where(i => i.WorkspaceId == id).ToListAsync(cancellationToken).ConfigureAwait(false);
        var members = (await Context.Memberships.IgnoreQueryFilters().Where(m => m.WorkspaceId == id).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(m => m.ProjectId);
        var environments = (await Context.Environments.Where(e => e.WorkspaceId == id).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(e => e.ProjectId);
        var sprints = (await Context.Sprints.Where(s => s.WorkspaceId == id).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(s => s.ProjectId);
        foreach (var project in await Context.Projects.Where(p => p.WorkspaceId == id).OrderBy(p => p.Name).ToListAsync(cancellationToken).ConfigureAwait(false))
            Projects.Add(new ProjectState(project, [.. members[project.Id]], [.. environments[project.Id]], [.. sprints[project.Id]]));
    }

    public User? FindUser(Located<string> name)
    {
        if (name.Value.Length == 0) return null;
        if (Users.TryGetValue(name.Value.Trim(), out var user)) return user;
        Mistakes.Unknown(name, "user", Users.Keys);
        return null;
    }

    /// <summary>By name, key or alias.</summary>
    public ProjectState? FindProject(Located<string> name)
    {
        if (name.Value.Length == 0) return null;
        var folded = Folding.Fold(name.Value);
        var found = Projects.FirstOrDefault(p => p.Project.FoldedName == folded)
            ?? Projects.FirstOrDefault(p => p.Names.Any(n => Folding.Fold(n) == folded));
        if (found is null) Mistakes.Unknown(name, "project", Projects.Select(p => p.Project.Name));
        return found;
    }

    /// <summary>Notes an error of the domain at a place in the file.</summary>
    public void Refuse<T>(Located<T> at, Error error) => Mistakes.Add(at, error switch
    {
        TextMissing => "this is empty",
        TextTooLong e => $"this is longer than {e.Max} characters",
        ValueInvalid e => $"\"{e.Value}\" cannot be a {e.Field}",
        Tasks.TitleTooLong e => $"the title is longer than {e.Max} characters",
        Tasks.EstimateInvalid e => $"an estimate is from 0 to {e.Max}",
        Tasks.LabelsInvalid e => $"at most {e.MaxCount} labels of {e.MaxLength} characters each",
        _ => error.Code,
    });
}

/// <summary>A project with what belongs to it.</summary>
internal sealed record ProjectState(Project Project, List<Membership> Members, List<ProjectEnvironment> Environments, List<Sprint> Sprints)
{
    public IEnumerable<string> Names => Project.Aliases.Append(Project.Key).Append(Project.Name);

    public Role? RoleOf(UserId user) => Members.FirstOrDefault(m => m.UserId == user && !m.IsDeleted)?.Role;
}
