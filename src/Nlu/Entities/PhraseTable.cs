using System.Globalization;
using System.Runtime.InteropServices;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>The fixed wordings of priorities, statuses, roles, pronouns and references; <c>Words/phrases.txt</c>.</summary>
internal static class PhraseTable
{
    private static readonly Dictionary<string, List<Phrase>> ByFirstWord = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Kin = new(
        ("mama madre papa padre hermana hermano hija hijo esposa esposo mujer marido novia novio tia tio prima primo abuela abuelo jefa jefe socia socio amiga amigo colega companera companero equipo gente cliente clienta asistente " +
         "mom mum mother dad father sister brother daughter son wife husband girlfriend boyfriend aunt uncle cousin boss partner friend colleague coworker teammate team client assistant manager").Split(' '), StringComparer.Ordinal);

    private static readonly TypoIndex Typos = Load();

    public static bool IsKnown(string folded) => ByFirstWord.ContainsKey(folded);

    /// <summary>Adds the phrases that begin at a token, the longest of each type.</summary>
    public static void Find(TokenizedText text, int at, List<Candidate> into)
    {
        ref readonly var token = ref text.Array[at];
        if (token.Kind != TokenKind.Word) return;
        if (ByFirstWord.TryGetValue(token.Folded, out var phrases))
        {
            foreach (var phrase in phrases) Try(phrase, text, at, 1f, into);
        }
        else if (token.Folded.Length >= 5 && !WordLists.IsCommon(token.Folded))
        {
            Span<(string Word, int Distance)> found = new (string, int)[4];
            var count = Typos.Find(token.Folded, found);
            for (var i = 0; i < count; i++)
                foreach (var phrase in ByFirstWord[found[i].Word]) Try(phrase, text, at, 0.8f, into);
        }
    }

    private static void Try(Phrase phrase, TokenizedText text, int at, float weight, List<Candidate> into)
    {
        var tokens = text.Array;
        var words = phrase.Words;
        if (at + words.Length > tokens.Length) return;
        for (var i = 1; i < words.Length; i++)
        {
            var folded = tokens[at + i].Folded;
            if (string.Equals(folded, words[i], StringComparison.Ordinal)) continue;
            if (WordLists.IsCommon(folded) || TypoIndex.Distance(folded, words[i]) > 1) return;
            weight = 0.8f;
        }

        // "Mi hermana" and "my boss" are somebody else.
        if (words.Length == 1 && words[0] is "mi" or "my" && phrase.Value is ReferenceValue { Kind: ReferenceKind.Me } && at + 1 < tokens.Length && Kin.Contains(tokens[at + 1].Folded)) return;
        into.Add(new Candidate(at, at + words.Length, phrase.Type, phrase.Value, weight * (words.Length > 1 ? 1.5f : phrase.Strong ? 1f : 0.8f), phrase.Strong));
    }

    private static TypoIndex Load()
    {
        foreach (var line in WordLists.Resource("phrases.txt").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var head = line[..equals].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (type, value) = Meaning(head);
            foreach (var written in line[(equals + 1)..].Split('|', StringSplitOptions.TrimEntries))
            {
                var strong = !written.StartsWith('~');
                var words = Array.ConvertAll(Tokenizer.Tokenize(written.TrimStart('~')).Array, t => t.Folded);
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(ByFirstWord, words[0], out _);
                (list ??= []).Add(new Phrase(words, type, value, strong));
            }
        }

        var typos = new TypoIndex();
        foreach (var word in ByFirstWord.Keys.Where(w => w.Length >= 5)) typos.Add(word);
        return typos;
    }

    private static (EntityType Type, EntityValue Value) Meaning(string[] head) => head switch
    {
        ["priority", var name] => (EntityType.Priority, new ChoiceValue(name)),
        ["status", var name] => (EntityType.Status, new ChoiceValue(name)),
        ["role", var name] => (EntityType.Role, new ChoiceValue(name)),
        ["language", var name] => (EntityType.Language, new ChoiceValue(name)),
        ["date", "nothing"] => (EntityType.Date, new NothingValue()),
        ["me", "me"] => (EntityType.Person, new ReferenceValue(ReferenceKind.Me)),
        ["me", "nobody"] => (EntityType.Person, new ReferenceValue(ReferenceKind.Nobody)),
        ["task", "ordinal", var n] => (EntityType.Task, new ReferenceValue(ReferenceKind.Ordinal, int.Parse(n, CultureInfo.InvariantCulture))),
        [var type, var kind] => (Enum.Parse<EntityType>(type, ignoreCase: true), new ReferenceValue(Enum.Parse<ReferenceKind>(kind, ignoreCase: true))),
        _ => throw new FormatException($"phrases.txt: {string.Join(' ', head)}"),
    };

    private sealed record Phrase(string[] Words, EntityType Type, EntityValue Value, bool Strong);
}
