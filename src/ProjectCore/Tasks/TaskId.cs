using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Id of a task. People see its number instead.</summary>
[JsonConverter(typeof(IdJsonConverter<TaskId>))]
public readonly record struct TaskId(Guid Value) : IId<TaskId>
{
    /// <summary>A fresh id.</summary>
    public static TaskId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static TaskId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
