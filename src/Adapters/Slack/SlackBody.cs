using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.Slack;

/// <summary>The raw bytes of a request, bounded.</summary>
internal static class SlackBody
{
    /// <summary>The largest body taken, in bytes; Slack's own are far below.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the body; null when it is larger than what is taken, as soon as that shows.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes) return null;
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaxBytes)
            {
                pipe.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                pipe.AdvanceTo(read.Buffer.End);
                return body;
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
