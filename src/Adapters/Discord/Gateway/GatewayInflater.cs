using System.Buffers;
using System.IO.Compression;

namespace PmBot.Adapters.Discord.Gateway;

/// <summary>Reads a connection's <c>zlib-stream</c>: one compressed stream for all its messages, each of which ends with a sync flush (D10).</summary>
internal sealed class GatewayInflater : IDisposable
{
    private static readonly byte[] Flush = [0x00, 0x00, 0xFF, 0xFF];

    private readonly ArrayBufferWriter<byte> pending = new();
    private readonly ArrayBufferWriter<byte> message = new();
    private readonly Feed feed = new();
    private readonly ZLibStream stream;
    private readonly int limit;

    /// <param name="limit">The largest message in bytes, so that a small frame cannot become all of memory.</param>
    public GatewayInflater(int limit)
    {
        this.limit = limit;
        stream = new ZLibStream(feed, CompressionMode.Decompress);
    }

    /// <summary>Takes a frame.</summary>
    /// <returns>The whole message that it completes, valid until the next call; null where more frames are to come.</returns>
    /// <exception cref="InvalidDataException">It is no such stream, or too large.</exception>
    public ReadOnlyMemory<byte>? Take(ReadOnlySpan<byte> frame)
    {
        if (pending.WrittenCount + frame.Length > limit) throw new InvalidDataException("A compressed gateway message is too large.");
        pending.Write(frame);
        if (!pending.WrittenSpan.EndsWith(Flush)) return null;

        feed.Open(pending.WrittenMemory);
        message.ResetWrittenCount();
        int count;
        while ((count = stream.Read(message.GetSpan(16 * 1024))) > 0)
        {
            message.Advance(count);
            if (message.WrittenCount > limit) throw new InvalidDataException("A gateway message is too large.");
        }

        pending.ResetWrittenCount();
        return message.WrittenMemory;
    }

    public void Dispose()
    {
        stream.Dispose();
        feed.Dispose();
    }

    /// <summary>Gives what has come, then nothing; the inflater goes on when there is more.</summary>
    private sealed class Feed : Stream
    {
        private ReadOnlyMemory<byte> rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Open(ReadOnlyMemory<byte> data) => rest = data;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, rest.Length);
            rest.Span[..count].CopyTo(buffer);
            rest = rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
