namespace PmBot.Nlu.Text;

/// <summary>Shares the strings of frequent words between messages. Bounded; a collision only costs an allocation.</summary>
internal static class WordPool
{
    private static readonly string?[] Slots = new string?[8192];

    public static string Get(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 24) return new string(word);
        ref var slot = ref Slots[(uint)string.GetHashCode(word, StringComparison.Ordinal) % (uint)Slots.Length];
        var seen = Volatile.Read(ref slot);
        if (seen is not null && word.SequenceEqual(seen)) return seen;
        var made = new string(word);
        Volatile.Write(ref slot, made);
        return made;
    }
}
