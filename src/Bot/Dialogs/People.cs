using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PmBot.Adapters.Activities;
using PmBot.Adapters.DirectLine.Identity;
using PmBot.Adapters.Hosting;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>Whom a message comes from: a known account, a name vouched for by a trusted local caller, or somebody new.</summary>
/// <remarks>
/// The first person ever to write founds the workspace and is its admin; whoever comes later joins without a place in any
/// project, until somebody adds them. Who is of another organisation (<see cref="Outsiders"/>) joins by an invitation or a link code alone. A channel with tenants (Teams, Slack, Discord) leads to that tenant's workspace only, unless their first message has
/// the code of an invitation to another one.
/// </remarks>
public sealed class People(IdentityQueries identities, DirectWorkspaces chosen, InvitationQueries invitations, LinkCodes links, WorkspaceDirectories directories, OperationPipeline pipeline)
{
    // How somebody without a name is called until they say one.
    private static readonly string[] Nameless = ["Visitante", "Visitor"];

    /// <summary>Whether somebody goes by no name of their own yet.</summary>
    public static bool IsNameless(DirectoryUser person) => Nameless.Contains(person.FullName, StringComparer.Ordinal);

    /// <summary>The person behind an activity and their workspace, or null while there is none yet.</summary>
    /// <param name="turn">The turn that brings them.</param>
    /// <param name="account">Who.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Speaker?> FindAsync(TurnContext turn, ChannelAccount account, CancellationToken cancellationToken) =>
        await IdentifyAsync(turn, account, cancellationToken) is { } known ? await SpeakerAsync(known, cancellationToken) : null;

    /// <summary>Who is behind an activity, or null while nobody knows them.</summary>
    public async Task<Actor?> IdentifyAsync(TurnContext turn, ChannelAccount account, CancellationToken cancellationToken)
    {
        var address = Address(turn, account);
        if (await identities.FindAsync(address, cancellationToken) is { } member)
        {
            return member.IsActive ? new Actor(member.Workspace, member.User, address.Channel) : null;
        }

        if (IsApart(turn, address))
        {
            // In several workspaces and none chosen: nobody, until they say which; the chooser asks.
            var known = await ApartAsync(address, cancellationToken);
            var which = known is [_] ? known[0].Workspace : known.Count > 1 ? await chosen.FindAsync(address.Channel, address.UserId, cancellationToken) : null;
            return known.FirstOrDefault(k => k.Workspace == which) is { } there ? new Actor(there.Workspace, there.User, address.Channel) : null;
        }

        if (!turn.SenderIsVouchedFor || await WorkspaceAsync(address, cancellationToken) is not { } workspace)
        {
            return null;
        }

        var directory = await directories.GetAsync(workspace, cancellationToken);
        return Named(directory, account, address) is { IsActive: true } named ? new Actor(workspace, named.Id, address.Channel) : null;
    }

    /// <summary>Whom a vouched-for account names: by the e-mail or the username that its site signed, or by its id.</summary>
    private static DirectoryUser? Named(WorkspaceDirectory? directory, ChannelAccount account, ChatAddress address)
    {
        if (directory is null)
        {
            return null;
        }

        if (AccountClaims.Of(account, AccountClaims.Email) is { } email
            && directory.Users.Where(u => string.Equals(u.Email, email, StringComparison.OrdinalIgnoreCase)).ToList() is [var theirs])
        {
            return theirs;
        }

        return AccountClaims.Of(account, AccountClaims.Username) is { } username && directory.User(username) is { } called ? called : directory.User(address.UserId);
    }

