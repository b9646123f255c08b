using System.Buffers;
using System.Text;

namespace PmBot.Adapters.DirectLine;

/// <summary>Writes <c>{"activities":[...],"watermark":"..."}</c> from entries that are bytes already.</summary>
internal static class ActivitySetWriter
{
    /// <param name="target">Where to.</param>
    /// <param name="entries">Oldest first.</param>
    /// <param name="watermark">Left out when null: the client then keeps the one it has.</param>
    public static void Write(IBufferWriter<byte> target, IEnumerable<LogEntry> entries, Watermark? watermark)
    {
        target.Write("{\"activities\":["u8);
        var first = true;
        foreach (var entry in entries)
        {
            if (!first) target.Write(","u8);
            first = false;
            target.Write(entry.Json);
        }
        target.Write("]"u8);
        if (watermark is { } mark)
        {
            target.Write(",\"watermark\":\""u8);
            Encoding.UTF8.GetBytes(mark.ToString(), target);
            target.Write("\""u8);
        }
        target.Write("}"u8);
    }
}
