using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Projects;

/// <summary>What the operations on projects have in common: loading, unique names, views.</summary>
internal static class ProjectScope
{
    public static async Task<Result<Project>> LoadProjectAsync(this OperationScope scope, ProjectId id, bool deleted, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var project = await scope.Db.Projects.IgnoreQueryFilters().FirstOrDefaultAsync(p => p.WorkspaceId == workspace && p.Id == id, cancellationToken).ConfigureAwait(false);
        return project is null || project.IsDeleted != deleted ? new ProjectNotFound() : project;
    }

    public static async Task<Result<ProjectEnvironment>> LoadEnvironmentAsync(
        this OperationScope scope, EnvironmentId id, bool deleted, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var found = await scope.Db.Environments.IgnoreQueryFilters().FirstOrDefaultAsync(e => e.WorkspaceId == workspace && e.Id == id, cancellationToken).ConfigureAwait(false);
        return found is null || found.IsDeleted != deleted ? new EnvironmentNotFound() : found;
    }

    public static Task<Membership?> FindMembershipAsync(this OperationScope scope, ProjectId project, UserId user, CancellationToken cancellationToken) =>
        scope.Db.Memberships.IgnoreQueryFilters().FirstOrDefaultAsync(m => m.ProjectId == project && m.UserId == user, cancellationToken);

    /// <summary>A name, key or alias stands for one project only, as people say nothing else.</summary>
    public static Error? CheckNames(this OperationScope scope, ProjectId self, ProjectFields fields)
    {
        var others = scope.Directory.Projects.Where(p => p.Id != self).SelectMany(p => p.Aliases.Append(p.Name).Append(p.Key)).Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        var taken = fields.Aliases.Prepend(fields.Key).Prepend(fields.Name).FirstOrDefault(n => others.Contains(Folding.Fold(n)));
        return taken is null ? null : new NameTaken("project", taken);
    }

    /// <summary>A free key for a name: its first letters, or its initials.</summary>
    public static string KeyFor(this OperationScope scope, string name)
    {
        var words = Folding.Words(name).Select(w => new string([.. w.Where(char.IsAsciiLetterOrDigit)])).Where(w => w.Length > 0).ToArray();
        var letters = words.Length >= 3 ? string.Concat(words.Take(4).Select(w => w[0])) : string.Concat(words);
        if (letters.Length == 0 || !char.IsAsciiLetter(letters[0])) letters = "P" + letters;
        var stem = (letters.Length > 3 && words.Length < 3 ? letters[..3] : letters.PadRight(2, 'X')).ToUpperInvariant();
        var taken = scope.Directory.Projects.SelectMany(p => p.Aliases.Append(p.Name).Append(p.Key)).Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? stem : $"{stem}{i}").First(k => !taken.Contains(Folding.Fold(k)));
    }

    public static ProjectView View(Project project) => new(project.Id, project.Name, project.Key, project.Version)
    {
        Description = project.Description,
        Aliases = project.Aliases,
        Template = project.Template,
        Methodology = project.Methodology,
        Archived = project.IsArchived,
        Deleted = project.IsDeleted,
    };

    public static MemberView View(Membership membership, ProjectRef project, PersonRef person) =>
        new(membership.Id, project, person, membership.Role, membership.Version) { Deleted = membership.IsDeleted };

    public static EnvironmentView View(ProjectEnvironment environment, ProjectRef project) =>
        new(environment.Id, project, environment.Name, environment.Aliases, environment.IsProtected, environment.Version) { Deleted = environment.IsDeleted };

    /// <summary>A name or alias stands for one environment of the project only.</summary>
    public static Error? CheckNames(DirectoryProject project, EnvironmentId self, ProjectEnvironment environment)
    {
        var others = project.Environments.Where(e => e.Id != self).SelectMany(e => e.Aliases.Append(e.Name)).Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        var taken = environment.Aliases.Prepend(environment.Name).FirstOrDefault(n => others.Contains(Folding.Fold(n)));
        return taken is null ? null : new NameTaken("environment", taken);
    }

    public static IReadOnlyList<FieldChange> Changes(ProjectFields from, ProjectFields to)
    {
        (string Field, string? From, string? To)[] fields =
        [
            ("name", from.Name, to.Name), ("key", from.Key, to.Key), ("description", from.Description, to.Description),
            ("methodology", WireName.Of(from.Methodology), WireName.Of(to.Methodology)), ("aliases", List(from.Aliases), List(to.Aliases)),
        ];
        return [.. fields.Where(f => !string.Equals(f.From, f.To, StringComparison.Ordinal)).Select(f => new FieldChange(f.Field, f.From, f.To))];

        static string? List(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join(", ", items);
    }
}
