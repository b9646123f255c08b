using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads a message while a question is open: an answer, a correction of something said before, another request, or neither.</summary>
public sealed class Answers(SkillCatalog skills, FrameRunner frames, SlotFiller filler, Leaving leaving, Detours detours, Digressions digressions, ValuesBeside values, AnswerReader reader, Usuals usuals)
{
    // Words around a choice that say nothing more.
    private static readonly HashSet<string> Wrapping = new(
        ["un", "una", "uno", "el", "la", "lo", "de", "del", "para", "tipo", "algo", "proyecto", "plantilla", "quiero", "con", "es", "seria", "por", "favor", "porfa", "pues",
         "a", "an", "the", "one", "of", "for", "project", "template", "please", "with", "it", "is", "its", "want", "i"], StringComparer.Ordinal);

    private static readonly string[] Nothings = ["nada", "nothing", "nada mas", "ya nada"];

    // What may interrupt an answer that is taken word for word.
    private const double Sure = 0.9;

    /// <summary>From this many characters on, what no request covers may be a title.</summary>
    private const int MinTitle = 8;

    /// <summary>Whether the open question takes any words and is answered by "nothing"; elsewhere that is how people leave.</summary>
    public bool AreNothing(DialogFrame? frame, Understanding heard) =>
        frame?.Asking is { } slot && skills.SpecOf(frame)?.Slot(slot) is { Verbatim: true } && Nothings.Contains(Fold.Text(heard.Text).Trim(' ', '.', '!'));

    /// <summary>What the open question asks for; null where none is open.</summary>
    public EntityType? TypeAsked(DialogFrame? frame) => frame is null ? null : frame.Asking is { } slot ? skills.SpecOf(frame)?.Slot(slot)?.Type : EntityType.Text;

