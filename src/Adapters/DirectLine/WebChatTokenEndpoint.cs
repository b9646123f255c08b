using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PmBot.Adapters.DirectLine.Identity;

namespace PmBot.Adapters.DirectLine;

/// <summary><c>POST /api/webchat/token</c>: lets PmBot's own page, and the sites that may embed it, talk to the bot.</summary>
/// <remarks>
/// Whom the embedding site names by a signed token is that person, for as long as it does. Else a browser is a random <c>dl_</c> id; the signed ticket that goes with it is the only way to be the same person again.
/// A name of one's own choosing is for demos on the same machine.
/// </remarks>
internal sealed class WebChatTokenEndpoint(
    SitePolicy sites, DirectLineTokens tokens, DirectLineConversations conversations, CallerRates rates, SiteIdentities identities, IOptions<DirectLineOptions> options)
{
    public async Task PostAsync(HttpContext http)
    {
        if (!sites.Allows(http.Request))
        {
            await Answers.WriteAsync(http, new DirectLineError(
                403, "SiteNotAllowed", "This site may not use PmBot's chat. Add its origin (such as https://example.com) to WebChat:AllowedOrigins."));
            return;
        }
        AllowSite(http);
        var (request, error) = rates.Allow(http)
            ? await Answers.ReadAsync(http.Request, options.Value.MaxBodyBytes, DirectLineJson.Default.WebChatTokenRequest)
            : (null, DirectLineError.TooManyRequests);
        if (error is not null)
        {
            await Answers.WriteAsync(http, error);
            return;
        }

        SiteIdentity? identity = null;
        if (request?.Identity is { Length: > 0 } signed) (identity, error) = await identities.ReadAsync(signed, http.RequestAborted);
        else if (identities.Required && !SitePolicy.IsLocal(http.Request)) error = IdentityErrors.Required;
        if (error is not null)
        {
            await Answers.WriteAsync(http, error);
            return;
        }

        var person = await PersonAsync(http.Request, request, identity);
        var resumed = person.Conversation is { } id && await conversations.FindAsync(id, http.RequestAborted) is { Ended: false };
        await WriteAsync(http, person with { Conversation = person.Conversation ?? DirectLineConversations.NewId() }, identity, resumed);
    }

    /// <summary>Answers a preflight, and a site's question whether it may embed the chat: 204 or 403.</summary>
    public Task AnswerSiteAsync(HttpContext http)
    {
        http.Response.StatusCode = sites.Allows(http.Request) ? StatusCodes.Status204NoContent : StatusCodes.Status403Forbidden;
        if (http.Response.StatusCode is StatusCodes.Status403Forbidden) return Task.CompletedTask;
        AllowSite(http);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = "content-type";
        http.Response.Headers.AccessControlMaxAge = "600";
        return Task.CompletedTask;
    }

    private Task WriteAsync(HttpContext http, UserTicket person, SiteIdentity? identity, bool resumed)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var token = new DirectLineToken(person.Conversation!, person.User, person.Name, origin.Length == 0 ? [] : [origin], Started: resumed)
        {
            Vouched = true,
            Email = identity?.Email,
            Username = identity?.Username,
            Until = identity is null ? null : tokens.SiteUntil,
        };
        return Answers.WriteAsync(http, 200, new WebChatTokenAnswer(
            token.Conversation, tokens.Issue(token), tokens.ExpiresIn, person.User, person.Name,
            // A browser that somebody else uses tomorrow may not go on as a person whom the site no longer names.
            Ticket: identity is null ? tokens.Issue(person with { Conversation = null }) : null, Resume: tokens.Issue(person), resumed), DirectLineJson.Default.WebChatTokenAnswer);
    }

    private async ValueTask<UserTicket> PersonAsync(HttpRequest http, WebChatTokenRequest? request, SiteIdentity? identity)
    {
        var name = identity is null ? ActivityIntake.NameOf(request?.Name) : identity.Name ?? identity.Username;
        var person = identity is null
            ? await ChosenOrKnownAsync(http, request) ?? new UserTicket($"dl_{RandomNumberGenerator.GetHexString(24, lowercase: true)}", name, Conversation: null)
            : new UserTicket(identity.Subject, name, Conversation: null) { BySite = true };
        person = person with { Name = name ?? person.Name };
        return request?.Resume is { } resume && await tokens.ReadTicketAsync(resume) is { } before
            && before.BySite == person.BySite && string.Equals(before.User, person.User, StringComparison.Ordinal)
            ? person with { Conversation = before.Conversation }
            : person;
    }

    private async ValueTask<UserTicket?> ChosenOrKnownAsync(HttpRequest http, WebChatTokenRequest? request)
    {
        if (request?.UserId is { } chosen && SitePolicy.IsLocal(http) && ActivityIntake.IsId(chosen) && !chosen.StartsWith("dl_", StringComparison.Ordinal))
        {
            return new UserTicket(chosen, chosen, Conversation: null);
        }
        return request?.Ticket is { } ticket && await tokens.ReadTicketAsync(ticket) is { BySite: false } known ? known with { Conversation = null } : null;
    }

    private static void AllowSite(HttpContext http)
    {
        if (http.Request.Headers.Origin.ToString() is not { Length: > 0 } origin) return;
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.Vary = "Origin";
    }
}
