using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Proactive;

/// <summary>Id of the place where a project's messages go.</summary>
[JsonConverter(typeof(IdJsonConverter<ProjectChannelId>))]
public readonly record struct ProjectChannelId(Guid Value) : IId<ProjectChannelId>
{
    /// <summary>A fresh id.</summary>
    public static ProjectChannelId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static ProjectChannelId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
