using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.DirectLine;

/// <summary>Reads a request's body up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>The bytes, or null when there are more than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The same for one part of a multipart body.</summary>
    public static async Task<byte[]?> ReadAsync(Stream part, int limit, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[8192];
        int count;
        while ((count = await part.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (bytes.Length + count > limit) return null;
            await bytes.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
        }
        return bytes.ToArray();
    }
}
