using PmBot.Nlu.Text;

namespace PmBot.Nlu.Learning;

/// <summary>Rewrites a misread message so that it can be kept: the words that tell what is wanted stay, what tells who, what or where goes.</summary>
/// <remarks>
/// Only what is known to be harmless stays: everyday words, the words that rules listen for, dates, priorities and the like.
/// Names of the workspace, first names, mentions, addresses, links, numbers, titles and comments, what stands behind "password", and every
/// word that is not known become placeholders. So a secret need not be recognised as one. Thread-safe.
/// </remarks>
public sealed class Anonymizer(Vocabulary vocabulary)
{
    /// <summary>Longer messages are stories, not requests to learn from.</summary>
    public const int MaxLength = 400;

    private static readonly string[] SecretWords = ["contrasena", "clave", "password", "passwd", "pwd", "secret", "secreto", "token", "key", "pin", "credencial", "credenciales", "credentials"];

    // What may stand around the words that describe a task.
    private static readonly string[] TaskWords = ["tarea", "tareas", "task", "tasks", "ticket", "tickets", "issue", "issues", "numero", "number", "todas", "all"];

    /// <summary>Both readings of a message as training files write them, over the same rewritten text; null where nothing worth keeping is left.</summary>
    /// <param name="text">The message.</param>
    /// <param name="read">The slots that were read.</param>
    /// <param name="meant">The slots that were meant.</param>
    /// <param name="found">What else was found in the message.</param>
    /// <param name="lexicon">The workspace's names.</param>
    public AnonymousReadings? Rewrite(string text, IReadOnlyList<SlotSpan> read, IReadOnlyList<SlotSpan> meant, IEnumerable<Entity> found, Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(meant);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(lexicon);
        if (text.Length > MaxLength) return null;
        var tokens = Tokenizer.Tokenize(text);
        var rewriting = new Rewriting(tokens);
        Names(rewriting, lexicon);
        foreach (var span in meant) Take(rewriting, span);
        foreach (var span in read) if (span.Type != EntityType.Text) Take(rewriting, span);
        foreach (var entity in found) if (entity.Type != EntityType.Text) Take(rewriting, SlotSpan.Of("", entity));
        Tails(rewriting, meant);
        Tails(rewriting, read);
        Words(rewriting);
        rewriting.Part(read);
        rewriting.Part(meant);
        var kept = rewriting.Write();
        return kept.Words == 0 ? null : new AnonymousReadings(kept.Annotate(read), kept.Annotate(meant));
    }

    /// <summary>The workspace's names wherever they stand, found by the reader or not.</summary>
    private void Names(Rewriting rewriting, Lexicon lexicon)
    {
        var tokens = rewriting.Tokens;
        foreach (var entry in lexicon.Entries)
        {
            var placeholder = Placeholder.Of(entry.Type);
            foreach (var name in entry.Names)
            {
                var words = Array.ConvertAll(Tokenizer.Tokenize(name).Array, t => t.Folded);
                if (words.Length == 0) continue;
                for (var at = 0; at < tokens.Length; at++)
                {
                    if (StartsWith(tokens, at, words)) rewriting.Replace(at, at + words.Length, placeholder);
                    else if (IsPartOfName(tokens[at], words)) rewriting.Replace(at, at + 1, placeholder);
                }
            }
        }
    }

    private static bool StartsWith(Token[] tokens, int at, string[] words)
    {
        if (at + words.Length > tokens.Length) return false;
        for (var i = 0; i < words.Length; i++)
            if (!string.Equals(tokens[at + i].Folded, words[i], StringComparison.Ordinal)) return false;
        return true;
    }

    /// <summary>"Gómez" of "Ana Gómez", with a slip or without; a word of the language only where it is written as a name.</summary>
    private bool IsPartOfName(Token token, string[] words)
    {
        if (token.Kind != TokenKind.Word || token.Folded.Length < 3) return false;
        foreach (var word in words)
        {
            if (word.Length < 3) continue;
            if (string.Equals(token.Folded, word, StringComparison.Ordinal)) return token.Capital || !vocabulary.Knows(word);
            if (word.Length >= 4 && token.Folded.Length >= 4 && !WordLists.IsCommon(token.Folded) && EditDistance.Bounded(token.Folded, word, 1) <= 1 && !vocabulary.IsWord(token.Folded)) return true;
        }

        return false;
    }

