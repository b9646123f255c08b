using System.Runtime.InteropServices;

namespace PmBot.Nlu.Text;

/// <summary>Words within a small distance, found by the letters that are left when some are taken away.</summary>
/// <remarks>Four letters forgive a swap, five to eight one slip, nine and more two. The first letter may only be wrong by a swap in short words.</remarks>
internal sealed class TypoIndex
{
    private const int Longest = 32;
    private const ulong Base = 0x9E3779B97F4A7C15;
    private static readonly ulong[] Powers = MakePowers();
    private const int SieveBits = 19;
    private readonly Dictionary<ulong, (int First, int Last)> _byRest = [];
    private readonly ulong[] _sieve = new ulong[(1 << SieveBits) / 64];
    private readonly List<(int Word, int Next)> _links = [];
    private readonly List<string> _words = [];

    public void Add(string word)
    {
        if (word.Length is < 4 or > Longest) return;
        foreach (var c in word)
            if (!char.IsLetter(c)) return;
        var index = _words.Count;
        _words.Add(word);
        Span<ulong> before = stackalloc ulong[Longest + 3];
        var rests = new Rests(word, before);
        Register(rests.Whole, index);
        for (var i = 0; i < word.Length; i++)
        {
            Register(rests.Without(i), index);
            if (word.Length < 9) continue;
            for (var j = i + 1; j < word.Length; j++) Register(rests.Without(i, j), index);
        }
    }

    // The words of one rest in the order in which they were added.
    private void Register(ulong rest, int index)
    {
        _sieve[Place(rest) >> 6] |= 1UL << (Place(rest) & 63);
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_byRest, rest, out var known);
        if (known && _links[place.Last].Word == index) return;
        if (known) _links[place.Last] = _links[place.Last] with { Next = _links.Count };
        place = (known ? place.First : _links.Count, _links.Count);
        _links.Add((index, -1));
    }

    /// <summary>The words nearest to the given one; all of the least distance, at most eight.</summary>
    public int Find(ReadOnlySpan<char> word, Span<(string Word, int Distance)> found)
    {
        if (word.Length is < 4 or > Longest + 2) return 0;
        var count = 0;
        var best = 3;
        Span<ulong> before = stackalloc ulong[Longest + 3];
        var rests = new Rests(word, before);
        Collect(rests.Whole, word, found, ref count, ref best);
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && word[i] == word[i - 1]) continue;
            Collect(rests.Without(i), word, found, ref count, ref best);
            if (word.Length < 8 || best <= 1) continue;
            for (var j = i + 1; j < word.Length; j++) Collect(rests.Without(i, j), word, found, ref count, ref best);
        }

        return count;
    }

    private void Collect(ulong rest, ReadOnlySpan<char> word, Span<(string Word, int Distance)> found, ref int count, ref int best)
    {
        // Most rests belong to no word; the sieve is small enough to stay near the processor.
        if ((_sieve[Place(rest) >> 6] & (1UL << (Place(rest) & 63))) == 0 || !_byRest.TryGetValue(rest, out var place)) return;
        for (var link = place.First; link >= 0; link = _links[link].Next)
        {
            var known = _words[_links[link].Word];
            var distance = Distance(word, known);
            if (distance > best || distance == 0) continue;
            if (distance < best) (best, count) = (distance, 0);
            var seen = false;
            for (var i = 0; i < count; i++) seen |= ReferenceEquals(found[i].Word, known);
            if (!seen && count < found.Length) found[count++] = (known, distance);
        }
    }

    /// <summary>The distance where it is forgiven, else a large number.</summary>
    public static int Distance(ReadOnlySpan<char> word, ReadOnlySpan<char> known)
    {
        const int TooFar = 99;
        var allowed = known.Length switch { < 4 => 0, < 9 => 1, _ => 2 };
        if (Math.Min(word.Length, known.Length) < 4) return TooFar;
        var distance = EditDistance.Bounded(word, known, allowed);
        if (distance > allowed) return TooFar;
        if (distance == 0) return 0;
        var swap = word.Length == known.Length && SameLetters(word, known);
        if ((known.Length == 4 || word.Length == 4) && !swap) return TooFar;
        return known.Length < 8 && word[0] != known[0] && !swap ? TooFar : distance;
    }

    private static bool SameLetters(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * a[i] - b[i] * b[i];
        return sum == 0;
    }

    private static int Place(ulong rest) => (int)((rest * 0xD6E8FEB86659FD93) >> (64 - SieveBits));

    private static ulong[] MakePowers()
    {
        var powers = new ulong[Longest + 3];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * Base;
        return powers;
    }

    /// <summary>The hashes of what is left of a word, each from those of its beginnings. That two rests share one costs a comparison and nothing else.</summary>
    private readonly ref struct Rests
    {
        private readonly ReadOnlySpan<ulong> _before;
        private readonly int _length;

        /// <param name="word">The word.</param>
        /// <param name="before">Room for one hash more than it has letters.</param>
        public Rests(ReadOnlySpan<char> word, Span<ulong> before)
        {
            before[0] = 0;
            for (var i = 0; i < word.Length; i++) before[i + 1] = (before[i] * Base) + word[i];
            _before = before;
            _length = word.Length;
        }

        public ulong Whole => _before[_length];

        public ulong Without(int letter) => (_before[letter] * Powers[_length - letter - 1]) + Part(letter + 1, _length);

        public ulong Without(int first, int second) =>
            (((_before[first] * Powers[second - first - 1]) + Part(first + 1, second)) * Powers[_length - second - 1]) + Part(second + 1, _length);

        private ulong Part(int from, int to) => _before[to] - (_before[from] * Powers[to - from]);
    }
}
