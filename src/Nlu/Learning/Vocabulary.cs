using PmBot.Nlu.Text;

namespace PmBot.Nlu.Learning;

/// <summary>The words that tell nothing about anybody: everyday words, and those that the rules listen for.</summary>
public sealed class Vocabulary
{
    // "reprogramémosla" is a form of "reprograma": this much of the word has to be the same.
    private const double Stem = 0.6;
    private const int MinStem = 5;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly TypoIndex _typos = new();

    /// <summary>Takes the words of the rules besides those of the language.</summary>
    public Vocabulary(IEnumerable<PatternFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var word in WordLists.All(WordClass.Spanish | WordClass.English)) Add(word);
        foreach (var resource in (ReadOnlySpan<string>)["cues.txt", "everyday.txt", "phrases.txt", "vocabulary.txt"]) AddPatterns(WordLists.Resource(resource));
        foreach (var file in files) AddPatterns(file.Content);
    }

    /// <summary>Whether a word, or the word of which it is a form or a slip, may be kept.</summary>
    /// <param name="folded">Without case and accents.</param>
    public bool Knows(string folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        return _words.Contains(folded) || HasKnownStem(folded) || IsSlip(folded);
    }

    /// <summary>Whether a word is one as it stands.</summary>
    internal bool IsWord(string folded) => _words.Contains(folded);

    /// <summary>Whether a word only holds others together.</summary>
    internal static bool IsSmall(string folded) => WordLists.IsFunction(folded);

    private bool HasKnownStem(string word)
    {
        var stems = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = word.Length; length >= Math.Max(MinStem, (int)Math.Ceiling(word.Length * Stem)); length--)
            if (stems.Contains(word.AsSpan(0, length))) return true;
        return false;
    }

    private bool IsSlip(string word)
    {
        if (word.Length < MinStem) return false;
        Span<(string Word, int Distance)> found = new (string, int)[8];
        return _typos.Find(word, found) > 0;
    }

    private void AddPatterns(string content)
    {
        foreach (var line in content.AsSpan().EnumerateLines())
        {
            if (line.TrimStart().StartsWith('#')) continue;
            var (skipping, start) = (false, -1);
            for (var i = 0; i <= line.Length; i++)
            {
                var c = i < line.Length ? line[i] : ' ';
                // Names of shared patterns and of slots are no words of the language.
                if (c is '<' or '{') skipping = true;
                else if (c is '>' or '}') skipping = false;
                if (!skipping && (char.IsLetter(c) || c == '\''))
                {
                    if (start < 0) start = i;
                }
                else if (start >= 0)
                {
                    Add(Fold.Text(line[start..i]));
                    start = -1;
                }
            }
        }
    }

    private void Add(string word)
    {
        if (!_words.Add(word)) return;
        _typos.Add(word);
        for (var length = Math.Max(MinStem, (int)Math.Ceiling(word.Length * Stem)); length <= word.Length; length++) _stems.Add(word[..length]);
    }
}
