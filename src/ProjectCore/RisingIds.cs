namespace PmBot.ProjectCore;

/// <summary>Version 7 GUIDs that rise strictly within this process, so that what was made first, and "the last operation", are well defined within a millisecond too.</summary>
internal static class RisingIds
{
    private static readonly Lock Gate = new();
    private static long lastTick;

    /// <summary>The next one.</summary>
    public static Guid Next()
    {
        long tick;
        lock (Gate)
        {
            // Milliseconds and twelve bits of count. The ids' clock is the system's: a frozen clock must not make them repeat after a restart.
#pragma warning disable RS0030, MA0132
            tick = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 12, lastTick + 1);
#pragma warning restore RS0030, MA0132
            lastTick = tick;
        }

        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = tick >> 12;
        for (var i = 0; i < 6; i++) bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        bytes[6] = (byte)(0x70 | ((tick >> 8) & 0x0f));
        bytes[7] = (byte)tick;
        return new Guid(bytes, bigEndian: true);
    }
}
