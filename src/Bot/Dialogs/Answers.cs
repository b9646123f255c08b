using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads a message while a question is open: an answer, a correction of something said before, another request, or neither.</summary>
public sealed partial class Answers(FrameRunner frames, AnswerReader reader, Corrections corrections, WaitingCorrections waiting, Usuals usuals)
{
    /// <summary>From this share of the message on, an entity of the asked kind is the answer and not part of a new request.</summary>
    private const double Covering = 0.6;

    // Words around a choice that say nothing more.
    private static readonly HashSet<string> Wrapping = new(
        ["un", "una", "uno", "el", "la", "lo", "de", "del", "para", "tipo", "algo", "proyecto", "plantilla", "quiero", "con", "es", "seria", "por", "favor", "porfa", "pues",
         "a", "an", "the", "one", "of", "for", "project", "template", "please", "with", "it", "is", "its", "want", "i"], StringComparer.Ordinal);
    // What may interrupt an answer that is taken word for word.
    private const double Sure = 0.9;

    /// <summary>From this many characters on, what no request covers may be a title.</summary>
    private const int MinTitle = 8;

    /// <summary>Takes a message as the answer to <paramref name="frame"/>'s question.</summary>
    /// <returns>Always true: an open question never leaves a message unanswered.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        var spec = frames.SpecOf(frame)!;
        if (spec.Slot(frame.Asking!) is not { } slot)
        {
            // The skill lost this slot in an update of the service: begin the request again.
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        if (await waiting.TakeAsync(frame, spec, heard, turn, cancellationToken)
            || await IsAboutWhatWasDoneAsync(frame, slot, heard, turn, cancellationToken) || await IsSettledAsync(frame, slot, heard, turn, cancellationToken))
        {
            return true;
        }

        if (slot.Type == EntityType.Task && Fold.Text(heard.Text.Trim(' ', '.')) == Fold.Text(turn.Text("offer.list_tasks")))
        {
            // The bot's own button: to look, not to answer with all of them.
            frame.Interrupted = true;
            await frames.StartAsync(new DialogFrame { Intent = "list_tasks", Slots = { ["assignee"] = new PersonSlot(turn.Person.Id.Value, turn.Person.Username, turn.Person.FullName) } }, turn, cancellationToken);
            return true;
        }

        return slot.Type != EntityType.Text && Usuals.Kind(heard.Rest) is { } usual
            ? await TakeUsualAsync(frame, slot, usual, turn, cancellationToken)
            : await TakeAnswerAsync(frame, spec, slot, heard, engine, turn, cancellationToken);
    }

    /// <summary>"No, que se llame ...", or a correction after the question came back from an interruption: about what was done, not an answer.</summary>
    private async Task<bool> IsAboutWhatWasDoneAsync(DialogFrame frame, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
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

    /// <summary>What is neither a choice nor about something else: an answer in words, another request, a correction, or nothing of it.</summary>
    private async Task<bool> TakeAnswerAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        var renames = Renames(heard);
        if (slot.Type == EntityType.Text && Uncovered(heard) >= MinTitle && reader.Whole(frame, slot, heard, turn) is { } whole)
        {
            // "Revisar banners para el viernes y la hace Diego": the title and more, not only more.
            await frames.FillAsync(frame, spec, whole, turn, cancellationToken);
            await frames.AdvanceAsync(frame, turn, cancellationToken);
            return true;
        }

        if (slot.Verbatim && !(heard.Operations is [{ Confidence: >= Sure, Source: "rule", Intent: var asked }] && !slot.ReadsLike.Contains(asked, StringComparer.Ordinal)))
        {
            return await TakeWordsAsync(frame, spec, slot, heard, turn, cancellationToken);
        }

        if (await IsAboutThisAsync(frame, spec, heard, turn, cancellationToken)
            || (!renames && await IsRequestAsync(frame, slot, heard, engine, turn, cancellationToken))
            || await IsCorrectionAsync(frame, spec, slot, heard, turn, cancellationToken)
            || (renames && heard.Operations.Count > 0 && slot.Type != EntityType.Text && await IsRequestAsync(frame, slot, heard, engine, turn, cancellationToken))
            || (slot.ElseSlot is { } name && await IsElseAsync(frame, spec, slot, spec.Slot(name)!, heard, turn, cancellationToken)))
        {
            return true;
        }

        if (Answer(slot, heard) is not { } answer || !await TryFillAsync(frame, spec, slot, answer, heard, turn, cancellationToken))
        {
            await AgainAsync(frame, slot, turn, cancellationToken);
        }

        return true;
    }

