using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Reminders;

/// <summary>Id of a reminder.</summary>
[JsonConverter(typeof(IdJsonConverter<ReminderId>))]
public readonly record struct ReminderId(Guid Value) : IId<ReminderId>
{
    /// <summary>A fresh id.</summary>
    public static ReminderId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static ReminderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
