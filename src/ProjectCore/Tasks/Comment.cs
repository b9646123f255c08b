using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Something said about a task. It does not change the task's version: who comments is in nobody's way.</summary>
public sealed class Comment : Entity
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int MaxLength = 4000;

    private Comment()
    {
    }

    private Comment(WorkspaceId workspace, CommentId id, TaskId task, UserId author, string text, DateTimeOffset at)
    {
        (WorkspaceId, Id, TaskId, AuthorId, Text, CreatedAt) = (workspace, id, task, author, text, at);
    }

    public CommentId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public TaskId TaskId { get; private set; }
    public UserId AuthorId { get; private set; }
    public string Text { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    internal static Result<Comment> Create(WorkspaceId workspace, CommentId id, TaskId task, UserId author, string text, DateTimeOffset at) =>
        Folding.Lines(text) switch
        {
            "" => new TextMissing("comment"),
            { Length: > MaxLength } => new TextTooLong("comment", MaxLength),
            var clean => new Comment(workspace, id, task, author, clean, at),
        };
}