    /// <summary>A choice, "skip" or "no": the question is done with.</summary>
    private async Task<bool> IsSettledAsync(DialogFrame frame, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        // "La tercera pásala a Luis" is a request about the third, not the choice of it.
        if (!heard.Operations.Any(o => o.Slots.Keys.Any(s => s != slot.Name)) && ChosenAnswer.Of(frame, heard) is { } chosen)
        {
            return await FilledAsync(frame, slot, chosen, turn, cancellationToken);
        }

        if (frames.SkillOf(frame.Intent)?.ReadAnswer(slot.Name, heard) is { } read)
        {
            return await FilledAsync(frame, slot, read, turn, cancellationToken);
        }

        if (heard.Cues.HasFlag(Cues.Skip) && !slot.Required)
        {
            return await FilledAsync(frame, slot, new NothingSlot(), turn, cancellationToken);
        }

        if (heard.Cues.HasFlag(Cues.No) && (heard.Cues.HasFlag(Cues.Only) || (Phrases.IsRefusalWithReason(heard) && heard.Operations.Count == 0)))
        {
            // "No" to an optional question leaves the slot out; to a required one it leaves the request.
            if (!slot.Required)
            {
                return await FilledAsync(frame, slot, new NothingSlot(), turn, cancellationToken);
            }

            await frames.CancelAsync(turn, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>Where anything that is no option answers another slot: "uno de marketing, porfa" is an option still, "Tienda" is not.</summary>
    private async Task<bool> IsElseAsync(
        DialogFrame frame, SkillSpec spec, SlotSpec slot, SlotSpec other, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var said = string.Join(' ', Fold.Text(heard.Rest).Split([' ', ',', '.', '!', '¡'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Wrapping.Contains(w)));
        if (frame.Choices.Find(c => Fold.Text(c.Label) == said) is { } option)
        {
            return await FilledAsync(frame, slot, option.Value, turn, cancellationToken);
        }

        return Found(slot, heard) is null && Answer(other, heard) is { } words && await TryFillAsync(frame, spec, other, words, heard, turn, cancellationToken);
    }

    /// <summary>The question followed at once from what was just done: "no, que se llame ..." is about that.</summary>
    private static bool AsksForNameOfWhatWasJustMade(DialogFrame frame, SlotSpec slot, Turn turn) =>
        slot.Type == EntityType.Text && frame.Attempts == 0 && turn.State.LastDone is { } done
        && turn.State.IntentHistory is [.., var before, var now] && before == done.Intent && now == frame.Intent;

    /// <summary>Takes a message word for word.</summary>
    private async Task<bool> TakeWordsAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var words = heard.Text.Trim().Length == 0 ? null : new Entity(EntityType.Text, new TextValue(Clean(heard.Text)), heard.Text, 0, heard.Text.Length);
        if (words is null || !await TryFillAsync(frame, spec, slot, words, heard, turn, cancellationToken))
        {
            await AgainAsync(frame, slot, turn, cancellationToken);
        }

        return true;
    }

    /// <summary>Takes an answer; false when it is none for this slot.</summary>
    private async Task<bool> TryFillAsync(
        DialogFrame frame, SkillSpec spec, SlotSpec slot, Entity answer, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        await frames.FillAsync(frame, slot, answer, turn, cancellationToken);
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
        (frame.Resumed, frame.Glances) = (0, 0);
        if (frame.Attempts >= Limit(slot))
        {
            await frames.GiveUpAsync(turn, cancellationToken);
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
            await frames.GiveUpAsync(turn, cancellationToken);
            return true;
        }

        turn.Say(turn.Text("no_usual"));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    private static int Limit(SlotSpec slot) => slot.Type == EntityType.Task ? FrameRunner.MaxMisses : FrameRunner.MaxAttempts;

    private async Task AgainAsync(DialogFrame frame, SlotSpec slot, Turn turn, CancellationToken cancellationToken)
    {
        if (++frame.Attempts >= Limit(slot))
        {
            await frames.GiveUpAsync(turn, cancellationToken);
            return;
        }

        turn.Say(turn.Text($"no_answer.{slot.Type.ToString().ToLowerInvariant()}"));
        await frames.AdvanceAsync(frame, turn, cancellationToken);
    }

    private async Task<bool> FilledAsync(DialogFrame frame, SlotSpec slot, SlotValue value, Turn turn, CancellationToken cancellationToken)
    {
        frame.Slots[slot.Name] = value;
        frame.Attempts = 0;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Make it high priority and give it to Luis" while the title is asked: "it" is what is being made.</summary>
    private async Task<bool> IsAboutThisAsync(DialogFrame frame, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations.Count == 0 || spec.Slot("task") is not null || !heard.Operations.All(IsAboutIt))
        {
            return false;
        }

        foreach (var (name, entity) in heard.Operations.SelectMany(o => o.Slots).Where(p => p.Key != "task"))
        {
            await frames.FillAsync(frame, spec.Slot(name)!, entity, turn, cancellationToken);
        }

        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;

        bool IsAboutIt(Interpretation operation) =>
            operation.Slots.TryGetValue("task", out var task) && task.Value is ReferenceValue { Kind: ReferenceKind.It }
            && operation.Slots.Count > 1 && operation.Slots.Keys.All(s => s == "task" || spec.Slot(s) is not null);
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
            await frames.FillAsync(frame, frames.SpecOf(frame)!, first.Slots, turn, cancellationToken);
            if (frame.Slots.Count > before || frame.Pending.Count > 0)
            {
                await frames.AdvanceAsync(frame, turn, cancellationToken);
                return true;
            }
        }

        if (first.Intent == frame.Intent && heard.Operations.Count == 1 && first.Slots.Count == 0)
        {
            // "Crea una tarea" while its title is asked: the question stands.
            await AgainAsync(frame, slot, turn, cancellationToken);
            return true;
        }

        var sure = slot.Type == EntityType.Text ? DialogEngine.SureOverText : 0;
        if (first.Confidence < sure || (slot.Type == EntityType.Text && IsMereWord(first, heard)) || (slot.Type != EntityType.Text && Found(slot, heard) is { } answer && Covers(answer, heard) && !LooksAt(first, answer)))
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
                await frames.FillAsync(frame, slot, entity, turn, cancellationToken);
                changed = true;
            }
        }

        if (!changed)
        {
            return false;
        }

        if (asked.Type != EntityType.Text && Found(asked, heard) is { } answer)
        {
            await frames.FillAsync(frame, asked, answer, turn, cancellationToken);
        }

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
                await frames.FillAsync(frame, spec, whole, turn, cancellationToken);
            }

            return;
        }

