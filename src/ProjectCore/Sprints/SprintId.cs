using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Sprints;

/// <summary>Id of a sprint.</summary>
[JsonConverter(typeof(IdJsonConverter<SprintId>))]
public readonly record struct SprintId(Guid Value) : IId<SprintId>
{
    /// <summary>A fresh id.</summary>
    public static SprintId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static SprintId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