    /// <summary>Takes the person behind an activity in: founds the workspace, or lets them join, unless they are known.</summary>
    /// <param name="turn">The turn that brings them.</param>
    /// <param name="known">As <see cref="IdentifyAsync"/> found them, a moment ago.</param>
    /// <param name="language">What they seem to speak.</param>
    /// <param name="key">Names the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<Arrival>> WelcomeAsync(TurnContext turn, Actor? known, string language, string key, CancellationToken cancellationToken)
    {
        var activity = turn.Activity;
        var speaker = known is null ? await FindAsync(turn, activity.From!, cancellationToken) : await SpeakerAsync(known, cancellationToken);
        if (speaker is not null)
        {
            return new Arrival(speaker, IsNew: false, IsFounder: false);
        }

        var address = Address(turn, activity.From!);
        if (IsApart(turn, address)) return new ServerUnknown();
        var (name, zone) = (FullName(activity.From!, language), Zone(activity));
        // An invitation leads to where it was made, whatever the channel's own workspace is.
        var invited = InvitationCode.Find(activity.Text ?? "") is { } code ? await invitations.WorkspaceOfAsync(InvitationCode.Hash(code), cancellationToken) : null;
        if (invited is null && Outsiders.Is(activity) && !await HasCodeAsync(activity.Text, address, cancellationToken)) return new OutsiderUnknown();
        if ((invited ?? await WorkspaceAsync(address, cancellationToken)) is not { } workspace)
        {
            var founder = new Actor(WorkspaceId.New(), UserId.New(), address.Channel);
            var title = language == "es" ? $"Espacio de {name}" : $"{name}'s workspace";
            var founded = await pipeline.ExecuteAsync(
                new OperationRequest(
                    new CreateWorkspace(title, zone, language, Username(name), name) { Identity = address, OnlyIfNone = address.Tenant.Length == 0 }, founder)
                {
                    IdempotencyKey = key + "#found",
                },
                cancellationToken);
            if (founded.Try(out _, out var refusal))
            {
                return new Arrival((await SpeakerAsync(founder, cancellationToken))!, IsNew: true, IsFounder: true);
            }

            // Somebody else was faster: join what they founded.
            if (await WorkspaceAsync(address, cancellationToken) is not { } theirs)
            {
                return refusal;
            }

            workspace = theirs;
        }

        if (turn.SenderIsVouchedFor && Named(await directories.GetAsync(workspace, cancellationToken), activity.From!, address) is { IsActive: false })
        {
            // Somebody who was shut out does not come back as somebody new.
            return new ActorUnknown();
        }

        var joiner = new Actor(workspace, UserId.New(), address.Channel);
        var joined = await pipeline.ExecuteAsync(
            new OperationRequest(new JoinWorkspace(Username(name), name, address) { Language = language, Timezone = ZoneOrNull(activity), Email = Email(turn) }, joiner)
            {
                IdempotencyKey = key + "#join",
            },
            cancellationToken);
        if (!joined.Try(out _, out var error))
        {
            return error;
        }

        return await FindAsync(turn, activity.From!, cancellationToken) is { } arrived
            ? new Arrival(arrived, IsNew: true, IsFounder: false)
            : new ActorUnknown();
    }

    /// <summary>The account as the domain names it.</summary>
    /// <remarks>
    /// On the web a client may be free to choose its id. Unless somebody vouches for it, or it is one of the signed ones that
    /// begin with <c>dl_</c>, it names a person within its own conversation only.
    /// </remarks>
    public static ChatAddress Address(TurnContext turn, ChannelAccount account)
    {
        var channel = Channel(turn.Activity.ChannelId);
        var id = account.Id ?? "";
        var isOwn = channel != "web" || turn.SenderIsVouchedFor || id.StartsWith("dl_", StringComparison.Ordinal);
        return new ChatAddress(channel, Tenant(turn.Activity), isOwn ? id : $"{turn.Activity.Conversation?.Id}:{id}");
    }

    /// <summary>The channel's name in the domain: <c>msteams</c> is <c>teams</c>, Direct Line and Web Chat are <c>web</c>.</summary>
    public static string Channel(string? channelId) => channelId switch
    {
        "msteams" => "teams",
        "directline" or "webchat" or null or "" => "web",
        _ => channelId.ToLowerInvariant(),
    };

    /// <summary>A direct message on Discord: it names no server, so only a known account leads to a workspace. Whoever shares any server with the bot can write to it: that opens nobody's workspace to them.</summary>
    private static bool IsApart(TurnContext turn, ChatAddress address) => address is { Channel: "discord", Tenant: "" } && !turn.SenderIsVouchedFor;

    /// <summary>The workspaces that a direct message may be about, where the channel does not say; null where it does.</summary>
    internal async Task<IReadOnlyList<KnownIdentity>?> CandidatesAsync(TurnContext turn, ChannelAccount account, CancellationToken cancellationToken) =>
        Address(turn, account) is var address && IsApart(turn, address) ? await ApartAsync(address, cancellationToken) : null;

