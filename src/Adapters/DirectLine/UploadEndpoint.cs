using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.DirectLine;

/// <summary><c>POST /conversations/{id}/upload</c>: PmBot takes no files, so they are read past, and the text beside them is processed.</summary>
internal sealed class UploadEndpoint(ConversationEndpoints conversations, ActivityEndpoint activities, IOptions<DirectLineOptions> options)
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int MaxFiles = 20;

    public async Task PostAsync(HttpContext http)
    {
        if (await conversations.OpenAsync(http) is not (var conversation, var caller)) return;
        var error = ActivityEndpoint.RefuseBefore(http, conversation, json: false);
        if (error is null && http.Request.ContentLength > options.Value.MaxUploadBytes) error = DirectLineError.TooLarge(options.Value.MaxUploadBytes);
        if (error is null && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = options.Value.MaxUploadBytes;

        Activity? activity = null;
        if (error is null) (activity, error) = await ReadAsync(http.Request);
        if (activity is null)
        {
            await Answers.WriteAsync(http, error!);
            return;
        }

        activity.From ??= new ChannelAccount { Id = http.Request.Query["userId"] };
        activity.Type ??= ActivityTypes.Message;
        await activities.TakeAsync(http, conversation, caller, activity);
    }

    private async Task<(Activity?, DirectLineError?)> ReadAsync(HttpRequest request)
    {
        try
        {
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return (null, DirectLineError.BadArgument("Content-Type is required."));
            if (type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) return await ReadPartsAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).Value);
            await DrainAsync(request.Body, request.HttpContext.RequestAborted);
            return (new Activity { Attachments = [FileOf(type.MediaType.Value, request.Headers.ContentDisposition.ToString())] }, null);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, DirectLineError.BadArgument("The upload is not valid multipart content."));
        }
    }

    private async Task<(Activity?, DirectLineError?)> ReadPartsAsync(HttpRequest request, string? boundary)
    {
        if (boundary is not { Length: > 0 and <= 200 }) return (null, DirectLineError.BadArgument("The multipart boundary is missing or too long."));
        var cancellationToken = request.HttpContext.RequestAborted;
        var reader = new MultipartReader(boundary, request.Body);
        var files = new List<Attachment>();
        Activity? activity = null;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            var type = MediaTypeHeaderValue.TryParse(part.ContentType, out var parsed) ? parsed.MediaType.Value : null;
            if (activity is null && string.Equals(type, ActivityType, StringComparison.OrdinalIgnoreCase))
            {
                if (await RequestBody.ReadAsync(part.Body, options.Value.MaxBodyBytes, cancellationToken) is not { } json) return (null, DirectLineError.TooLarge(options.Value.MaxBodyBytes));
                (activity, var error) = ActivityIntake.Parse(json);
                if (activity is null) return (null, error);
                continue;
            }
            await DrainAsync(part.Body, cancellationToken);
            if (files.Count < MaxFiles) files.Add(FileOf(type, part.ContentDisposition));
        }

        activity ??= new Activity();
        activity.Attachments = files;
        return (activity, null);
    }

    private static Attachment FileOf(string? type, string? contentDisposition)
    {
        var disposition = ContentDispositionHeaderValue.TryParse(contentDisposition, out var parsed) ? parsed : null;
        var name = HeaderUtilities.RemoveQuotes(disposition?.FileNameStar.HasValue is true ? disposition.FileNameStar : disposition?.FileName ?? default).Value;
        return new Attachment { ContentType = type ?? "application/octet-stream", Name = ActivityIntake.NameOf(name) };
    }

    private static Task DrainAsync(Stream body, CancellationToken cancellationToken) => body.CopyToAsync(Stream.Null, cancellationToken);
}