    private static void Take(Rewriting rewriting, SlotSpan span)
    {
        var (from, to) = rewriting.Cover(span.Start, span.End);
        if (from == to) return;
        switch (span.Type)
        {
            case EntityType.Text or EntityType.Person or EntityType.Project or EntityType.Environment or EntityType.Email or EntityType.Label or EntityType.Number when !span.Points:
                rewriting.Replace(from, to, Placeholder.Of(span.Type));
                break;
            case EntityType.Task when !span.Points:
                for (var i = from; i < to; i++)
                    if (rewriting.Tokens[i] is { Kind: TokenKind.Word } word && !Vocabulary.IsSmall(word.Folded) && !TaskWords.Contains(word.Folded)) rewriting.Replace(i, i + 1, Placeholder.Word);
                break;
            case EntityType.Text or EntityType.Label or EntityType.Email:
                break;
            default:
                rewriting.Keep(from, to, evenNumbers: span.Type != EntityType.Task);
                break;
        }
    }

    /// <summary>What stands right behind the words that describe a task may be more of its title, everyday word or not.</summary>
    private static void Tails(Rewriting rewriting, IReadOnlyList<SlotSpan> slots)
    {
        foreach (var span in slots)
        {
            if (span.Type != EntityType.Task || span.Points) continue;
            var (from, to) = rewriting.Cover(span.Start, span.End);
            for (var i = to; i > from && i < rewriting.Tokens.Length && rewriting.IsOpen(i) && rewriting.Tokens[i] is { Kind: TokenKind.Word } word && !Vocabulary.IsSmall(word.Folded); i++)
                rewriting.Replace(i, i + 1, Placeholder.Word);
        }
    }

    /// <summary>What no slot and no name accounts for: by the piece's kind, or by the word.</summary>
    private void Words(Rewriting rewriting)
    {
        var tokens = rewriting.Tokens;
        var shouted = tokens.Count(t => t is { Kind: TokenKind.Word, Capital: true }) * 2 > tokens.Count(t => t.Kind == TokenKind.Word);
        var secret = false;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!rewriting.IsOpen(i)) continue;
            var token = tokens[i];
            if (Placeholder.Of(token.Kind) is { } placeholder) rewriting.Replace(i, i + 1, placeholder);
            if (token.Kind != TokenKind.Word) continue;
            if (SecretWords.Contains(token.Folded, StringComparer.Ordinal)) secret = true;
            else if ((secret && !IsSafeBehindSecret(token.Folded)) || !MayStay(tokens, i, shouted)) rewriting.Replace(i, i + 1, IsFirstName(token) ? Placeholder.Person : Placeholder.Word);
        }
    }

    // "La contraseña es hola": what is no article and no preposition may be the secret itself.
    private static bool IsSafeBehindSecret(string folded) => folded is "para" or "with" || (folded.Length <= 3 && Vocabulary.IsSmall(folded));

    private bool MayStay(Token[] tokens, int at, bool shouted)
    {
        var token = tokens[at];
        if (IsFirstName(token) || IsGluedToNumber(tokens, at) || token.Folded.AsSpan().ContainsAnyInRange('0', '9') || !vocabulary.Knows(token.Folded)) return false;
        // A known word with a capital inside a sentence is most likely a name: "la reunión con Torres".
        return !token.Capital || shouted || token.Folded.Length == 1 || at == 0 || tokens[at - 1].Kind is not (TokenKind.Word or TokenKind.Number);
    }

    private static bool IsFirstName(Token token) => WordLists.IsFirstName(token.Folded) && !WordLists.IsCommon(token.Folded);

    private static bool IsGluedToNumber(Token[] tokens, int at) =>
        (tokens[at].Glued && at > 0 && tokens[at - 1].Kind == TokenKind.Number) || (at + 1 < tokens.Length && tokens[at + 1] is { Glued: true, Kind: TokenKind.Number });
}

/// <summary>A message as it was read and as it was meant, both without what must not be kept, as training files write them.</summary>
/// <param name="Read">With the slots that were read.</param>
/// <param name="Meant">With the slots that were meant.</param>
public sealed record AnonymousReadings(string Read, string Meant);
