using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>What is asked back while a question is open ("¿y quién la lleva?"), and what is wanted in place of the open request ("mejor no, ciérrala", "actually a reminder to …").</summary>
public sealed class Digressions(SkillCatalog skills, FrameRunner frames, Leaving leaving)
{
    // What only wants to know something is harmless, and may be read from less.
    private const double Likely = 0.6;

    // What takes the place of the open request.
    private const double Sure = 0.9;

    // "Which is it?" with fewer words could be a name.
    private const int MinWords = 3;

    /// <summary>Takes a message that asks something back, or that wants something else instead.</summary>
    /// <returns>False when it does neither: nothing was done.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (slot.Verbatim)
        {
            return false;
        }

        if (Replacement(frame, spec, slot, heard) is { } other)
        {
            FrameRunner.Pop(turn.State);
            var left = turn.Text("cancelled", ("what", Offers.Noun(frame, turn)));
            turn.Say(frames.DropWaiting(frame, turn) is { } others ? $"{left} {others}" : left);
            await engine.BeginAsync(heard with { Operations = [other] }, turn, cancellationToken);
            return true;
        }

        return QuestionPhrases.Wonders(heard.Text) && await AsksBackAsync(frame, slot, heard, engine, turn, cancellationToken);
    }

    /// <summary>A question is no title, no day and nobody's name: it is answered, or the bot owns that it cannot.</summary>
    private async Task<bool> AsksBackAsync(DialogFrame frame, SlotSpec slot, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is [{ Intent: not "out_of_scope", Confidence: >= Likely } asked] && skills.Find(asked.Intent) is { Spec.Aside: true } && !(AnswerWords.Found(slot, heard) is { } said && AnswerWords.Covers(said, heard)))
        {
            await engine.BeginAsync(heard, turn, cancellationToken);
            return true;
        }

        var words = heard.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (slot.Type == EntityType.Text && words.Length >= MinWords && !AnswerWords.IsDeed(words) && !QuestionPhrases.Deliberates(heard.Text) && Phrases.Name(heard.Text) is null && heard.Operations.All(o => o.Intent == "out_of_scope" || skills.IsAside(o.Intent)))
        {
            if (++frame.Attempts >= Leaving.Limit(slot))
            {
                await leaving.GiveUpAsync(turn, cancellationToken);
                return true;
            }

            turn.Say(turn.Text("no_answer.question"), Button.Saying(turn.Text("offer.named", ("name", AnswerWords.Clean(heard.Text)))));
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        // "A qué hora es la daily?" says no "daily" of when.
        if (slot.Type is EntityType.Date or EntityType.DateRange or EntityType.Recurrence && AnswerWords.Found(slot, heard) is { } found && !AnswerWords.Covers(found, heard) && heard.Operations.All(o => o.Intent != frame.Intent))
        {
            await leaving.AskAgainAsync(frame, slot, turn, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>The request that is wanted instead of the open one; null where there is none, or where what is said is about the open one.</summary>
    private Interpretation? Replacement(DialogFrame frame, SkillSpec spec, SlotSpec asked, Understanding heard)
    {
        if (heard.Operations is not [{ Source: "rule", Confidence: >= Sure } other] || other.Intent == frame.Intent || skills.Find(other.Intent) is not { Spec.Aside: false }
            || !((heard.Cues & (Cues.Correction | Cues.No)) != Cues.None || Phrases.WasMistaken(heard.Text)) || Phrases.Name(heard.Rest) is not null)
        {
            return null;
        }

        // "No, la 3 es de Ana" names a task of its own: something beside this, which stays open.
        var task = other.Slots.GetValueOrDefault("task");
        if (task is not null and not { Value: ReferenceValue { Kind: ReferenceKind.It } } || other.Slots.Keys.All(s => s == "task" || spec.Slot(s) is not null))
        {
            return null;
        }

        // "Mejor no, ciérrala" while "¿qué tarea borro?" is open: it is the one that was still to be named.
        return task is not null && asked.Type == EntityType.Task ? other with { Slots = other.Slots.Where(s => s.Key != "task").ToDictionary(StringComparer.Ordinal) } : other;
    }
}
