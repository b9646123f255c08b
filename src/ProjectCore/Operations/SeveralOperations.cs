namespace PmBot.ProjectCore.Operations;

/// <summary>Operations in order, all or none: what redoes the undo of a group.</summary>
public sealed record SeveralOperations(IReadOnlyList<Operation> Operations) : Operation
{
    /// <inheritdoc/>
    public override string Name => "several";

    /// <inheritdoc/>
    public override Safety Safety => Operations.Select(o => o.Safety).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => Operations.Any(o => o.ChangesDirectory);

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var subjects = new List<Subject>();
        var inverses = new List<Operation>();
        foreach (var operation in Operations)
        {
            if (!(await operation.ApplyAsync(scope, cancellationToken).ConfigureAwait(false)).Try(out var applied, out var error)) return error;
            subjects.AddRange(applied.Subjects);
            if (applied.Inverse is { } inverse) inverses.Insert(0, inverse);
        }

        return new Applied(subjects, inverses.Count == Operations.Count ? new SeveralOperations(inverses) : null);
    }
}
