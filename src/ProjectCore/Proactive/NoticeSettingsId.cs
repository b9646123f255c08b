using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Proactive;

/// <summary>Id of what somebody wants to be told.</summary>
[JsonConverter(typeof(IdJsonConverter<NoticeSettingsId>))]
public readonly record struct NoticeSettingsId(Guid Value) : IId<NoticeSettingsId>
{
    /// <summary>A fresh id.</summary>
    public static NoticeSettingsId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static NoticeSettingsId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