        foreach (var entity in heard.Entities)
        {
            if (spec.Slots.FirstOrDefault(s => s.Type == entity.Type && s.Type is not (EntityType.Text or EntityType.Choice) && s.Name != asked.Name && !frame.Slots.ContainsKey(s.Name)) is { } slot
                && !spec.Slots.Any(s => s.Name == asked.Name && s.Type == entity.Type))
            {
                await frames.FillAsync(frame, slot, entity, turn, cancellationToken);
            }
        }
    }

    private static Entity? Answer(SlotSpec slot, Understanding heard)
    {
        if (slot.Type == EntityType.Text)
        {
            return heard.Cues.HasFlag(Cues.Only) || heard.Text.Trim().Length == 0 || Phrases.IsAddition(heard.Text)
                ? null
                : new Entity(EntityType.Text, new TextValue(Phrases.Name(heard.Text) ?? Clean(heard.Text)), heard.Text, 0, heard.Text.Length);
        }

        if (Found(slot, heard) is { } found)
        {
            return found;
        }

        // A name that nobody bears, a description of a task: taken as words, and asked about if they lead nowhere.
        return slot.Type is EntityType.Person or EntityType.Project or EntityType.Task or EntityType.Label or EntityType.Sprint && !heard.Cues.HasFlag(Cues.Only) && !(slot.Type == EntityType.Task && Phrases.IsNoName(heard)) && heard.Rest.Trim().Length is > 0 and <= 80
            ? new Entity(slot.Type, new TextValue(Clean(heard.Rest)), Clean(heard.Rest), 0, heard.Text.Length)
            : null;
    }

    /// <summary>A piece of the message of the kind that is asked for.</summary>
    private static Entity? Found(SlotSpec slot, Understanding heard) =>
        (slot.Repeats ? heard.Entities.FirstOrDefault(e => e.Type == EntityType.Recurrence) : null)
        ?? heard.Entities.FirstOrDefault(e => e.Type == slot.Type)
        ?? heard.Entities.FirstOrDefault(e => (slot.Type, e.Type) is
            (EntityType.Date, EntityType.DateRange) or (EntityType.DateRange, EntityType.Date) or (EntityType.Estimate, EntityType.Number) or (EntityType.Task, EntityType.Number))
        ?? (slot.Shifts ? heard.Entities.FirstOrDefault(e => e is { Type: EntityType.Duration, Value: DurationValue { Length.TotalDays: >= 1 } }) : null);

    /// <summary>"Logs", "checkout page", "lanzar la app": words or a deed that only the model takes for a request are what was asked for.</summary>
    private bool IsMereWord(Interpretation read, Understanding heard)
    {
        var words = heard.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (words.Length > 1 && Infinitive().IsMatch(words[0]))
            || (read.Source != "rule" && ((read.Slots.Count == 0 && words.Length <= 2) || frames.SkillOf(read.Intent) is null));
    }

    // Nobody gives an order like this in the middle of a question; titles and goals are worded like this.
    [GeneratedRegex(@"^(?!(ver|mostrar|listar|cancelar|salir|deshacer|rehacer)\b)\p{L}{2,}(ar|er|ir)(se|la|las|lo|los|le|les)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Infinitive();

    /// <summary>"Mis tareas" while a task is asked for is a wish to see them, not all of them.</summary>
    private bool LooksAt(Interpretation read, Entity answer) => answer.Value is TaskSetValue && read is { Source: "rule", Confidence: >= Sure } && frames.IsAside(read.Intent);

    private static int Uncovered(Understanding heard) => heard.Operations.Count == 0 ? 0 : heard.Text.Length - heard.Operations.Sum(o => o.End - o.Start);

    private static bool Covers(Entity entity, Understanding heard) => entity.End - entity.Start >= Covering * heard.Rest.Trim().Length;

    private static string Clean(string text) => text.Trim().Trim('"', '«', '»', '“', '”').Trim();
}
