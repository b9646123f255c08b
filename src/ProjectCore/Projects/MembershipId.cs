using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Projects;

/// <summary>Id of a person's place in a project.</summary>
[JsonConverter(typeof(IdJsonConverter<MembershipId>))]
public readonly record struct MembershipId(Guid Value) : IId<MembershipId>
{
    /// <summary>A fresh id.</summary>
    public static MembershipId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static MembershipId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
