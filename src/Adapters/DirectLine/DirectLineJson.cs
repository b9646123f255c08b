using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmBot.Adapters.DirectLine;

internal sealed record ConversationAnswer(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int? ExpiresIn, string? StreamUrl);

internal sealed record ResourceAnswer(string Id);

internal sealed record SessionAnswer(string SessionId);

internal sealed record ErrorDetail(string Code, string Message);

internal sealed record ErrorAnswer(ErrorDetail Error);

internal sealed record TokenUser(string? Id, string? Name);

/// <summary>Body of <c>tokens/generate</c> and of a start; the samples write <c>User</c> and <c>Id</c>, so case does not matter.</summary>
internal sealed record TokenParameters(TokenUser? User, IReadOnlyList<string>? TrustedOrigins, string? Locale);

/// <summary>What PmBot's page says about who comes.</summary>
/// <param name="UserId">Who it is, for demos on the same machine.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Ticket">What an earlier answer gave this browser: the same person again.</param>
/// <param name="Resume">What an earlier answer gave this page: the same conversation again.</param>
/// <param name="Identity">The site's signed token of who its visitor is.</param>
internal sealed record WebChatTokenRequest(string? UserId, string? Name, string? Ticket, string? Resume, string? Identity);

/// <summary>What the page needs to talk, and to be the same person and go on with the conversation next time.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Token">Its token.</param>
/// <param name="ExpiresIn">Seconds the token is good.</param>
/// <param name="UserId">Who the page speaks for.</param>
/// <param name="Name">The name to show, if known.</param>
/// <param name="Ticket">To be kept for the person; null for one whom the site names, and names anew each time.</param>
/// <param name="Resume">To be kept for this page only.</param>
/// <param name="Resumed">The conversation is under way and can be replayed; else it is to be started.</param>
internal sealed record WebChatTokenAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string UserId, string? Name, string? Ticket, string Resume, bool Resumed);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ConversationAnswer))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(TokenParameters))]
[JsonSerializable(typeof(WebChatTokenRequest))]
[JsonSerializable(typeof(WebChatTokenAnswer))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
