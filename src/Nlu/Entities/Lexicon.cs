using System.Runtime.InteropServices;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu;

/// <summary>A workspace's names, ready to be found in text. Immutable; built once and shared by all turns.</summary>
public sealed class Lexicon
{
    private const int MaxNameWords = 8;
    private readonly Dictionary<string, List<NameForm>> _byFirstWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NameForm>> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(EntityType Type, string Id)>> _mentions = new(StringComparer.OrdinalIgnoreCase);
    private readonly TypoIndex _typos = new();

    /// <summary>Builds the look-up tables; a few microseconds an entry.</summary>
    public Lexicon(IEnumerable<LexiconEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Entries = [.. entries];
        foreach (var entry in Entries)
        {
            foreach (var name in entry.Names) AddName(entry, name);
            foreach (var mention in entry.Mentions)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_mentions, mention, out _);
                (list ??= []).Add((entry.Type, entry.Id));
            }
        }

        foreach (var word in _byFirstWord.Keys) _typos.Add(word);
    }

    /// <summary>What it was built from.</summary>
    public IReadOnlyList<LexiconEntry> Entries { get; }

    /// <summary>Everything of a type that a name may stand for: all equally good bearers; slips forgiven; empty where there is none.</summary>
    public IReadOnlyList<string> Resolve(EntityType type, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Tokenizer.Tokenize(name);
        var found = new List<Candidate>();
        for (var i = 0; i < text.Count; i++) Find(text, i, found, lenient: true);
        foreach (var candidate in found)
            if (candidate.Type == type && candidate.From == 0 && candidate.To == text.Count && candidate.Value is NameValue value) return value.Ids;
        return [];
    }

    internal bool IsProject(string folded)
    {
        if (!_whole.TryGetValue(folded, out var forms)) return false;
        foreach (var form in forms)
            if (form.Type == EntityType.Project) return true;
        return false;
    }

    private void AddName(LexiconEntry entry, string name)
    {
        var tokens = Tokenizer.Tokenize(name).Array;
        if (tokens.Length is 0 or > MaxNameWords) return;
        var words = Array.ConvertAll(tokens, t => t.Folded);
        Register(new NameForm(words, entry.Type, entry.Id, 0, words.All(WordLists.IsCommon)));
        if (entry.Type != EntityType.Person || words.Length < 2 || words.Contains(".") || words.Contains("_")) return;
        Register(new NameForm([words[0]], entry.Type, entry.Id, 1, WordLists.IsCommon(words[0])));
        Register(new NameForm([words[^1]], entry.Type, entry.Id, 1, WordLists.IsCommon(words[^1])));
        if (words.Length > 2) Register(new NameForm([words[0], words[^1]], entry.Type, entry.Id, 1, Common: false));
        if (words.Length > 3) Register(new NameForm([words[0], words[^2]], entry.Type, entry.Id, 1, Common: false));
    }

    private void Register(NameForm form)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byFirstWord, form.Words[0], out _);
        (list ??= []).Add(form);
        ref var whole = ref CollectionsMarshal.GetValueRefOrAddDefault(_whole, string.Concat(form.Words), out _);
        (whole ??= []).Add(form);
    }

    /// <summary>Adds the names that begin at a token: the longest and best written, one candidate a type with all its bearers.</summary>
    internal void Find(TokenizedText text, int at, List<Candidate> into, bool lenient = false)
    {
        var token = text.Array[at];
        switch (token.Kind)
        {
            case TokenKind.Mention:
                FindMention(text, at, into);
                break;
            case TokenKind.Quoted:
                FindWhole(token.Folded.Replace(" ", "", StringComparison.Ordinal), at, into);
                break;
            case TokenKind.Word or TokenKind.Number:
                FindWords(text, at, into, lenient);
                break;
        }
    }

    private void FindMention(TokenizedText text, int at, List<Candidate> into)
    {
        var token = text.Array[at];
        if (_mentions.TryGetValue(token.Folded, out var bearers))
        {
            foreach (var group in bearers.GroupBy(b => b.Type))
                into.Add(new Candidate(at, at + 1, group.Key, new NameValue([.. group.Select(b => b.Id).Distinct(StringComparer.Ordinal)]), 1.2f, Strong: true));
            return;
        }

        if (FindWhole(token.Folded.Replace(" ", "", StringComparison.Ordinal), at, into)) return;
        // "@Ana Gómez": the mention ends at the space, the name does not.
        if (at + 1 < text.Count && text.Array[at + 1].Kind == TokenKind.Word && FindWhole(token.Folded + text.Array[at + 1].Folded, at, into, 2)) return;
        into.Add(new Candidate(at, at + 1, EntityType.Person, new NameValue([]), 1f, Strong: true));
    }

    private bool FindWhole(string name, int at, List<Candidate> into, int length = 1)
    {
        if (!_whole.TryGetValue(name, out var forms)) return false;
        var best = forms.Min(f => f.Quality);
        foreach (var group in forms.Where(f => f.Quality == best).GroupBy(f => f.Type))
            into.Add(new Candidate(at, at + length, group.Key, new NameValue([.. group.Select(f => f.Id).Distinct(StringComparer.Ordinal)]), 1.2f, Strong: true));
        return true;
    }

    private void FindWords(TokenizedText text, int at, List<Candidate> into, bool lenient)
    {
        var token = text.Array[at];
        Matches matches = default;
        if (_byFirstWord.TryGetValue(token.Folded, out var forms))
        {
            foreach (var form in forms) Try(form, text, at, 0, ref matches, lenient);
        }
        else if (token.Folded.Length >= 4 && WordLists.Of(token.Folded) == WordClass.None)
        {
            Span<(string Word, int Distance)> found = new (string, int)[8];
            var count = _typos.Find(token.Folded, found);
            for (var i = 0; i < count; i++)
                foreach (var form in _byFirstWord[found[i].Word]) Try(form, text, at, found[i].Distance, ref matches, lenient);
        }

        matches.AddTo(into, at);
    }

    private static void Try(NameForm form, TokenizedText text, int at, int typos, ref Matches matches, bool lenient)
    {
        var tokens = text.Array;
        var words = form.Words;
        if (at + words.Length > tokens.Length) return;
        for (var i = 1; i < words.Length; i++)
        {
            var folded = tokens[at + i].Folded;
            if (string.Equals(folded, words[i], StringComparison.Ordinal)) continue;
            var distance = WordLists.IsCommon(folded) ? 99 : TypoIndex.Distance(folded, words[i]);
            if (distance > 2) return;
            typos += distance;
        }

        // "Rosa", "Torres", "Sol": a part of a name that is a word of the language wants its capital.
        if (form.Common && form.Quality > 0 && !tokens[at].Capital && !lenient) return;
        matches.Offer(form, words.Length, typos);
    }

    private struct Matches
    {
        private List<(NameForm Form, int Length, int Cost)>? _all;

        public void Offer(NameForm form, int length, int typos) => (_all ??= []).Add((form, length, (typos * 4) + form.Quality));

        public readonly void AddTo(List<Candidate> into, int at)
        {
            if (_all is null) return;
            foreach (var type in (ReadOnlySpan<EntityType>)[EntityType.Person, EntityType.Project, EntityType.Environment, EntityType.Sprint])
            {
                var length = 0;
                var cost = int.MaxValue;
                foreach (var match in _all)
                    if (match.Form.Type == type && (match.Length > length || (match.Length == length && match.Cost < cost))) (length, cost) = (match.Length, match.Cost);
                if (length == 0) continue;
                var ids = new List<string>(2);
                foreach (var match in _all)
                    if (match.Form.Type == type && match.Length == length && match.Cost == cost && !ids.Contains(match.Form.Id)) ids.Add(match.Form.Id);
                into.Add(new Candidate(at, at + length, type, new NameValue(ids), cost >= 4 ? 0.8f : 1f, Strong: true));
            }
        }
    }

    private sealed record NameForm(string[] Words, EntityType Type, string Id, int Quality, bool Common);
}
