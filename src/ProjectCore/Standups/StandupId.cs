using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Standups;

/// <summary>Id of one person's stand-up of one day.</summary>
[JsonConverter(typeof(IdJsonConverter<StandupId>))]
public readonly record struct StandupId(Guid Value) : IId<StandupId>
{
    /// <summary>A fresh id.</summary>
    public static StandupId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static StandupId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
