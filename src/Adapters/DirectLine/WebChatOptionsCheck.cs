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
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
