using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Projects;

/// <summary>Somewhere that a project is deployed to.</summary>
public sealed class ProjectEnvironment : Entity
{
    private ProjectEnvironment()
    {
    }

    private ProjectEnvironment(WorkspaceId workspace, EnvironmentId id, ProjectId project)
    {
        (WorkspaceId, Id, ProjectId) = (workspace, id, project);
    }

    public EnvironmentId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Other names that people use.</summary>
    public IReadOnlyList<string> Aliases => TextList.Split(AliasText);

    /// <summary>Deployments there need an approval.</summary>
    public bool IsProtected { get; private set; }

    internal string AliasText { get; private set; } = "";

    internal static Result<ProjectEnvironment> Create(
        WorkspaceId workspace, EnvironmentId id, ProjectId project, string name, IEnumerable<string> aliases, bool isProtected)
    {
        var environment = new ProjectEnvironment(workspace, id, project);
        return environment.Set(name, aliases, isProtected) is { } error ? error : environment;
    }

    internal Result Update(string name, IEnumerable<string> aliases, bool isProtected)
    {
        if (Set(name, aliases, isProtected) is { } error) return error;
        Touch();
        return Result.Ok();
    }

    private Error? Set(string name, IEnumerable<string> aliases, bool isProtected)
    {
        var clean = TextList.Clean(name);
        var names = aliases.Select(TextList.Clean).Where(a => a.Length > 0).DistinctBy(Folding.Fold, StringComparer.Ordinal).ToArray();
        if (Folding.Fold(clean).Length == 0) return new TextMissing("name");
        if (names.Append(clean).Any(n => n.Length > Project.MaxNameLength)) return new TextTooLong("name", Project.MaxNameLength);
        if (names.Length > Project.MaxAliases) return new ValueInvalid("aliases", names[Project.MaxAliases]);
        (Name, AliasText, IsProtected) = (clean, TextList.Join(names), isProtected);
        return null;
    }
}
