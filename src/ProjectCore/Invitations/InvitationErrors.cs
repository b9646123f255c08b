namespace PmBot.ProjectCore.Invitations;

/// <summary>No invitation has this code, or it was revoked.</summary>
public sealed record InvitationNotFound() : Error("invitation_not_found");

/// <summary>It came too late.</summary>
public sealed record InvitationExpired() : Error("invitation_expired");

/// <summary>Somebody has used it.</summary>
public sealed record InvitationUsed() : Error("invitation_used");

/// <summary>There is one for this address already.</summary>
public sealed record InvitationPending(string Email, string Project) : Error("invitation_pending");
