using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace PmBot.Benchmarks.Load;

/// <summary>One keep-alive HTTP/1.1 connection on a blocking socket.</summary>
/// <remarks>
/// HttpClient costs more CPU a request than the bots that are measured, on the same two cores. A thread blocked in
/// <c>recv</c> costs two system calls a turn and nothing else.
/// </remarks>
internal sealed class HttpConnection(Uri target) : IDisposable
{
    private const int ContentLengthDigits = 6;
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly byte[] head = Encoding.ASCII.GetBytes(
        $"POST {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ");

    private byte[] sending = new byte[4096];
    private byte[] received = new byte[16 * 1024];
    private Socket? socket;

    /// <summary>Posts a JSON body and waits for the whole answer. The answer's bytes are good until the next call.</summary>
    /// <exception cref="SocketException">The server is away, or silent for 15 seconds.</exception>
    /// <exception cref="InvalidDataException">The answer is not HTTP as this client knows it.</exception>
    public HttpAnswer Post(ReadOnlySpan<byte> body)
    {
        try
        {
            socket ??= Connect();
            Send(body);
            return Receive();
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Dispose() => Close();

    private Socket Connect()
    {
        var connected = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = 15_000,
            SendTimeout = 15_000,
        };
        connected.Connect(target.Host, target.Port);
        return connected;
    }

    private void Send(ReadOnlySpan<byte> body)
    {
        var length = head.Length + ContentLengthDigits + EndOfHead.Length + body.Length;
        if (sending.Length < length) sending = new byte[length * 2];
        head.CopyTo(sending, 0);
        var at = head.Length;
        Utf8Formatter.TryFormat(body.Length, sending.AsSpan(at), out var digits, new('D', ContentLengthDigits));
        at += digits;
        EndOfHead.CopyTo(sending, at);
        at += EndOfHead.Length;
        body.CopyTo(sending.AsSpan(at));
        at += body.Length;
        for (var sent = 0; sent < at;) sent += socket!.Send(sending.AsSpan(sent, at - sent));
    }

    private HttpAnswer Receive()
    {
        var filled = 0;
        int headLength;
        while ((headLength = received.AsSpan(0, filled).IndexOf(EndOfHead)) < 0) filled += ReceiveMore(filled);

        var answer = HttpHead.Parse(received.AsSpan(0, headLength));
        var start = headLength + EndOfHead.Length;
        if (answer.Chunked) return ReceiveChunks(answer.Status, start, filled);

        while (filled < start + answer.ContentLength) filled += ReceiveMore(filled);
        if (answer.Closes) Close();
        return new(answer.Status, received.AsMemory(start, answer.ContentLength));
    }

    // The chunks are moved together in place: what is decoded is never longer than what was read.
    private HttpAnswer ReceiveChunks(int status, int start, int filled)
    {
        var (read, written) = (start, start);
        while (true)
        {
            int line;
            while ((line = received.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0) filled += ReceiveMore(filled);
            if (!Utf8Parser.TryParse(received.AsSpan(read, line), out int size, out _, 'x')) throw new InvalidDataException("A chunk has no size.");

            var end = read + line + 2 + size + 2;
            while (filled < end) filled += ReceiveMore(filled);
            received.AsSpan(read + line + 2, size).CopyTo(received.AsSpan(written));
            written += size;
            read = end;
            if (size == 0) return new(status, received.AsMemory(start, written - start));
        }
    }

    private int ReceiveMore(int filled)
    {
        if (filled == received.Length) Array.Resize(ref received, received.Length * 2);
        var count = socket!.Receive(received.AsSpan(filled));
        return count > 0 ? count : throw new SocketException((int)SocketError.ConnectionReset);
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }
}

/// <summary>Status and body of an answer.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body);
