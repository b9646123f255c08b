using System.Buffers.Text;

namespace PmBot.Adapters.Activities;

/// <summary>Looks for <c>\uD800</c>-style escapes that are half of a character: valid JSON, but no text that could be sent on.</summary>
internal static class SurrogateEscapes
{
    // Of one escape, in bytes.
    private const int Length = 6;

    /// <summary>True when every escaped surrogate of <paramref name="json"/> has its other half beside it.</summary>
    public static bool ArePaired(ReadOnlySpan<byte> json) => NextHalf(json, 0) < 0;

    /// <summary>Puts a replacement character, which takes as many bytes, in the place of every half of a character.</summary>
    public static void Repair(Span<byte> json)
    {
        for (var at = NextHalf(json, 0); at >= 0; at = NextHalf(json, at + Length)) @"\uFFFD"u8.CopyTo(json[at..]);
    }

    /// <summary>Where the next half of a character is escaped; -1 where there is none.</summary>
    private static int NextHalf(ReadOnlySpan<byte> json, int from)
    {
        while (true)
        {
            var next = json[from..].IndexOf((byte)'\\');
            if (next < 0) return -1;
            from += next;
            if (!TryUnit(json[from..], out var unit))
            {
                // Any other escape, or none: two bytes on, so that an escaped backslash does not begin the next one.
                from = Math.Min(from + 2, json.Length);
                continue;
            }

            if (char.IsSurrogate(unit))
            {
                if (!char.IsHighSurrogate(unit) || !TryUnit(json[(from + Length)..], out var low) || !char.IsLowSurrogate(low)) return from;
                from += Length;
            }

            from += Length;
        }
    }

    private static bool TryUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < Length || json[0] != '\\' || json[1] != 'u') return false;
        if (!Utf8Parser.TryParse(json.Slice(2, 4), out ushort value, out var read, 'x') || read != 4) return false;
        unit = (char)value;
        return true;
    }
}
