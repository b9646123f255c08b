namespace PmBot.ProjectCore.Users;

/// <summary>An account on a channel.</summary>
/// <param name="Channel"><c>slack</c>, <c>discord</c>, <c>teams</c>, <c>web</c>, <c>terminal</c>, <c>emulator</c> ...; lower case.</param>
/// <param name="Tenant">The channel's team or directory; empty where the channel has none. An account stored without one is found from any.</param>
/// <param name="UserId">The account as the channel names it.</param>
public sealed record ChatAddress(string Channel, string Tenant, string UserId)
{
    internal bool IsStorable => Text.Folding.IsStorable(Channel) && Text.Folding.IsStorable(Tenant) && Text.Folding.IsStorable(UserId);

    /// <summary>The address as it is stored and looked up. A Discord account is the same in every guild and in direct messages, so its guild is left out.</summary>
    public ChatAddress Normalised => Channel is "discord" && Tenant.Length > 0 ? this with { Tenant = "" } : this;
}
