using System.Collections.ObjectModel;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Learning;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Learning;

/// <summary>Finds in a misread message what was meant by it, from what was said afterwards.</summary>
public sealed class MeantReader(SkillCatalog skills, Lazy<Anonymizer> anonymizer)
{
    // "para", "to", "at the": what stands between a title and what is said besides it.
    private static readonly string[] Linking = ["para", "a", "al", "con", "en", "de", "del", "el", "la", "los", "las", "por", "y", "que", "to", "for", "on", "at", "in", "by", "the", "with", "and"];

    /// <summary>What a message meant, told from a request that was made instead; null when that says the same again.</summary>
    /// <param name="last">The misread message.</param>
    /// <param name="heardAgain">The message as it is read now, for what is in it besides.</param>
    /// <param name="asked">The request made instead.</param>
    /// <param name="words">Its words.</param>
    public MeantReading? Asked(ReadMessage last, Understanding heardAgain, Interpretation asked, string words)
    {
        var near = heardAgain.Alternatives.FirstOrDefault(a => a.Intent == asked.Intent);
        var slots = new List<SlotSpan>();
        foreach (var (name, entity) in asked.Slots.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (Locate(last.Text, entity.Text) is { } place)
            {
                slots.Add(SlotSpan.Of(name, entity) with { Start = place.Start, End = place.End });
            }
        }

        // The same again, or something else altogether, tells nothing of the first message.
        if (asked.Intent == last.Intent ? slots.TrueForAll(s => last.Slots.Contains(s)) : last.Intent.Length > 0 && slots.Count == 0 && !ShareWord(last.Text, words))
        {
            return null;
        }

        foreach (var (name, entity) in near?.Slots ?? ReadOnlyDictionary<string, Entity>.Empty)
        {
            AddFree(slots, SlotSpan.Of(name, entity));
        }

        foreach (var slot in skills.Find(asked.Intent)?.Spec.Slots ?? [])
        {
            foreach (var span in last.Slots.Where(s => s.Slot == slot.Name))
            {
                AddFree(slots, span);
            }

            foreach (var entity in heardAgain.Entities.Where(e => e.Type == slot.Type && e.Type != EntityType.Text))
            {
                AddFree(slots, SlotSpan.Of(slot.Name, entity));
            }
        }

        return new MeantReading(asked.Intent, slots, []);
    }

    /// <summary>What a message meant, told from the values that were corrected.</summary>
    public MeantReading Corrected(ReadMessage last, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var slots = new List<SlotSpan>(last.Slots);
        var elsewhere = new List<string>();
        foreach (var (name, words) in values)
        {
            if (Locate(last.Text, words) is not { } place)
            {
                elsewhere.Add(name);
                continue;
            }

            slots.RemoveAll(s => s.Slot == name);
            var type = skills.Find(last.Intent)?.Spec.Slot(name)?.Type ?? EntityType.Text;
            for (var i = slots.Count - 1; i >= 0; i--)
            {
                if (Without(slots[i], place, last.Text) is { } shorter) slots[i] = shorter;
                else slots.RemoveAt(i);
            }

            slots.Add(new SlotSpan(name, type, place.Start, place.End, Points: false));
        }

        return new MeantReading(last.Intent, slots, elsewhere);
    }

    /// <summary>Both readings of the message, without what must not be kept.</summary>
    public AnonymousReadings? Rewrite(ReadMessage last, MeantReading meant, Understanding heardAgain, Lexicon lexicon) =>
        anonymizer.Value.Rewrite(last.Text, last.Slots, meant.Slots, heardAgain.Entities, lexicon);

    private static bool ShareWord(string one, string other)
    {
        var words = Tokenizer.Tokenize(one).Tokens.Where(t => t is { Kind: TokenKind.Word, Folded.Length: > 3 }).Select(t => t.Folded).Except(Linking, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return Tokenizer.Tokenize(other).Tokens.Any(t => words.Contains(t.Folded));
    }

    private static void AddFree(List<SlotSpan> slots, SlotSpan span)
    {
        if (span.End > span.Start && !slots.Exists(s => s.Slot == span.Slot || (s.Start < span.End && span.Start < s.End)))
        {
            slots.Add(span);
        }
    }

    /// <summary>A slot that reaches into a place that belongs to another: what is left of it before or after.</summary>
    private static SlotSpan? Without(SlotSpan span, (int Start, int End) place, string text)
    {
        if (span.End <= place.Start || span.Start >= place.End)
        {
            return span;
        }

        var tokens = Tokenizer.Tokenize(text).Tokens;
        var before = tokens.Where(t => t.Start >= span.Start && t.End <= place.Start).Reverse().SkipWhile(t => Linking.Contains(t.Folded, StringComparer.Ordinal) || t.Kind == TokenKind.Punctuation).ToList();
        if (before.Count > 0)
        {
            return span with { End = before[0].End };
        }

        var after = tokens.Where(t => t.Start >= place.End && t.End <= span.End).SkipWhile(t => Linking.Contains(t.Folded, StringComparer.Ordinal) || t.Kind == TokenKind.Punctuation).ToList();
        return after.Count > 0 ? span with { Start = after[0].Start } : null;
    }

    /// <summary>Where the same words stand in a message, whatever their case and accents.</summary>
    private static (int Start, int End)? Locate(string text, string words)
    {
        var (all, wanted) = (Tokenizer.Tokenize(text).Tokens, Tokenizer.Tokenize(words).Tokens);
        for (var at = 0; wanted.Count > 0 && at + wanted.Count <= all.Count; at++)
        {
            var same = 0;
            while (same < wanted.Count && all[at + same].Folded == wanted[same].Folded)
            {
                same++;
            }

            if (same == wanted.Count)
            {
                return (all[at].Start, all[at + same - 1].End);
            }
        }

        return null;
    }
}

/// <summary>What a misread message meant.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Slots">Where its slots stand in the message.</param>
/// <param name="Elsewhere">Slots whose value the message does not say: it was read well, but the person wanted something else.</param>
public sealed record MeantReading(string Intent, IReadOnlyList<SlotSpan> Slots, IReadOnlyList<string> Elsewhere);
