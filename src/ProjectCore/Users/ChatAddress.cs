namespace PmBot.ProjectCore.Users;

/// <summary>An account on a channel.</summary>
/// <param name="Channel"><c>slack</c>, <c>discord</c>, <c>teams</c>, <c>web</c>, <c>terminal</c>, <c>emulator</c> ...; lower case.</param>
/// <param name="Tenant">
/// The channel's team, server or directory; empty where the channel has none, and in direct messages on Discord, which name no server. An account that is stored without one stands
/// for its workspace's own.
/// </param>
/// <param name="UserId">The account as the channel names it.</param>
public sealed record ChatAddress(string Channel, string Tenant, string UserId)
{
    internal bool IsStorable => Text.Folding.IsStorable(Channel) && Text.Folding.IsStorable(Tenant) && Text.Folding.IsStorable(UserId);

    /// <summary>Whether this account, as it is stored in a workspace, is the one that something comes from there.</summary>
    public bool StandsFor(ChatAddress seen) =>
        Channel == seen.Channel && UserId == seen.UserId && (Tenant.Length == 0 || seen.Tenant.Length == 0 || Tenant == seen.Tenant);
}
