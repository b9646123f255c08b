namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>So many bytes, whose number is not known before: sent in chunks.</summary>
internal sealed class EndlessStream(int length) : Stream
{
    private int left = length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var some = Math.Min(left, count);
        Array.Fill(buffer, (byte)' ', offset, some);
        left -= some;
        return some;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
