using System.Net.Http.Headers;

namespace PmBot.Bot.Llm;

/// <summary>Keeps what goes out to what is needed, and what comes in to what an answer can be.</summary>
internal sealed class LlmHttpHandler(HttpMessageHandler inner, bool sendsKey) : DelegatingHandler(inner)
{
    /// <summary>Many times the size of the longest answer that is taken.</summary>
    public const int MaxAnswerBytes = 256 * 1024;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The client would tell its version, that of the runtime and that of the operating system.
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("pmbot", productVersion: null));
        foreach (var telling in request.Headers.Select(h => h.Key).Where(h => h.StartsWith("x-stainless-", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            request.Headers.Remove(telling);
        }

        if (!sendsKey)
        {
            request.Headers.Authorization = null;
        }

        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var type = response.Content.Headers.ContentType;
            var content = new ByteArrayContent(await ReadAsync(response.Content, cancellationToken));
            content.Headers.ContentType = type;
            response.Content = content;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (read.Length + count > MaxAnswerBytes)
            {
                throw new HttpRequestException("The answer of the language model is far too long.");
            }

            await read.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return read.ToArray();
    }
}
