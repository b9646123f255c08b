using System.Buffers;

namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>A sequence made of several memory segments, as a slow network delivers a body.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Of(params byte[][] parts)
    {
        var first = new Pieces { Memory = parts[0] };
        var last = first;
        foreach (var part in parts.Skip(1))
        {
            var next = new Pieces { Memory = part, RunningIndex = last.RunningIndex + last.Memory.Length };
            last.Next = next;
            last = next;
        }

        return new(first, 0, last, last.Memory.Length);
    }
}
