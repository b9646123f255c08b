using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Projects;

/// <summary>Starts a project; whoever does becomes its owner.</summary>
public sealed record CreateProject(string Title) : Operation
{
    /// <inheritdoc/>
    public override string Name => "create_project";

    /// <summary>Short capitals; made from the title where none is given.</summary>
    public string? Key { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public ProjectTemplate Template { get; init; }
    public Methodology Methodology { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => Task.FromResult(Apply(scope));

    private Result<Applied> Apply(OperationScope scope)
    {
        var id = ProjectId.New();
        var key = Key is null ? scope.KeyFor(Title) : Key.Trim().ToUpperInvariant();
        var fields = new ProjectFields(Title, key, Description, Methodology, Aliases);
        if (!Projects.Project.Create(scope.Actor.Workspace, id, fields, Template, scope.Now).Try(out var project, out var invalid)) return invalid;
        if (scope.CheckNames(id, project.Fields) is { } taken) return taken;
        scope.Add(project);
        scope.Add(new Membership(scope.Actor.Workspace, MembershipId.New(), id, scope.Actor.User, Role.Owner));
        foreach (var (name, aliases, isProtected) in Templates.EnvironmentsOf(Template))
            scope.Add(ProjectEnvironment.Create(scope.Actor.Workspace, EnvironmentId.New(), id, name, aliases, isProtected).Value);
        return new Applied(new Subject(0, ProjectScope.View(project), "project.created"), new DeleteProject(id) { UnlessUsed = true });
    }
}
