using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>The words at the beginning of a message that answer or correct rather than ask.</summary>
internal static class CueReader
{
    private static readonly List<(string[] Words, Cues Cue, Place Place)> Phrases = Load();
    private static readonly ILookup<string, (string[] Words, Cues Cue, Place Place)> ByFirst = Phrases.OrderByDescending(p => p.Words.Length).ToLookup(p => p.Words[0], StringComparer.Ordinal);

    private static readonly ILookup<string, (string[] Words, Cues Cue, Place Place)> TailsByLast = Phrases.Where(p => p.Place == Place.Tail).ToLookup(p => p.Words[^1], StringComparer.Ordinal);

    private enum Place
    {
        /// <summary>At the beginning, whatever follows.</summary>
        Lead,
        /// <summary>At the beginning where a pause or the end follows.</summary>
        Pause,
        /// <summary>As the whole message.</summary>
        Whole,
        /// <summary>At the end.</summary>
        Tail,
        /// <summary>Polite or empty: says nothing.</summary>
        Filler,
    }

    /// <summary>The cues, where what follows them begins, and where it ends.</summary>
    public static (Cues Cues, int Start, int End) Read(TokenizedText text)
    {
        var tokens = text.Array;
        var cues = Cues.None;
        var at = 0;
        var told = 0;
        while (at < tokens.Length)
        {
            if (!tokens[at].IsContent && tokens[at].Kind != TokenKind.Emoji)
            {
                at++;
                continue;
            }

            if (Phrase(tokens, at, cues) is not { } found) break;
            at += found.Words.Length;
            cues |= found.Cue;
            if (found.Place != Place.Filler) told = at;
        }

        // A polite word before the request belongs to the request, not to an answer.
        if (cues == Cues.None) (told, at) = (0, 0);
        var end = tokens.Length;
        if (Tail(tokens, ref cues) is var tail and > 0 && tail > told) end = tail;
        if (cues == Cues.None) return (cues, 0, end);
        var start = told;
        while (start < tokens.Length && tokens[start].Kind is TokenKind.Punctuation or TokenKind.NewLine) start++;
        if (!HasContent(tokens, Math.Max(start, at > told ? at : start), end)) cues |= Cues.Only;
        return (cues, cues.HasFlag(Cues.Only) ? tokens.Length : start, end);
    }

    private static bool HasContent(Token[] tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (tokens[i].IsContent) return true;
        return false;
    }

    private static (string[] Words, Cues Cue, Place Place)? Phrase(Token[] tokens, int at, Cues before)
    {
        foreach (var phrase in ByFirst[Squeeze(tokens[at].Folded)])
        {
            if (phrase.Place == Place.Tail || !Stands(tokens, at, phrase.Words)) continue;
            var end = at + phrase.Words.Length;
            var pause = end >= tokens.Length || tokens[end].IsPause() || tokens[end].Kind == TokenKind.Emoji;
            var whole = !HasContent(tokens, end, tokens.Length) && (at == 0 || before != Cues.None || !HasContent(tokens, 0, at));
            if (phrase.Place == Place.Pause && !pause && !(before != Cues.None || Follows(tokens, end))) continue;
            if (phrase.Place == Place.Whole && !whole && !Follows(tokens, NextContent(tokens, end))) continue;
            return phrase;
        }

        return null;
    }

    private static int NextContent(Token[] tokens, int at)
    {
        while (at < tokens.Length && !tokens[at].IsContent) at++;
        return at;
    }

    // "sí dale", "ok perfecto", "yes please": one answer word after another needs no comma; nor does "pero".
    private static bool Follows(Token[] tokens, int at)
    {
        if (at >= tokens.Length) return false;
        foreach (var phrase in ByFirst[Squeeze(tokens[at].Folded)])
            if (phrase.Place is not Place.Tail && phrase.Cue is Cues.But or Cues.Cancel or Cues.Yes or Cues.Correction or Cues.None or Cues.No && Stands(tokens, at, phrase.Words)) return true;
        return false;
    }

    private static bool Stands(Token[] tokens, int at, string[] words)
    {
        if (at + words.Length > tokens.Length) return false;
        for (var i = 0; i < words.Length; i++)
            if (!string.Equals(Squeeze(tokens[at + i].Folded), words[i], StringComparison.Ordinal)) return false;
        return true;
    }

    // "siiii", "nooo", "yesss", "okkk"
    private static string Squeeze(string word)
    {
        if (word.Length < 3 || word[^1] != word[^2]) return word;
        var end = word.Length;
        while (end > 1 && word[end - 1] == word[end - 2]) end--;
        var squeezed = word[..end];
        return squeezed is "si" or "no" or "yes" or "ok" or "dale" or "sip" or "va" or "nop" or "yep" or "claro" ? squeezed : word;
    }

    private static int Tail(Token[] tokens, ref Cues cues)
    {
        var end = tokens.Length;
        while (end > 0 && !tokens[end - 1].IsContent) end--;
        if (end == 0) return -1;
        foreach (var phrase in TailsByLast[Squeeze(tokens[end - 1].Folded)])
        {
            if (end <= phrase.Words.Length || !Stands(tokens, end - phrase.Words.Length, phrase.Words)) continue;
            cues |= phrase.Cue;
            return end - phrase.Words.Length;
        }

        return -1;
    }

    private static List<(string[] Words, Cues Cue, Place Place)> Load()
    {
        var phrases = new List<(string[], Cues, Place)>();
        foreach (var line in WordLists.Resource("cues.txt").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;
            var equals = line.IndexOf(" = ", StringComparison.Ordinal);
            var head = line[..equals].Split(' ');
            var cue = head[0] == "filler" ? Cues.None : Enum.Parse<Cues>(head[0], ignoreCase: true);
            var place = head[0] == "filler" ? Place.Filler : Enum.Parse<Place>(head[1], ignoreCase: true);
            foreach (var phrase in line[(equals + 3)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                phrases.Add((Array.ConvertAll(Tokenizer.Tokenize(phrase).Array, t => t.Folded), cue, place));
        }

        return phrases;
    }
}