    /// <summary>Whether somebody shows by a link code that an account of the workspace is theirs; who guesses is soon refused, as a person would be.</summary>
    private async Task<bool> HasCodeAsync(string? text, ChatAddress address, CancellationToken cancellationToken)
    {
        if (LinkCode.Find(text ?? "") is not { } code || await WorkspaceAsync(address, cancellationToken) is not { } workspace) return false;
        // Nobody yet: their wrong codes are counted under a name made of the account.
        var guess = new UserId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{address.Channel}\n{address.Tenant}\n{address.UserId}")).AsSpan(0, 16)));
        return (await links.OwnerAsync(new Actor(workspace, guess, address.Channel), code, cancellationToken)).IsOk;
    }

    private async Task<IReadOnlyList<KnownIdentity>> ApartAsync(ChatAddress address, CancellationToken cancellationToken) =>
        [.. (await identities.OfAccountAsync(address.Channel, address.UserId, cancellationToken)).Where(k => k.IsActive)];

    private async Task<WorkspaceId?> WorkspaceAsync(ChatAddress address, CancellationToken cancellationToken) =>
        address.Tenant.Length > 0
            ? await identities.FindWorkspaceByTenantAsync(address.Channel, address.Tenant, cancellationToken)
            : await identities.DefaultWorkspaceAsync(cancellationToken);

    private async Task<Speaker?> SpeakerAsync(Actor actor, CancellationToken cancellationToken) =>
        await directories.GetAsync(actor.Workspace, cancellationToken) is { } directory ? new Speaker(actor, directory) : null;

    private static string Tenant(Activity activity)
    {
        if (activity.Conversation?.TenantId is { Length: > 0 } tenant)
        {
            return tenant;
        }

        // Of a page anybody writes what stands there: it would be a workspace of their own making, or somebody else's.
        return activity is { ChannelId: "msteams", ChannelData: { ValueKind: System.Text.Json.JsonValueKind.Object } data }
            && data.TryGetProperty("tenant", out var named) && named.ValueKind == System.Text.Json.JsonValueKind.Object
            && named.TryGetProperty("id", out var id) && id.ValueKind == System.Text.Json.JsonValueKind.String
                ? id.GetString() ?? ""
                : "";
    }

    private static string FullName(ChannelAccount account, string language)
    {
        var name = account.Name?.Trim() is { Length: > 0 } given && given != account.Id ? given : account.Id ?? "";
        // What a channel makes up for the nameless is no name.
        if (name.Length is 0 or > 60 || name.StartsWith("dl_", StringComparison.Ordinal) || Guid.TryParse(name, CultureInfo.InvariantCulture, out _) || name is "User" or "You" or "user")
        {
            return Nameless[language == "es" ? 0 : 1];
        }

        // "camila" is how an account is called; people are called Camila.
        return name.All(c => char.IsAsciiLetterLower(c)) ? char.ToUpperInvariant(name[0]) + name[1..] : name;
    }

    private static string Username(string name)
    {
        var builder = new StringBuilder();
        foreach (var c in Fold.Text(name))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                builder.Append(c);
            }
            else if (builder is { Length: > 0 } && builder[^1] != '.')
            {
                builder.Append('.');
            }
        }

        var username = builder.ToString().Trim('.');
        return username.Length == 0 ? "user" : username[..Math.Min(username.Length, 30)];
    }

    // An e-mail that only the client claims is no e-mail.
    private static string? Email(TurnContext turn) => turn.SenderIsVouchedFor ? AccountClaims.Of(turn.Activity.From!, AccountClaims.Email) : null;

    private static string Zone(Activity activity) => ZoneOrNull(activity) ?? TimeZoneInfo.Local.Id;

    private static string? ZoneOrNull(Activity activity) =>
        activity.LocalTimezone is { Length: > 0 } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found.Id : null;
}

/// <summary>A person who speaks, and the workspace as it is now.</summary>
public sealed record Speaker(Actor Actor, WorkspaceDirectory Directory);

/// <summary>A person who speaks, perhaps for the first time.</summary>
public sealed record Arrival(Speaker Speaker, bool IsNew, bool IsFounder);
