using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>Sprints as people say them: "sprint 4", "este sprint", "the sprint", "el sprint que viene".</summary>
internal static class SprintPhrases
{
    private static readonly FrozenDictionary<string, ReferenceKind> Before = new Dictionary<string, ReferenceKind>(StringComparer.Ordinal)
    {
        ["este"] = ReferenceKind.Current, ["actual"] = ReferenceKind.Current, ["this"] = ReferenceKind.Current, ["current"] = ReferenceKind.Current,
        ["ongoing"] = ReferenceKind.Current, ["running"] = ReferenceKind.Current, ["ese"] = ReferenceKind.Current,
        ["proximo"] = ReferenceKind.Next, ["siguiente"] = ReferenceKind.Next, ["next"] = ReferenceKind.Next, ["upcoming"] = ReferenceKind.Next, ["prox"] = ReferenceKind.Next,
        ["nxt"] = ReferenceKind.Next, ["following"] = ReferenceKind.Next, ["coming"] = ReferenceKind.Next,
        ["anterior"] = ReferenceKind.Previous, ["ultimo"] = ReferenceKind.Previous, ["pasado"] = ReferenceKind.Previous, ["previous"] = ReferenceKind.Previous,
        ["last"] = ReferenceKind.Previous, ["past"] = ReferenceKind.Previous, ["prior"] = ReferenceKind.Previous,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string[] Words, ReferenceKind Kind)[] Behind =
    [
        (["que", "viene"], ReferenceKind.Next), (["que", "sigue"], ReferenceKind.Next), (["siguiente"], ReferenceKind.Next), (["proximo"], ReferenceKind.Next),
        (["en", "curso"], ReferenceKind.Current), (["actual"], ReferenceKind.Current), (["de", "ahora"], ReferenceKind.Current),
        (["anterior"], ReferenceKind.Previous), (["pasado"], ReferenceKind.Previous), (["que", "paso"], ReferenceKind.Previous),
    ];

    /// <summary>Adds the sprint that is said from a token on; the article before it is left to the patterns.</summary>
    public static void Find(TokenizedText text, int at, List<Candidate> into)
    {
        var tokens = text.Array;
        if (tokens[at].Kind != TokenKind.Word) return;
        if (Before.TryGetValue(tokens[at].Folded, out var kind))
        {
            if (at + 1 < tokens.Length && IsSprint(tokens[at + 1])) Add(at, at + 2, new ReferenceValue(kind));
            return;
        }

        if (!IsSprint(tokens[at])) return;
        if (at + 1 < tokens.Length && Number(tokens, at + 1) is { } end)
        {
            Add(at, end, new TextValue("Sprint " + text.Text[tokens[end - 1].Start..tokens[end - 1].End].TrimStart('#')));
            return;
        }

        foreach (var (words, behind) in Behind)
        {
            if (at + words.Length >= tokens.Length || !words.Index().All(w => string.Equals(tokens[at + 1 + w.Index].Folded, w.Item, StringComparison.Ordinal))) continue;
            Add(at, at + 1 + words.Length, new ReferenceValue(behind));
            return;
        }

        Add(at, at + 1, new ReferenceValue(ReferenceKind.Current));

        void Add(int from, int to, EntityValue value) => into.Add(new Candidate(from, to, EntityType.Sprint, value, 0.95f * (to - from), Strong: true));
    }

    /// <summary>The word, small slips forgiven.</summary>
    public static bool IsSprint(in Token token) => token.Kind == TokenKind.Word && token.Folded switch
    {
        "sprint" or "iteracion" or "iteration" => true,
        "spring" or "springs" => false,
        { Length: 5 or 6 or 7 } word when word[0] is 's' or 'e' && !WordLists.IsCommon(word) => TypoIndex.Distance(word, "sprint") <= 1,
        _ => false,
    };

    // "Acorta el sprint 2 días" names a length, not the sprint.
    private static bool IsLength(Token[] tokens, int at) =>
        at < tokens.Length && tokens[at].Folded is "dia" or "dias" or "semana" or "semanas" or "mes" or "meses" or "day" or "days" or "week" or "weeks" or "month" or "months";

    // "sprint 4", "sprint #4", "sprint nro. 4"
    private static int? Number(Token[] tokens, int at)
    {
        if (tokens[at].Kind == TokenKind.TaskNumber) return at + 1;
        if (tokens[at].Folded is { Length: > 0 and < 6 } digits && digits.All(char.IsAsciiDigit)) return IsLength(tokens, at + 1) ? null : at + 1;
        if (tokens[at].Folded is not ("#" or "no" or "nro" or "num" or "numero" or "number")) return null;
        var number = at + 1 < tokens.Length && tokens[at + 1].Is(".") ? at + 2 : at + 1;
        return number < tokens.Length && tokens[number].Kind is TokenKind.Number or TokenKind.TaskNumber ? number + 1 : null;
    }
}
