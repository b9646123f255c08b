namespace PmBot.ProjectCore.Users;

/// <summary>There is no such person in the workspace.</summary>
public sealed record UserNotFound() : Error("user_not_found");

/// <summary>The chat account stands for somebody already.</summary>
public sealed record IdentityTaken(string Channel, string Username) : Error("identity_taken");

public sealed record IdentityNotFound() : Error("identity_not_found");

/// <summary>The person has joined already.</summary>
public sealed record AlreadyJoined(string Username) : Error("already_joined");

/// <summary>Somebody whom no workspace knows writes where only people are served who are known from their server.</summary>
public sealed record ServerUnknown() : Error("server_unknown");

/// <summary>Somebody of another organisation writes where the workspace's people do: they need an invitation, or a code of their own account.</summary>
public sealed record OutsiderUnknown() : Error("outsider_unknown");
