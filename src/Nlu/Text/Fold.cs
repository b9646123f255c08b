namespace PmBot.Nlu.Text;

/// <summary>Case and accents away, character by character, without culture data.</summary>
public static class Fold
{
    // U+00C0..U+017F; a space keeps the letter's own lower case.
    private const string Latin =
        "aaaaaaaceeeeiiii noooooxouuuuy saaaaaaaceeeeiiii nooooo ouuuuy y"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
        + "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>The folded letter; U+0000 for a combining mark, which has no place of its own.</summary>
    public static char Char(char c)
    {
        if (c < 0x80) return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        if (c is >= '\u00C0' and <= '\u017F')
        {
            var folded = Latin[c - 0xC0];
            return folded == ' ' ? char.ToLowerInvariant(c) : folded;
        }

        return c is >= '\u0300' and <= '\u036F' ? '\0' : char.ToLowerInvariant(c);
    }

    /// <summary>The folded text; shorter than the original where it had combining marks or apostrophes within words.</summary>
    public static string Text(ReadOnlySpan<char> text)
    {
        Span<char> buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = Into(text, buffer);
        return new string(buffer[..length]);
    }

    internal static int Into(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (c is '\'' or '\u2019' or '\u00B4') continue;
            var folded = Char(c);
            if (folded != '\0') buffer[length++] = folded;
        }

        return length;
    }
}
