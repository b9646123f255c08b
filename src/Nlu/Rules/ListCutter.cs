using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Cuts what stands behind a header ("tareas:", "anota:") into its items: by lines, bullets, semicolons or commas.</summary>
internal static class ListCutter
{
    /// <summary>Whether lines or bullets follow.</summary>
    public static bool BeginsWithBullet(Token[] tokens, int at) => tokens[at].Kind == TokenKind.NewLine || IsDash(tokens, at) || IsNumbered(tokens, at);

    /// <summary>The items, first token and the one behind the last.</summary>
    public static List<(int From, int To)> Cut(Token[] tokens, int from, string language)
    {
        var items = new List<(int From, int To)>();
        var lines = Any(tokens, from, t => t.Kind == TokenKind.NewLine);
        var bullets = !lines && (IsDash(tokens, from) || IsNumbered(tokens, from));
        var semicolons = !lines && !bullets && Any(tokens, from, t => t.Is(";"));
        var commas = !lines && !bullets && !semicolons && Any(tokens, from, t => t.Is(","));
        for (var at = from; at < tokens.Length;)
        {
            while (at < tokens.Length && (IsMark(tokens, at) || (commas && items.Count > 0 && IsAnd(tokens[at])))) at++;
            var end = at;
            while (end < tokens.Length && !Ends(end)) end++;
            if (end > at) Add(at, end);
            at = Math.Max(end, at + 1);
        }

        return items;

        bool Ends(int i) => lines ? tokens[i].Kind == TokenKind.NewLine
            : bullets ? IsDash(tokens, i) || IsNumbered(tokens, i) || IsComma(tokens, i)
            : semicolons ? tokens[i].Is(";")
            : IsComma(tokens, i);

        void Add(int first, int end)
        {
            // "..., para Diego, ...": no task by itself.
            if (commas && items.Count > 0 && tokens[first].Folded is "para" or "for" or "con" or "with" or "by" or "due" or "antes")
            {
                items[^1] = (items[^1].From, end);
                return;
            }

            var split = lines || bullets || semicolons ? -1 : Conjunction(tokens, first, end, commas && items.Count > 0 && end == tokens.Length, language == "es" && Deeds.IsInfinitive(tokens[items.Count > 0 ? items[0].From : first]));
            items.Add((first, split > 0 ? split : end));
            if (split > 0) items.Add((split + 1, end));
        }
    }

    /// <summary>Where the last "and" of a list stands, or -1.</summary>
    // "Icons, screenshots and texts" are three, "prices and photos" may be one; "pagar el dominio y llamar al cliente" are two.
    private static int Conjunction(Token[] tokens, int from, int to, bool closes, bool verbs)
    {
        for (var i = to - 2; i > from; i--)
        {
            if (!IsAnd(tokens[i])) continue;
            if (verbs ? Deeds.IsInfinitive(tokens[i + 1]) && (closes || i > from + 1) : closes) return i;
        }

        return -1;
    }

    private static bool Any(Token[] tokens, int from, Predicate<Token> match) => Array.FindIndex(tokens, from, match) >= 0;

    private static bool IsComma(Token[] tokens, int at) => tokens[at].Is(",") && (!tokens[at].Glued || (at + 1 < tokens.Length && !tokens[at + 1].Glued));

    private static bool IsAnd(in Token token) => token.Is("y") || token.Is("and") || token.Is("e");

    // A sign with space before it; the one in "check-in" is none.
    private static bool IsDash(Token[] tokens, int at) => !tokens[at].Glued && tokens[at].Folded is "-" or "*" or "•" or "–" or "—" or "·";

    private static bool IsNumbered(Token[] tokens, int at) =>
        tokens[at].Kind == TokenKind.Number && !tokens[at].Glued && at + 2 < tokens.Length && tokens[at + 1].Glued && tokens[at + 1].Folded is "." or ")" or "-" && !tokens[at + 2].Glued;

    private static bool IsMark(Token[] tokens, int at)
    {
        ref readonly var token = ref tokens[at];
        if (token.Kind is TokenKind.NewLine or TokenKind.Emoji || (token.Kind == TokenKind.Punctuation && token.Folded is "-" or "*" or "," or ";" or "." or ")" or "[" or "]" or ">" or "+" or ":" or "•" or "–" or "—" or "·")) return true;
        return token.Kind == TokenKind.Number && at + 1 < tokens.Length && tokens[at + 1].Glued && tokens[at + 1].Folded is "." or ")" or "-";
    }
}
