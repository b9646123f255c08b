using Microsoft.Extensions.Options;

namespace PmBot.Adapters.DirectLine;

/// <inheritdoc cref="DirectLineOptionsCheck"/>
internal sealed class WebChatOptionsCheck : IValidateOptions<WebChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WebChatOptions options)
    {
        var wrong = options.Origins().Where(origin => SiteOrigin.Normalise(origin) is null)
            .Select(origin => $"WebChat:AllowedOrigins: '{origin}' is not an origin such as https://example.com.").ToList();
        if (options.TicketLifetime <= TimeSpan.Zero) wrong.Add("WebChat:TicketLifetime must be above zero.");
        if (options.KeepTranscripts < TimeSpan.Zero || options.KeepTranscripts > TimeSpan.FromDays(3650)) wrong.Add("WebChat:KeepTranscripts must be from 0 to 3650 days.");
        wrong.AddRange(Identity.WebChatIdentityCheck.Mistakes(options.Identity));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
