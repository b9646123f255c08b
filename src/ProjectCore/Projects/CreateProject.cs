using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

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

    /// <summary>The language of what the template brings: <c>es</c>, or English.</summary>
    public string? Language { get; init; }

    /// <summary>The day from which the template's sample tasks are due; null for none of them.</summary>
    public DateOnly? SamplesFrom { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var id = ProjectId.New();
        var key = Key is null ? scope.KeyFor(Title) : Key.Trim().ToUpperInvariant();
        var fields = new ProjectFields(Title, key, Description, Methodology, Aliases);
        if (!Projects.Project.Create(scope.Actor.Workspace, id, fields, Template, Language, scope.Now).Try(out var project, out var invalid)) return invalid;
        if (scope.CheckNames(id, project.Fields) is { } taken) return taken;
        scope.Add(project);
        scope.Add(new Membership(scope.Actor.Workspace, MembershipId.New(), id, scope.Actor.User, Role.Owner));
        foreach (var (name, aliases, isProtected) in Templates.EnvironmentsOf(Template))
            scope.Add(ProjectEnvironment.Create(scope.Actor.Workspace, EnvironmentId.New(), id, name, aliases, isProtected).Value);
        var subjects = new List<Subject> { new(0, ProjectScope.View(project), "project.created") };
        if (!(await AddSamplesAsync(scope, project, subjects, cancellationToken).ConfigureAwait(false)).Try(out var samples, out var error)) return error;
        return new Applied(subjects, new DeleteProject(id) { UnlessUsed = true, Samples = samples });
    }

    private async Task<Result<List<TaskId>>> AddSamplesAsync(OperationScope scope, Project project, List<Subject> subjects, CancellationToken cancellationToken)
    {
        var samples = new List<TaskId>();
        if (SamplesFrom is not { } day) return samples;
        foreach (var sample in Templates.SamplesOf(Template, Language))
        {
            var fields = new TaskFields(
                project.Id, sample.Title, null, sample.Status, sample.Priority, sample.Mine ? scope.Actor.User : null, new Due(sample.DueFrom(day)), sample.Estimate,
                [sample.Label, Templates.SampleLabelOf(Language)], [], null, FinishedAt: null);
            // A preview takes no numbers, so it shows the ones that would come.
            var number = await scope.NextTaskNumberAsync(cancellationToken).ConfigureAwait(false) + (scope.IsPreview ? samples.Count : 0);
            if (!TaskItem.Create(scope.Actor.Workspace, TaskId.New(), number, fields, scope.Actor.User, scope.Now).Try(out var task, out var error)) return error;
            scope.Add(task);
            samples.Add(task.Id);
            // The project is not in the directory yet.
            var view = TaskViews.Of(task, scope.Directory, new Dictionary<TaskId, int>()) with { Project = new ProjectRef(project.Id, project.Name, project.Key) };
            subjects.Add(new Subject(0, view, "task.created"));
        }

        return samples;
    }
}
