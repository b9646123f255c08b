using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Absences;

/// <summary>Id of a stretch of days that somebody is away.</summary>
[JsonConverter(typeof(IdJsonConverter<AbsenceId>))]
public readonly record struct AbsenceId(Guid Value) : IId<AbsenceId>
{
    /// <summary>A fresh id.</summary>
    public static AbsenceId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static AbsenceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
