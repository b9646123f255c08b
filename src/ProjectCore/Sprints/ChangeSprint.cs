using PmBot.ProjectCore.Operations;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Changes a sprint's name, days, goal or capacity. Null leaves a field as it is.</summary>
public sealed record ChangeSprint(SprintId Sprint) : Operation
{
    /// <inheritdoc/>
    public override string Name => "change_sprint";

    public string? Title { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? End { get; init; }
    public Change<string?>? Goal { get; init; }
    public Change<decimal?>? Capacity { get; init; }

    /// <summary>Its days may also be days of the sprint that runs.</summary>
    public bool AllowOverlap { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadSprintAsync(Sprint, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var found, out var missing)) return missing;
        var before = found.Sprint.Fields;
        var wanted = before with
        {
            Name = Title ?? before.Name,
            StartOn = Start ?? before.StartOn,
            EndOn = End ?? before.EndOn,
            Goal = Goal is { } goal ? goal.Value : before.Goal,
            Capacity = Capacity is { } capacity ? capacity.Value : before.Capacity,
        };
        if (!wanted.Checked().Try(out var fields, out var invalid)) return invalid;
        if (fields == before) return new NothingToChange();
        var sameDays = (fields.StartOn, fields.EndOn) == (before.StartOn, before.EndOn);
        if (SprintScope.Check(found.Project, Sprint, fields, AllowOverlap || sameDays) is { } refused) return refused;
        return new Applied(SprintScope.Change(found.Sprint, fields, found.Project.Ref, "sprint.changed"), new RevertSprint(Sprint, before));
    }
}
