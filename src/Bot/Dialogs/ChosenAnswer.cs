using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>An answer that picks one of the choices on offer.</summary>
internal static partial class ChosenAnswer
{
    /// <summary>One of the choices on offer, by its words, its number in the list, or its task number.</summary>
    public static SlotValue? Of(DialogFrame frame, Understanding heard)
    {
        if (frame.Choices.Count == 0)
        {
            return null;
        }

        // "Después" puts off an answer, unless it is one: "después de Sprint 5".
        var words = heard.Rest.Trim().Length == 0 && heard.Cues.HasFlag(Cues.Skip) ? heard.Text : heard.Rest;
        var said = Fold.Text(words.Trim(' ', '.', '!', ',', '«', '»', '"'));
        var labels = frame.Choices.Select(c => Fold.Text(c.Label)).ToList();
        var exact = labels.IndexOf(said) is >= 0 and var same ? same : labels.IndexOf(Article().Replace(said, ""));
        if (exact >= 0)
        {
            return frame.Choices[exact].Value;
        }

        foreach (var entity in heard.Entities)
        {
            if (entity.Value is ReferenceValue { Kind: ReferenceKind.Ordinal, Ordinal: var ordinal })
            {
                var place = ordinal > 0 ? ordinal - 1 : labels.Count + ordinal;
                return place >= 0 && place < labels.Count ? frame.Choices[place].Value : null;
            }

            if (entity.Value is TaskNumbersValue { Numbers: [var number] }
                && frame.Choices.FirstOrDefault(c => c.Value is TasksSlot { Tasks: [var task] } && task.Number == number) is { } byNumber)
            {
                return byNumber.Value;
            }
        }

        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var listed) && listed >= 1 && listed <= labels.Count
            && frame.Choices.TrueForAll(c => c.Value is PersonSlot or ProjectSlot or ChoiceSlot))
        {
            return frame.Choices[listed - 1].Value;
        }

        var partial = Enumerable.Range(0, labels.Count).Where(i => said.Length >= 3 && IsPartOf(said, labels[i])).ToList();
        return partial is [var only] ? frame.Choices[only].Value : null;
    }

    // "El título": as one says it who answers "what shall I change?".
    [GeneratedRegex("^(the|its|el|la|los|las|su) ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Article();

    private static bool IsPartOf(string said, string label)
    {
        var at = label.IndexOf(said, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || label[at - 1] == ' ') && (at + said.Length == label.Length || label[at + said.Length] == ' ');
    }
}
