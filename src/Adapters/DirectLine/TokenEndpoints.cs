using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <summary><c>tokens/generate</c>, <c>tokens/refresh</c>, <c>session/getsessionid</c>.</summary>
internal sealed class TokenEndpoints(CallerCheck callers, DirectLineTokens tokens, DirectLineConversations conversations, CallerRates rates, IOptions<DirectLineOptions> options)
{
    private const int MaxOrigins = 20;

    public async Task GenerateAsync(HttpContext http)
    {
        var (caller, error) = await callers.CheckAsync(http.Request);
        if (caller is { HasSecret: false }) error = DirectLineError.SecretRequired;
        else if (caller is not null && !rates.Allow(http)) error = DirectLineError.TooManyRequests;
        if (error is not null)
        {
            await Answers.WriteAsync(http, error);
            return;
        }

        (var parameters, error) = await Answers.ReadAsync(http.Request, options.Value.MaxBodyBytes, DirectLineJson.Default.TokenParameters);
        if (error is null && parameters?.User?.Id is { } user && !ActivityIntake.IsId(user)) error = DirectLineError.BadArgument("'user.id' must have 1 to 256 characters.");
        var origins = Origins(parameters);
        if (error is null && (origins.Count > MaxOrigins || origins.Count != (parameters?.TrustedOrigins?.Count ?? 0)))
        {
            error = DirectLineError.BadArgument("'trustedOrigins' must be a short list of origins such as https://example.com.");
        }
        if (error is not null)
        {
            await Answers.WriteAsync(http, error);
            return;
        }

        var token = new DirectLineToken(DirectLineConversations.NewId(), parameters?.User?.Id, ActivityIntake.NameOf(parameters?.User?.Name), origins, Started: false)
        {
            Vouched = parameters?.User?.Id is not null,
        };
        await WriteTokenAsync(http, token);
    }

    public async Task RefreshAsync(HttpContext http)
    {
        var (caller, error) = await callers.CheckAsync(http.Request);
        if (caller is { HasSecret: true }) error = DirectLineError.TokenRequired;
        if (caller?.Token is not { } token || error is not null)
        {
            await Answers.WriteAsync(http, error ?? DirectLineError.BadToken);
            return;
        }

        // A client that refreshes is alive, even if nothing is said.
        conversations.TryFind(token.Conversation, out _);
        await WriteTokenAsync(http, token);
    }

    public async Task GetSessionIdAsync(HttpContext http)
    {
        var (_, error) = await callers.CheckAsync(http.Request);
        if (error is not null) await Answers.WriteAsync(http, error);
        else await Answers.WriteAsync(http, 200, new SessionAnswer(RandomNumberGenerator.GetHexString(32, lowercase: true)), DirectLineJson.Default.SessionAnswer);
    }

    private Task WriteTokenAsync(HttpContext http, DirectLineToken token) => Answers.WriteAsync(
        http, 200, new ConversationAnswer(token.Conversation, tokens.Issue(token), tokens.ExpiresIn, StreamUrl: null), DirectLineJson.Default.ConversationAnswer);

    private static List<string> Origins(TokenParameters? parameters) =>
        parameters?.TrustedOrigins?.Take(MaxOrigins + 1).Select(SiteOrigin.Normalise).OfType<string>().ToList() ?? [];
}
