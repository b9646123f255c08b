using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Standups;

/// <summary>Id of when a project's stand-up is held.</summary>
[JsonConverter(typeof(IdJsonConverter<StandupScheduleId>))]
public readonly record struct StandupScheduleId(Guid Value) : IId<StandupScheduleId>
{
    /// <summary>A fresh id.</summary>
    public static StandupScheduleId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static StandupScheduleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
