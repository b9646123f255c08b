using System.Buffers.Text;
using System.Text;

namespace PmBot.Benchmarks.Load;

/// <summary>What the client needs of an answer's head.</summary>
internal readonly record struct HttpHead(int Status, int ContentLength, bool Chunked, bool Closes)
{
    /// <summary>Reads a head up to, not including, the empty line.</summary>
    public static HttpHead Parse(ReadOnlySpan<byte> head)
    {
        var lineEnd = head.IndexOf("\r\n"u8);
        var statusLine = lineEnd < 0 ? head : head[..lineEnd];
        if (!statusLine.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(statusLine[9..], out int status, out _))
        {
            throw new InvalidDataException($"This is no HTTP/1.1 answer: {Encoding.ASCII.GetString(statusLine)}");
        }

        var parsed = new HttpHead(status, 0, Chunked: false, Closes: false);
        while (lineEnd >= 0)
        {
            head = head[(lineEnd + 2)..];
            lineEnd = head.IndexOf("\r\n"u8);
            parsed = parsed.With(lineEnd < 0 ? head : head[..lineEnd]);
        }

        return parsed;
    }

    private HttpHead With(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0) return this;

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim((byte)' ');
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8) && Utf8Parser.TryParse(value, out int length, out _))
        {
            return this with { ContentLength = length };
        }

        if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8)) return this with { Chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8) };
        return Ascii.EqualsIgnoreCase(name, "connection"u8) ? this with { Closes = Ascii.EqualsIgnoreCase(value, "close"u8) } : this;
    }
}
