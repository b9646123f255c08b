using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PmBot.Adapters.DirectLine;

/// <summary>Issues and reads the signed texts of this channel: conversation tokens, stream addresses, user tickets.</summary>
/// <remarks>
/// All are JWTs under one HS256 key, kept apart by their audience, so none can stand in for another. The widget reads
/// the <c>user</c> claim of a conversation token to know who it is.
/// </remarks>
internal sealed class DirectLineTokens
{
    private const string Issuer = "pmbot";
    private const string Conversations = "directline";
    private const string Streams = "directline-stream";
    private const string Tickets = "webchat-user";

    // The longest that we make: twenty sites and every claim at its longest, written with escapes.
    private const int MaxLength = 16_384;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly SigningCredentials _credentials;
    private readonly DirectLineOptions _options;
    private readonly TimeSpan _ticketLifetime;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, TokenValidationParameters> _rules;

    public DirectLineTokens(IOptions<DirectLineOptions> options, IOptions<WebChatOptions> webChat, TimeProvider time)
    {
        _options = options.Value;
        _ticketLifetime = webChat.Value.TicketLifetime;
        _time = time;
        var key = _options.SigningKey is { Length: > 0 } configured
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(configured), 32, info: "PmBot Direct Line tokens"u8.ToArray())
            : RandomNumberGenerator.GetBytes(32);
        _credentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);
        _rules = new[] { Conversations, Streams, Tickets }.ToDictionary(audience => audience, RulesFor, StringComparer.Ordinal);
    }

    /// <summary>For how long a site's word counts, however often a token is had anew: a working day.</summary>
    public static TimeSpan SiteLifetime { get; } = TimeSpan.FromHours(12);

    /// <summary>Until when somebody is whom a site names now.</summary>
    public DateTimeOffset SiteUntil => DateTimeOffset.FromUnixTimeSeconds((_time.GetUtcNow() + SiteLifetime).ToUnixTimeSeconds());

    /// <summary>Seconds a token is good.</summary>
    public int ExpiresIn => (int)_options.TokenLifetime.TotalSeconds;

    public string Issue(DirectLineToken token) => Sign(Conversations, Lifetime(token), json =>
    {
        json.WriteString("conv", token.Conversation);
        if (token.User is not null) json.WriteString("user", token.User);
        if (token.Name is not null) json.WriteString("name", token.Name);
        if (token.Started) json.WriteBoolean("started", value: true);
        if (token.Vouched) json.WriteBoolean("vouched", value: true);
        if (token.Email is not null) json.WriteString("email", token.Email);
        if (token.Username is not null) json.WriteString("username", token.Username);
        if (token.Until is { } until) json.WriteNumber("until", until.ToUnixTimeSeconds());
        if (token.Origins.Count == 0) return;
        json.WriteStartArray("origins");
        foreach (var origin in token.Origins) json.WriteStringValue(origin);
        json.WriteEndArray();
    });

    public string Issue(StreamToken token) => Sign(Streams, _options.StreamTokenLifetime, json =>
    {
        json.WriteString("conv", token.Conversation);
        json.WriteString("from", token.Watermark.ToString());
    });

    public string Issue(UserTicket ticket) => Sign(Tickets, _ticketLifetime, json =>
    {
        json.WriteString("sub", ticket.User);
        if (ticket.Name is not null) json.WriteString("name", ticket.Name);
        if (ticket.Conversation is not null) json.WriteString("conv", ticket.Conversation);
        if (ticket.BySite) json.WriteBoolean("site", value: true);
    });

    public async ValueTask<(TokenState State, DirectLineToken? Token)> ReadTokenAsync(string text)
    {
        var (state, jwt) = await ReadAsync(text, Conversations);
        if (jwt is null || Text(jwt, "conv") is not { } conversation) return (state is TokenState.Expired ? state : TokenState.Invalid, null);
        var origins = jwt.TryGetPayloadValue<string[]>("origins", out var listed) ? listed : [];
        var started = jwt.TryGetPayloadValue<bool>("started", out var flag) && flag;
        var vouched = jwt.TryGetPayloadValue<bool>("vouched", out var named) && named;
        return (state, new DirectLineToken(conversation, Text(jwt, "user"), Text(jwt, "name"), origins, started)
        {
            Vouched = vouched,
            Email = Text(jwt, "email"),
            Username = Text(jwt, "username"),
            Until = jwt.TryGetPayloadValue<long>("until", out var until) ? DateTimeOffset.FromUnixTimeSeconds(until) : null,
        });
    }

    public async ValueTask<(TokenState State, StreamToken? Token)> ReadStreamAsync(string text)
    {
        var (state, jwt) = await ReadAsync(text, Streams);
        return jwt is not null && Text(jwt, "conv") is { } conversation
            ? (state, new StreamToken(conversation, Watermark.Parse(Text(jwt, "from"))))
            : (state is TokenState.Expired ? state : TokenState.Invalid, null);
    }

    public async ValueTask<UserTicket?> ReadTicketAsync(string text)
    {
        var (_, jwt) = await ReadAsync(text, Tickets);
        return jwt is not null && Text(jwt, "sub") is { } user
            ? new UserTicket(user, Text(jwt, "name"), Text(jwt, "conv")) { BySite = jwt.TryGetPayloadValue<bool>("site", out var bySite) && bySite }
            : null;
    }

    private TimeSpan Lifetime(DirectLineToken token) => token.Until - _time.GetUtcNow() is { } left && left < _options.TokenLifetime ? left : _options.TokenLifetime;

    private static string? Text(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<string>(claim, out var value) && value is { Length: > 0 } ? value : null;

    private string Sign(string audience, TimeSpan lifetime, Action<Utf8JsonWriter> claims)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("iss", Issuer);
            json.WriteString("aud", audience);
            claims(json);
            json.WriteNumber("iat", now);
            json.WriteNumber("exp", now + (long)lifetime.TotalSeconds);
            // Two tokens of the same second differ, so that a refresh visibly gives a new one.
            json.WriteString("jti", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
            json.WriteEndObject();
        }
        return _handler.CreateToken(Encoding.UTF8.GetString(buffer.WrittenSpan), _credentials);
    }

    private async ValueTask<(TokenState State, JsonWebToken? Jwt)> ReadAsync(string text, string audience)
    {
        if (text.Length > MaxLength) return (TokenState.Invalid, null);
        var result = await _handler.ValidateTokenAsync(text, _rules[audience]);
        if (result.IsValid) return (TokenState.Valid, (JsonWebToken)result.SecurityToken);
        return (result.Exception is SecurityTokenExpiredException ? TokenState.Expired : TokenState.Invalid, null);
    }

    private TokenValidationParameters RulesFor(string audience) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = audience,
        IssuerSigningKey = _credentials.Key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        LifetimeValidator = (_, expires, _, _) => expires > _time.GetUtcNow().UtcDateTime ? true : throw new SecurityTokenExpiredException(),
    };
}
