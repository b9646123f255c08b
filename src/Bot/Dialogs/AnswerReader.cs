using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads what else an answer in free words says, as if it had been said in the request itself.</summary>
public sealed class AnswerReader(INaturalLanguage nlu)
{
    /// <summary>From this confidence the answer is taken apart.</summary>
    private const double Sure = 0.85;

    /// <summary>The slots of "crea una tarea: ANSWER", where there are more than the words that were asked for; else null.</summary>
    public IReadOnlyDictionary<string, Entity>? Whole(DialogFrame frame, SlotSpec asked, Understanding heard, Turn turn)
    {
        if (Offers.For(frame.Intent, turn) is not { } offer || heard.Text.Contains('\n', StringComparison.Ordinal))
        {
            return null;
        }

        var read = nlu.Understand($"{offer.Say}: {heard.Text}", turn.NluContext(null));
        return read.Operations is [{ } whole] && whole.Intent == frame.Intent && whole.Confidence >= Sure && whole.Slots.Count > 1
            && whole.Slots.TryGetValue(asked.Name, out var words) && words.Value is TextValue { Words.Length: > 2 }
            && whole.Slots.Keys.All(s => s == asked.Name || !frame.Slots.ContainsKey(s))
                ? whole.Slots
                : null;
    }
}
