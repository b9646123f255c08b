using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Users;

/// <summary>Id of a chat identity.</summary>
[JsonConverter(typeof(IdJsonConverter<IdentityId>))]
public readonly record struct IdentityId(Guid Value) : IId<IdentityId>
{
    /// <summary>A fresh id.</summary>
    public static IdentityId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static IdentityId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
