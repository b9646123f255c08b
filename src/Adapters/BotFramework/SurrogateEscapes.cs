using System.Buffers.Text;

namespace PmBot.Adapters.BotFramework;

/// <summary>Looks for <c>\uD800</c>-style escapes that are half of a character: valid JSON, but no text that could be sent on.</summary>
internal static class SurrogateEscapes
{
    /// <summary>True when every escaped surrogate of <paramref name="json"/> has its other half beside it.</summary>
    public static bool ArePaired(ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var at = json.IndexOf((byte)'\\');
            if (at < 0) return true;
            json = json[at..];
            if (!TryUnit(json, out var unit))
            {
                // Any other escape, or none: two bytes on, so that an escaped backslash does not begin the next one.
                json = json[Math.Min(2, json.Length)..];
                continue;
            }

            json = json[6..];
            if (!char.IsSurrogate(unit)) continue;
            if (!char.IsHighSurrogate(unit) || !TryUnit(json, out var low) || !char.IsLowSurrogate(low)) return false;
            json = json[6..];
        }
    }

    private static bool TryUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < 6 || json[0] != '\\' || json[1] != 'u') return false;
        if (!Utf8Parser.TryParse(json.Slice(2, 4), out ushort value, out var read, 'x') || read != 4) return false;
        unit = (char)value;
        return true;
    }
}
