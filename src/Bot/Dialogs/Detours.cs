using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>What is said instead of an answer: about what was just done, about what is being made, another request, or a correction of something said before.</summary>
public sealed class Detours(SkillCatalog skills, FrameRunner frames, SlotFiller filler, Leaving leaving, WaitingCorrections waiting, Corrections corrections)
{
    // What may interrupt a question whose answer the message could be.
    private const double Sure = 0.9;

    /// <summary>Takes a message as being about something that is not asked about: what waits for this request, or what was just done.</summary>
    /// <returns>False when it is not: nothing was done.</returns>
    public async Task<bool> LookBackAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        await waiting.TakeAsync(frame, spec, heard, turn, cancellationToken) || await IsAboutWhatWasDoneAsync(frame, slot, heard, turn, cancellationToken);

    /// <summary>Takes a message as another request, or as a correction of what was said for this one.</summary>
    /// <returns>False when it is neither: nothing was done.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (await IsLookAsync(frame, slot, heard, turn, cancellationToken) || await IsAboutThisAsync(frame, spec, heard, turn, cancellationToken))
        {
            return true;
        }

        // "No, que se llame ..." says what it is about, whatever else it could be read as.
        return (heard.Cues & (Cues.Correction | Cues.No)) != Cues.None && Phrases.Name(heard.Rest) is not null
            ? await IsCorrectionAsync(frame, spec, slot, heard, turn, cancellationToken) || (slot.Type != EntityType.Text && await IsRequestAsync(frame, slot, heard, engine, turn, cancellationToken))
            : await IsRequestAsync(frame, slot, heard, engine, turn, cancellationToken) || await IsCorrectionAsync(frame, spec, slot, heard, turn, cancellationToken);
    }

    /// <summary>"No me acuerdo cuál" while a task is asked for, or the bot's own button to look at one's tasks: not an answer with all of them.</summary>
    private async Task<bool> IsLookAsync(DialogFrame frame, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var forgets = QuestionPhrases.Forgets(heard.Text) || (slot.Required && heard.Cues.HasFlag(Cues.Skip));
        if (slot.Type != EntityType.Task || !(forgets || Fold.Text(heard.Text.Trim(' ', '.')) == Fold.Text(turn.Text("offer.list_tasks"))))
        {
            return false;
        }

        frame.Interrupted = true;
        if (forgets)
        {
            await frames.StartAsync(new DialogFrame { Intent = "list_tasks" }, turn, cancellationToken);
            return true;
        }

        await frames.StartAsync(new DialogFrame { Intent = "list_tasks", Slots = { ["assignee"] = new PersonSlot(turn.Person.Id.Value, turn.Person.Username, turn.Person.FullName) } }, turn, cancellationToken);
        return true;
    }

    /// <summary>"No, que se llame ...", or a correction after the question came back from an interruption: about what was done, not an answer.</summary>
    private async Task<bool> IsAboutWhatWasDoneAsync(DialogFrame frame, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (AsksForNameOfWhatWasJustMade(frame, slot, turn) && await skills.Find(turn.State.LastDone!.Intent)!.CorrectAsync(turn.State.LastDone, heard, [], turn, cancellationToken))
        {
            // "Con plantilla de software" while the first task of the project is asked for: what was just made, and then the question.
            if (turn.State.Stack.Contains(frame))
            {
                await frames.AdvanceAsync(frame, turn, cancellationToken);
            }

            return true;
        }

        if ((AsksForNameOfWhatWasJustMade(frame, slot, turn) || (Renames(heard) && slot.Type != EntityType.Text && !frame.Slots.Values.Any(v => v is TextSlot)))
            && await corrections.RenameAsync(heard, turn, cancellationToken))
        {
            return true;
        }

        return frame.Resumed > 0 && Corrects(heard, slot) && turn.State.LastDone is { } recent && turn.State.IntentHistory is [.., var lately] && lately == recent.Intent
            && await corrections.TakeAsync(heard, turn, cancellationToken);
    }

    private static bool Corrects(Understanding heard, SlotSpec slot) =>
        heard.Cues.HasFlag(Cues.Correction) || Phrases.IsAddition(heard.Text) || (heard.Cues.HasFlag(Cues.No) && slot.Type != EntityType.Task && heard.Entities.Any(e => e.Type == EntityType.Task));

    /// <summary>"No, que se llame ..." says what it is about; whatever else it could be read as.</summary>
    private static bool Renames(Understanding heard) => (heard.Cues & (Cues.Correction | Cues.No)) != Cues.None && Phrases.Name(heard.Rest) is not null;

    /// <summary>The question followed at once from what was just done: "no, que se llame ..." is about that.</summary>
    private static bool AsksForNameOfWhatWasJustMade(DialogFrame frame, SlotSpec slot, Turn turn) =>
        slot.Type == EntityType.Text && frame.Attempts == 0 && turn.State.LastDone is { } done
        && turn.State.IntentHistory is [.., var before, var now] && before == done.Intent && now == frame.Intent;

    /// <summary>"Make it high priority and give it to Luis" while the title is asked: "it" is what is being made.</summary>
    private async Task<bool> IsAboutThisAsync(DialogFrame frame, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var values = AboutIt.Values(spec, heard);
        if (values.Count == 0)
        {
            return false;
        }

        foreach (var (slot, entity) in values)
        {
            await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
        }

        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>Another request instead of an answer: the question waits below it. The same request again only adds to it.</summary>
    private async Task<bool> IsRequestAsync(DialogFrame frame, SlotSpec slot, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is not [var first, ..])
        {
            return false;
        }

        if (first.Intent == frame.Intent && heard.Operations.Count == 1 && first.Slots.ContainsKey(slot.Name))
        {
            var before = frame.Slots.Count;
            await filler.FillAsync(frame, skills.SpecOf(frame)!, first.Slots, turn, cancellationToken);
            if (frame.Slots.Count > before || frame.Pending.Count > 0)
            {
                await frames.AdvanceAsync(frame, turn, cancellationToken);
                return true;
            }
        }

        if (slot.Type == EntityType.Task && frame.IsLost && first.Intent == frame.Intent && heard.Operations.Count == 1 && first.Slots.Count > 0 && !first.Slots.ContainsKey(slot.Name))
        {
            // "Oops no, in review" about the task that is not found yet, and not about another one.
            await filler.FillAsync(frame, skills.SpecOf(frame)!, first.Slots, turn, cancellationToken);
            await leaving.AskAgainAsync(frame, slot, turn, cancellationToken);
            return true;
        }

        if (first.Intent == frame.Intent && heard.Operations.Count == 1 && first.Slots.Count == 0)
        {
            // "Crea una tarea" while its title is asked: the question stands.
            await leaving.AskAgainAsync(frame, slot, turn, cancellationToken);
            return true;
        }

        var sure = slot.Type == EntityType.Text ? DialogEngine.SureOverText : 0;
        if (first.Confidence < sure || (slot.Type == EntityType.Text && IsMereWord(first, heard)) || (slot.Type != EntityType.Text && AnswerWords.Found(slot, heard) is { } answer && AnswerWords.Covers(answer, heard) && !LooksAt(first, answer, heard)))
        {
            return false;
        }

        await engine.BeginAsync(heard, turn, cancellationToken);
        return true;
    }

    /// <summary>"Mejor para Diego" while the title is asked: another slot is set, and the question stands.</summary>
    private async Task<bool> IsCorrectionAsync(
        DialogFrame frame, SkillSpec spec, SlotSpec asked, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (!heard.Cues.HasFlag(Cues.Correction) && !heard.Cues.HasFlag(Cues.No))
        {
            return false;
        }

        var changed = false;
        if (Phrases.Name(heard.Rest) is { Length: >= 2 } name && spec.Slots.FirstOrDefault(s => s.Type == EntityType.Text && s.Name != asked.Name && frame.Slots.ContainsKey(s.Name)) is { } named)
        {
            // "No, que se llame ..." while the project is asked: the title that was said before.
            frame.Slots[named.Name] = new TextSlot(name);
            changed = true;
        }

        foreach (var entity in changed ? [] : heard.Entities)
        {
            if (spec.Slots.FirstOrDefault(s => s.Type == entity.Type && s.Type != EntityType.Text && s.Name != asked.Name) is { } slot)
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
                changed = true;
            }
        }

        if (!changed)
        {
            return false;
        }

        if (asked.Type != EntityType.Text && AnswerWords.Found(asked, heard) is { } answer)
        {
            await filler.FillAsync(frame, asked, answer, turn, cancellationToken);
        }

        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Logs", "checkout page", "retry failed card payments", "lanzar la app": words or a deed that only the model takes for a request are what was asked for.</summary>
    private bool IsMereWord(Interpretation read, Understanding heard)
    {
        var words = heard.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return AnswerWords.IsDeed(words)
            || (read.Source != "rule" && ((read.Slots.Count == 0 && (words.Length <= 2 ? !IsQuestion(read, heard) : !skills.IsAside(read.Intent))) || skills.Find(read.Intent) is null));
    }

    /// <summary>"¿Mis tareas?", "anything late?": what ends in a question mark and only wants to know something.</summary>
    private bool IsQuestion(Interpretation read, Understanding heard) => skills.IsAside(read.Intent) && heard.Text.TrimEnd().EndsWith('?');

    /// <summary>"Mis tareas" while a task is asked for is a wish to see them, not all of them; so is "ver la 3 y la 4".</summary>
    private bool LooksAt(Interpretation read, Entity answer, Understanding heard) =>
        read is { Source: "rule", Confidence: >= Sure } && skills.IsAside(read.Intent) && (answer.Value is TaskSetValue || (answer.Type == EntityType.Task && Phrases.Looks(heard.Text)));
}
