namespace PmBot.Nlu.Text;

/// <summary>"Please" and "thanks" behind free words belong to the request, not to the words: "tarea: pagar la luz porfa".</summary>
internal static class Politeness
{
    /// <summary>Where the words from one token to another end without it. A <c>description</c> of a task has no emoji and no "now" at its end either; a title may.</summary>
    public static int Before(TokenizedText text, int from, int to, bool description = false)
    {
        var tokens = text.Array;
        var end = to;
        while (true)
        {
            var at = end;
            while (at > from && tokens[at - 1].Kind == TokenKind.Punctuation && tokens[at - 1].Folded is "," or "." or "!") at--;
            if (at - 2 > from && tokens[at - 1].Folded == "favor" && tokens[at - 2].Folded is "por" or "x") end = at - 2;
            else if (at - 1 > from && tokens[at - 1].Kind == TokenKind.Word && IsPolite(tokens[at - 1].Folded)) end = at - 1;
            else if (description && at - 1 > from && (tokens[at - 1].Kind == TokenKind.Emoji || tokens[at - 1].Folded is "ahora" or "now" or "ya")) end = at - 1;
            else return end;
        }
    }

    private static bool IsPolite(string word) =>
        word is "porfa" or "porfis" or "porfi" or "xfa" or "xfavor" or "plis" or "porfavor" or "please" or "pls" or "plz" or "gracias" or "thanks" or "thx" or "ty";
}
