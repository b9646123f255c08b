namespace PmBot.ProjectCore.Users;

/// <summary>An account on a channel.</summary>
/// <param name="Channel"><c>slack</c>, <c>discord</c>, <c>teams</c>, <c>web</c>, <c>terminal</c>, <c>emulator</c> ...; lower case.</param>
/// <param name="Tenant">The channel's team, guild or directory; empty where the channel has none.</param>
/// <param name="UserId">The account as the channel names it.</param>
public sealed record ChatAddress(string Channel, string Tenant, string UserId);
