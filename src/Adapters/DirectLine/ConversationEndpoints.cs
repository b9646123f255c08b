using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PmBot.Adapters.Activities;
using PmBot.Adapters.DirectLine.Identity;

namespace PmBot.Adapters.DirectLine;

/// <summary>Starts, continues and reads conversations.</summary>
internal sealed class ConversationEndpoints(
    CallerCheck callers,
    DirectLineTokens tokens,
    DirectLineConversations conversations,
    DirectLineTurns turns,
    ActivityIntake intake,
    CallerRates rates,
    IOptions<DirectLineOptions> options,
    ILogger<ConversationEndpoints> logger)
{
    private const int PageSize = 200;

    public async Task StartAsync(HttpContext http)
    {
        var (caller, error) = await callers.CheckAsync(http.Request);
        if (caller is not null && !rates.Allow(http)) error = DirectLineError.TooManyRequests;
        TokenParameters? parameters = null;
        if (error is null) (parameters, error) = await Answers.ReadAsync(http.Request, options.Value.MaxBodyBytes, DirectLineJson.Default.TokenParameters);
        if (error is null) error = CheckUser(caller!, parameters);
        if (error is not null)
        {
            await Answers.WriteAsync(http, error);
            return;
        }

        var token = (caller!.Token ?? new DirectLineToken(DirectLineConversations.NewId(), User: null, Name: null, [], Started: false)) with { Started = true };
        token = token with { Vouched = caller.Vouches, User = token.User ?? parameters?.User?.Id, Name = token.Name ?? ActivityIntake.NameOf(parameters?.User?.Name) };
        var conversation = await conversations.OpenAsync(token, http.RequestAborted);
        conversation.User ??= token.User;
        conversation.Locale ??= ActivityIntake.LocaleOf(parameters?.Locale) ?? BrowserLocale(http.Request);

        var from = conversation.Now;
        var isNew = conversation.TryStart() && caller.Token?.Started is not true;
        if (isNew)
        {
            Log.Started(logger, conversation.Id);
            turns.TryRun(conversation, Arrival(conversation, token, StreamAddress.Base(http.Request)), caller, shown: false, out _);
        }
        await WriteAsync(http, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, token, from, withExpiry: true);
    }

    public async Task ReconnectAsync(HttpContext http)
    {
        if (await OpenAsync(http) is not (var conversation, var caller)) return;
        // Given but empty: the client has seen nothing yet. Not given: it wants only what comes now.
        var from = http.Request.Query.TryGetValue("watermark", out var watermark) ? Watermark.Parse(watermark) : conversation.Now;
        await WriteAsync(http, StatusCodes.Status200OK, TokenOf(caller, conversation), from, withExpiry: false);
    }

    public async Task ReadAsync(HttpContext http)
    {
        if (await OpenAsync(http) is not (var conversation, _)) return;
        var (entries, watermark) = conversation.Read(Watermark.Parse(http.Request.Query["watermark"]), PageSize);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        ActivitySetWriter.Write(http.Response.BodyWriter, entries, watermark);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>The conversation of the route, if the caller may open it; else null and the refusal is written.</summary>
    public async Task<(DirectLineConversation Conversation, Caller Caller)?> OpenAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["conversation"]!;
        var (caller, error) = await callers.CheckAsync(http.Request, id);
        if (caller?.Token is { } token) return (await conversations.ContinueAsync(token, http.RequestAborted), caller);
        if (caller is not null && await conversations.FindAsync(id, http.RequestAborted) is { } conversation) return (conversation, caller);
        await Answers.WriteAsync(http, error ?? DirectLineError.UnknownConversation);
        return null;
    }

    private Task WriteAsync(HttpContext http, int status, DirectLineToken token, Watermark from, bool withExpiry)
    {
        var stream = StreamAddress.Of(http.Request, token.Conversation, tokens.Issue(new StreamToken(token.Conversation, from)));
        var expiresIn = withExpiry ? tokens.ExpiresIn : (int?)null;
        return Answers.WriteAsync(http, status, new ConversationAnswer(token.Conversation, tokens.Issue(token), expiresIn, stream), DirectLineJson.Default.ConversationAnswer);
    }

    private static DirectLineToken TokenOf(Caller caller, DirectLineConversation conversation) =>
        (caller.Token ?? new DirectLineToken(conversation.Id, conversation.User, Name: null, [], Started: true) { Vouched = true }) with { Started = true };

    private static DirectLineError? CheckUser(Caller caller, TokenParameters? parameters) => parameters?.User?.Id is { } user
        && caller.Token?.User is null
        && (!ActivityIntake.IsId(user) || (!caller.HasSecret && user.StartsWith("dl_", StringComparison.Ordinal)))
            ? DirectLineError.BadArgument("'user.id' must have 1 to 256 characters, and only a token may name one that begins with 'dl_'.")
            : null;

    // The bot greets whoever is added and is not itself.
    private Activity Arrival(DirectLineConversation conversation, DirectLineToken token, string serviceUrl)
    {
        var person = new ChannelAccount { Id = token.User ?? conversation.Id, Name = token.Name, Role = "user" }.With(token.Email, token.Username);
        var bot = intake.Bot();
        return new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Id = $"{conversation.Id}|start-{conversation.Now.Epoch}",
            Timestamp = conversation.LastSeen,
            ChannelId = DirectLineChannel.Id,
            ServiceUrl = serviceUrl,
            Conversation = new ConversationAccount { Id = conversation.Id },
            From = person,
            Recipient = bot,
            MembersAdded = [person, bot],
            Locale = conversation.Locale,
        };
    }

    private static string? BrowserLocale(HttpRequest request) =>
        ActivityIntake.LocaleOf(request.Headers.AcceptLanguage.ToString().Split(',', ';')[0].Trim());
}
