using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Id of a comment on a task.</summary>
[JsonConverter(typeof(IdJsonConverter<CommentId>))]
public readonly record struct CommentId(Guid Value) : IId<CommentId>
{
    /// <summary>A fresh id.</summary>
    public static CommentId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static CommentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
