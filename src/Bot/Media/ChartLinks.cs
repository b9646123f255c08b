using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Media;

/// <summary>What a chart shows.</summary>
public enum ChartKind
{
    /// <summary>A project's tasks by state.</summary>
    Status,

    /// <summary>A sprint's work, day by day.</summary>
    Burndown,

    /// <summary>What a project's earlier sprints got done.</summary>
    Velocity,
}

/// <summary>Which chart: of what, for whom, in which language. Its data is read when it is asked for.</summary>
/// <param name="Workspace">Whose data it is.</param>
/// <param name="Reader">Who asked for it: the picture shows what that person may see, when it is fetched.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="Subject">The project, or the sprint of a burndown.</param>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
public sealed record ChartRequest(WorkspaceId Workspace, UserId Reader, ChartKind Kind, Guid Subject, string Language);

/// <summary>Makes the addresses of charts, and reads them back. An address is good for a week and cannot be changed into another.</summary>
/// <param name="place">Where the service is reached.</param>
/// <param name="key">What addresses are signed with; another key makes all of them worthless.</param>
/// <param name="clock">Tells when an address has expired.</param>
public sealed class ChartLinks(PublicAddress place, ChartKey key, TimeProvider clock)
{
    /// <summary>Where charts are.</summary>
    public const string Root = "/media/charts/";

    /// <summary>How long an address is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>The address of a chart as SVG, or null where nothing serves it.</summary>
    public string? For(Actor actor, ChartKind kind, Guid subject, string language)
    {
        if (place.Find() is not { } home)
        {
            return null;
        }

        var path = $"{actor.Workspace.Value:N}/{actor.User.Value:N}/{WireName.Of(kind)}/{subject:N}";
        // To the hour, so that the same chart has the same address for a while and is not fetched again.
        var expires = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds() / 3600 * 3600;
        var signed = string.Create(CultureInfo.InvariantCulture, $"{path}?lang={language}&exp={expires}");
        return $"{home}{Root}{path}.svg?lang={language}&exp={expires.ToString(CultureInfo.InvariantCulture)}&sig={Sign(signed)}";
    }

    /// <summary>Reads an address back.</summary>
    /// <param name="path">Of the form <c>workspace/reader/kind/subject</c>.</param>
    /// <param name="language">As in the address.</param>
    /// <param name="expires">As in the address: seconds since 1970.</param>
    /// <param name="signature">As in the address.</param>
    public ChartLink Read(string path, string language, string expires, string signature)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign($"{path}?lang={language}&exp={expires}")), Encoding.UTF8.GetBytes(signature))
            || path.Split('/') is not [var workspace, var reader, var kind, var subject]
            || !ReplyCatalog.Languages.Contains(language, StringComparer.Ordinal)
            || !WireName.TryParse<ChartKind>(kind, out var shown)
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until))
        {
            return new ChartLink.Forged();
        }

        return DateTimeOffset.FromUnixTimeSeconds(until) <= clock.GetUtcNow()
            ? new ChartLink.Expired()
            : new ChartLink.Good(new ChartRequest(
                new WorkspaceId(Guid.ParseExact(workspace, "N")), new UserId(Guid.ParseExact(reader, "N")), shown, Guid.ParseExact(subject, "N"), language));
    }

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(text)));
}

/// <summary>What an address of a chart is. A closed set.</summary>
public abstract record ChartLink
{
    private ChartLink()
    {
    }

    /// <summary>One that the service made.</summary>
    public sealed record Good(ChartRequest Request) : ChartLink;

    /// <summary>One that the service made too long ago.</summary>
    public sealed record Expired : ChartLink;

    /// <summary>One that the service did not make.</summary>
    public sealed record Forged : ChartLink;
}

/// <summary>The key of <see cref="ChartLinks"/>, made from the service's own signing key so that neither stands for the other.</summary>
public sealed class ChartKey
{
    private ChartKey(byte[] bytes) => Bytes = bytes;

    internal byte[] Bytes { get; }

    /// <summary>From the service's key: the same for all instances that share it.</summary>
    public static ChartKey From(string signingKey) => new(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingKey), "pmbot charts"u8));

    /// <summary>One that ends with the process.</summary>
    public static ChartKey New() => new(RandomNumberGenerator.GetBytes(32));
}
