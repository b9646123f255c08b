using PmBot.ProjectCore.Operations;
namespace PmBot.ProjectCore.Tasks;

/// <summary>Adds a comment to a task.</summary>
public sealed record CommentTask(TaskId Task, string Text) : Operation
{
    /// <inheritdoc/>
    public override string Name => "comment_task";

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
