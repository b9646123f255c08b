using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Invitations;

/// <summary>Id of an invitation.</summary>
[JsonConverter(typeof(IdJsonConverter<InvitationId>))]
public readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    /// <summary>A fresh id.</summary>
    public static InvitationId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static InvitationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
