using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Users;

/// <summary>Id of a person within a workspace.</summary>
[JsonConverter(typeof(IdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : IId<UserId>
{
    /// <summary>A fresh id.</summary>
    public static UserId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static UserId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
