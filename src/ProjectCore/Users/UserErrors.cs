namespace PmBot.ProjectCore.Users;

/// <summary>There is no such person in the workspace.</summary>
public sealed record UserNotFound() : Error("user_not_found");

/// <summary>The chat account stands for somebody already.</summary>
public sealed record IdentityTaken(string Channel, string Username) : Error("identity_taken");

public sealed record IdentityNotFound() : Error("identity_not_found");

/// <summary>The person has joined already.</summary>
public sealed record AlreadyJoined(string Username) : Error("already_joined");