    /// <summary>Takes a message as the answer to <paramref name="frame"/>'s question.</summary>
    /// <returns>Always true: an open question never leaves a message unanswered.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        var spec = skills.SpecOf(frame)!;
        if (spec.Slot(frame.Asking!) is not { } slot)
        {
            // The skill lost this slot in an update of the service: begin the request again.
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        if (!slot.Verbatim && frame.Choices.Count > 0 && QuestionPhrases.AsksWhich(heard.Text))
        {
            await frames.RepeatAsync(frame, turn, cancellationToken);
            return true;
        }

        if (Newcomers.Instead(frame, heard, skills, turn.State) is { } instead)
        {
            FrameRunner.Pop(turn.State);
            await filler.FillAsync(instead.Request, instead.Slot, instead.Person, turn, cancellationToken);
            await frames.ResumeAsync(turn, cancellationToken);
            return true;
        }

        if (await detours.LookBackAsync(frame, spec, slot, heard, turn, cancellationToken) || await IsSettledAsync(frame, slot, heard, turn, cancellationToken))
        {
            return true;
        }

        if (await digressions.TakeAsync(frame, spec, slot, heard, engine, turn, cancellationToken))
        {
            return true;
        }

        if (!slot.Verbatim && Phrases.Stalls(heard.Text))
        {
            await frames.RepeatAsync(frame, turn, cancellationToken);
            return true;
        }

        if (!slot.Verbatim && await values.TakeAsync(frame, spec, slot, heard, turn, cancellationToken))
        {
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        return slot.Type != EntityType.Text && Usuals.Kind(heard.Rest) is { } usual
            ? await TakeUsualAsync(frame, slot, usual, turn, cancellationToken)
            : await TakeAnswerAsync(frame, spec, slot, heard, engine, turn, cancellationToken);
    }

    /// <summary>What is neither a choice nor about something else: an answer in words, another request, a correction, or nothing of it.</summary>
    private async Task<bool> TakeAnswerAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (slot.Type == EntityType.Text && AnswerWords.Uncovered(heard) >= MinTitle && reader.Whole(frame, slot, heard, turn) is { } whole)
        {
            // "Revisar banners para el viernes y la hace Diego": the title and more, not only more.
            turn.KeepLanguage();
            await filler.FillAsync(frame, spec, whole, turn, cancellationToken);
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        if (slot.Verbatim && !(heard.Operations is [{ Confidence: >= Sure, Source: "rule", Intent: var asked }] && !slot.ReadsLike.Contains(asked, StringComparer.Ordinal)))
        {
            return await TakeWordsAsync(frame, spec, slot, heard, turn, cancellationToken);
        }

        if (await detours.TakeAsync(frame, spec, slot, heard, engine, turn, cancellationToken)
            || (slot.ElseSlot is { } name && await IsElseAsync(frame, spec, slot, spec.Slot(name)!, heard, turn, cancellationToken)))
        {
            return true;
        }

        if (AnswerWords.Of(slot, heard) is not { } answer || !await TryFillAsync(frame, spec, slot, answer, heard, turn, cancellationToken))
        {
            await leaving.AskAgainAsync(frame, slot, turn, cancellationToken);
        }

        return true;
    }

    /// <summary>A choice, "skip" or "no": the question is done with.</summary>
    private async Task<bool> IsSettledAsync(DialogFrame frame, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        // "La tercera pásala a Luis" is a request about the third, not the choice of it; "la 2 quién la trae" is a question.
        if (!(heard.Operations.Count > 0 && QuestionPhrases.Asks(heard.Text)) && !heard.Operations.Any(o => o.Slots.Keys.Any(s => s != slot.Name)) && ChosenAnswer.Of(frame, heard) is { } chosen)
        {
            return await FilledAsync(frame, slot, chosen, turn, cancellationToken);
        }

        if (frame.Choices is [var only] && ((heard.Cues.HasFlag(Cues.Yes) && heard.Cues.HasFlag(Cues.Only)) || Phrases.Agrees(heard.Text, frame.Intent))
            && !heard.Text.Contains('?', StringComparison.Ordinal) && (slot.Type is not (EntityType.Task or EntityType.Person) || Names(frame, only)))
        {
            // "Do you mean #3?" is answered by yes, in whatever words; "which task?" and "who is that?" are not.
            return await FilledAsync(frame, slot, only.Value, turn, cancellationToken);
        }

        if (skills.Find(frame.Intent)?.ReadAnswer(frame, heard) is { } read)
        {
            return await FilledAsync(frame, slot, read, turn, cancellationToken);
        }

        if (heard.Cues.HasFlag(Cues.Skip) && !slot.Required)
        {
            return await FilledAsync(frame, slot, new NothingSlot(), turn, cancellationToken);
        }

        if (IsNobody(frame, slot, heard) || (heard.Cues.HasFlag(Cues.No) && (heard.Cues.HasFlag(Cues.Only) || (Phrases.IsRefusalWithReason(heard) && heard.Operations.Count == 0))) || Refuses(slot, heard))
        {
            // "No" to an optional question leaves the slot out; to a required one it leaves the request.
            if (!slot.Required)
            {
                return await FilledAsync(frame, slot, new NothingSlot(), turn, cancellationToken);
            }

            await (QuestionPhrases.IsUndecided(heard.Text) ? leaving.LetGoAsync(turn, cancellationToken) : leaving.CancelAsync(turn, cancellationToken));
            return true;
        }

        return false;
    }

    /// <summary>"No no, a ella no" where the one choice is a yes.</summary>
    private static bool IsNobody(DialogFrame frame, SlotSpec slot, Understanding heard) =>
        slot.Type == EntityType.Choice && frame.Choices is [_] && heard.Cues.HasFlag(Cues.No) && Fold.Text(heard.Text).TrimEnd(' ', '.', '!', ',').EndsWith(" no", StringComparison.Ordinal) && heard.Operations.All(o => o.Intent is "out_of_scope" or "cancel");

    private static bool Names(DialogFrame frame, SlotChoice only) => frame.Question?.Contains(only.Label, StringComparison.Ordinal) == true;

    /// <summary>"Hang on, no I haven't", "nah, leave it": a no in whatever words, with nothing in it that could be an answer.</summary>
    private static bool Refuses(SlotSpec slot, Understanding heard) =>
        slot.Type is EntityType.Status or EntityType.Priority or EntityType.Date or EntityType.DateRange or EntityType.Estimate or EntityType.Role or EntityType.Task
        && heard.Operations.All(o => o.Intent is "out_of_scope" or "cancel") && Phrases.Refuses(heard.Text) && heard.Entities.All(e => e.Type == EntityType.Text || (slot.Type != EntityType.Task && e.Value is ReferenceValue { Kind: ReferenceKind.It }))
        && (slot.Type != EntityType.Task || !Phrases.RefusesForAnother(heard.Text));

    /// <summary>Where anything that is no option answers another slot: "uno de marketing, porfa" is an option still, "Tienda" is not.</summary>
    private async Task<bool> IsElseAsync(
        DialogFrame frame, SkillSpec spec, SlotSpec slot, SlotSpec other, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var said = string.Join(' ', Fold.Text(heard.Rest).Split([' ', ',', '.', '!', '¡'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Wrapping.Contains(w)));
        if (frame.Choices.Find(c => Fold.Text(c.Label) == said) is { } option)
        {
            return await FilledAsync(frame, slot, option.Value, turn, cancellationToken);
        }

        return AnswerWords.Found(slot, heard) is null && AnswerWords.Of(other, heard) is { } words && await TryFillAsync(frame, spec, other, words, heard, turn, cancellationToken);
    }

    /// <summary>Takes a message word for word.</summary>
    private async Task<bool> TakeWordsAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var words = heard.Text.Trim().Length == 0 ? null : new Entity(EntityType.Text, new TextValue(AnswerWords.Clean(heard.Text)), heard.Text, 0, heard.Text.Length);
        if (words is null || !await TryFillAsync(frame, spec, slot, words, heard, turn, cancellationToken))
        {
            await leaving.AskAgainAsync(frame, slot, turn, cancellationToken);
        }

        return true;
    }

    /// <summary>Takes an answer; false when it is none for this slot.</summary>
    private async Task<bool> TryFillAsync(
        DialogFrame frame, SkillSpec spec, SlotSpec slot, Entity answer, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (slot.Type == EntityType.Text)
        {
            turn.KeepLanguage();
        }

        await filler.FillAsync(frame, slot, answer, turn, cancellationToken);
        await TakeMoreAsync(frame, spec, slot, heard, turn, cancellationToken);
        if (!frame.Slots.ContainsKey(slot.Name) && !frame.Pending.ContainsKey(slot.Name))
        {
            return false;
        }

        if (frame.Asking != slot.Name)
        {
            // It answered another slot instead: the question is done with.
            frame.Asking = null;
        }

        // A name that nobody bears is no progress; only so many tries.
        frame.Attempts = frame.Slots.ContainsKey(slot.Name) ? 0 : frame.Attempts + 1;
        frame.Resumed = 0;
        if (frame.Attempts >= Leaving.Limit(slot))
        {
            await leaving.GiveUpAsync(turn, cancellationToken);
        }
        else
        {
            await frames.AdvanceAsync(frame, turn, cancellationToken);
        }

        return true;
    }

    /// <summary>"El de siempre", "como la anterior".</summary>
    private async Task<bool> TakeUsualAsync(DialogFrame frame, SlotSpec slot, UsualKind kind, Turn turn, CancellationToken cancellationToken)
    {
        if (await usuals.FindAsync(slot, kind, frame, turn, cancellationToken) is { } value)
        {
            return await FilledAsync(frame, slot, value, turn, cancellationToken);
        }

        if (++frame.Attempts >= FrameRunner.MaxAttempts)
        {
            await leaving.GiveUpAsync(turn, cancellationToken);
            return true;
        }

        turn.Say(turn.Text("no_usual"));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    private async Task<bool> FilledAsync(DialogFrame frame, SlotSpec slot, SlotValue value, Turn turn, CancellationToken cancellationToken)
    {
        frame.Slots[slot.Name] = value;
        (frame.Attempts, frame.Resumed) = (0, 0);
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Mañana, y que la haga Diego": what else is said in an answer is taken too.</summary>
    private async Task TakeMoreAsync(DialogFrame frame, SkillSpec spec, SlotSpec asked, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (asked.Type == EntityType.Text)
        {
            // "Revisar logs, para el viernes y la hace Diego": read as if it had been said in the request.
            if (reader.Whole(frame, asked, heard, turn) is { } whole)
            {
                await filler.FillAsync(frame, spec, whole, turn, cancellationToken);
            }

            return;
        }

        foreach (var entity in heard.Entities)
        {
            if (spec.Slots.FirstOrDefault(s => s.Type == entity.Type && s.Type is not (EntityType.Text or EntityType.Choice) && s.Name != asked.Name && !frame.Slots.ContainsKey(s.Name)) is { } slot
                && !spec.Slots.Any(s => s.Name == asked.Name && s.Type == entity.Type))
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
            }
        }
    }
}
