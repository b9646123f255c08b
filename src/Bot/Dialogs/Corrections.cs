using System.Globalization;
using PmBot.Bot.Learning;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Corrects what was just done: "mejor el miércoles", "perdón, a Diego", "no, la 8", "no, que se llame Tienda Sur", "¿y las de Ana?".</summary>
public sealed class Corrections(SkillCatalog skills, FrameRunner frames, SlotFiller filler, SlotResolver resolver, TaskCorrections tasks, Retakes retakes, FeedbackWatch watch)
{
    /// <summary>How long something done can be corrected by a fragment.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private static readonly SlotSpec Task = Ask.Tasks();

    /// <summary>Takes a message as a correction, if it is one.</summary>
    /// <returns>False when it is not: nothing was done.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.LastDone is not { } done || turn.UtcNow - done.At > Window || skills.SpecOf(new DialogFrame { Intent = done.Intent }) is not { } spec)
        {
            return false;
        }

        heard = OtherPerson.Read(heard, done, turn);
        if (turn.State.IntentHistory is [.., var last] && last == done.Intent && await AlsoAsync(done, spec, heard, turn, cancellationToken))
        {
            return true;
        }

        return await CorrectAsync(done, spec, heard, turn, cancellationToken);
    }

    private async Task<bool> CorrectAsync(Executed done, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var corrects = (heard.Cues & (Cues.Correction | Cues.No)) != Cues.None;
        if (spec.Aside && heard.Operations is [{ } more] && (more.Intent == done.Intent ? Phrases.Continues(heard.Text) || Phrases.Narrows(heard.Text) : done.Intent == "report" && Phrases.Narrows(heard.Text)))
        {
            await NarrowAsync(done, spec, more, turn, cancellationToken);
            return true;
        }

        if (Phrases.IsRefusalWithReason(heard))
        {
            return false;
        }

        if (await skills.Find(done.Intent)!.RecallAsync(heard, turn, cancellationToken) is { } recalled)
        {
            await frames.StartAsync(recalled, turn, cancellationToken);
            return true;
        }

        // "It should end on the 10th": with no task spoken of, "it" is what was just made.
        var aboutIt = done.Tasks.Count == 0 && heard.Operations is [{ } single] && single.Slots.TryGetValue("task", out var it) && it.Value is ReferenceValue { Kind: ReferenceKind.It };
        if ((corrects || aboutIt || skills.Find(done.Intent)!.IsAbout(heard) || heard.Operations is [] or [{ Intent: "cancel" }] || IsGuess(heard) || (heard.Operations is [_] && Phrases.Name(heard.Rest) is not null))
            && await skills.Find(done.Intent)!.CorrectAsync(done, heard, [.. heard.Entities.Where(e => e.Type != EntityType.Text)], turn, cancellationToken))
        {
            return true;
        }

        if ((aboutIt || PointsPast(done, heard)) && await TakeItAsync(done, spec, aboutIt, heard, turn, cancellationToken))
        {
            return true;
        }

        // A whole request stands for itself, unless it only repeats the last one about another task: "no, cierra la 8".
        if (heard.Operations is [{ } again] && again.Intent == done.Intent && again.Slots.TryGetValue("task", out var instead))
        {
            return corrects && await OtherTaskAsync(done, spec, instead, turn, cancellationToken);
        }

        if (corrects && ChangedTask(done) && heard.Operations.Count > 0 && heard.Operations.All(GivesItValues) && Besides(heard) is var besides && besides.Count + heard.Operations.Count > 1)
        {
            // "Mejor para el jueves y la hace Diego": half of it is worded like a request; all of it is about what was just done.
            return await tasks.ChangeAsync(done, [.. besides, .. heard.Operations.SelectMany(o => o.Slots.Values.Where(e => e.Type is not EntityType.Task))], turn, cancellationToken);
        }

        if (heard.Operations.Count > 0 && !IsHalf(heard, done, spec, turn) && !(corrects && heard.Operations is [{ } asked] && IsAbout(asked, done, spec)))
        {
            return false;
        }

        return await TakeFragmentsAsync(done, spec, corrects, heard, turn, cancellationToken);
    }

    /// <summary>A request whose "it" is what was just made or shown, and no task.</summary>
    private async Task<bool> TakeItAsync(Executed done, SkillSpec spec, bool aboutIt, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (skills.Find(done.Intent)!.Redirect(done, heard.Operations[0], turn) is { } redirected)
        {
            await frames.StartAsync(redirected, turn, cancellationToken);
            return true;
        }

        if (aboutIt && TakesBack(done, heard.Operations[0]))
        {
            turn.Say(turn.Text("undo_offer"), Offers.Undo(turn));
            return true;
        }

        // "Rename it to Team Wiki" right after a project was made: "it" is the project.
        if (aboutIt && !spec.Aside && Phrases.Name(heard.Rest) is not null && await retakes.TakeAsync(done, spec, [], heard, turn, cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>"Cancel that" of days away, of a role: what was done, and never the task that was spoken of before.</summary>
    private static bool TakesBack(Executed done, Interpretation asked) =>
        done.Operation is not null && (asked.Intent == "delete_task" || asked.Slots.GetValueOrDefault("status")?.Value is ChoiceValue { Name: "cancelled" });

    /// <summary>The pieces of a message that is no request of its own: other values, another task, other words.</summary>
    private async Task<bool> TakeFragmentsAsync(Executed done, SkillSpec spec, bool corrects, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var said = heard.Operations is [{ Slots.Count: > 0 } only] ? only.Slots.Values : heard.Entities;
        var fragments = said.Where(e => e.Type != EntityType.Text).Select(e => BareNumberAsTask(e, spec)).ToList();
        if (!corrects && (fragments.Count == 0 || !Mostly(fragments, heard)))
        {
            return false;
        }

        if (!corrects && !spec.Aside && !fragments.Exists(e => e.Type == EntityType.Task) && LeftWords.Of(fragments, heard) is { } words)
        {
            // "Till system urgent": of the task of these words, never of the one spoken of last.
            return await OfNamedAsync(fragments, words, turn, cancellationToken);
        }

        if (spec.Aside)
        {
            return await AskAgainAsync(done, spec, fragments, turn, cancellationToken);
        }

        if (fragments.Find(e => e.Type == EntityType.Task && e.Value is not ReferenceValue { Kind: ReferenceKind.It }) is { } task)
        {
            if (corrects && task.Value is TaskNumbersValue { Numbers: var denied } && Phrases.Denies(heard.Text))
            {
                return await WithoutAsync(done, spec, task, denied, turn, cancellationToken);
            }

            return corrects && spec.Slot("task") is not null && await OtherTaskAsync(done, spec, task, turn, cancellationToken);
        }

        if (ChangedTask(done))
        {
            return await tasks.ChangeAsync(done, fragments, turn, cancellationToken)
                || (corrects && (await tasks.RetitleAsync(done, heard, turn, cancellationToken) || await OtherNamedAsync(done, spec, heard, turn, cancellationToken)));
        }

        return await retakes.TakeAsync(done, spec, fragments, heard, turn, cancellationToken);
    }

    /// <summary>"No, la 3 no" after the 2 and the 3 were closed: only the 2. Of something that was done before the last, the last is never done to it instead.</summary>
    private async Task<bool> WithoutAsync(Executed done, SkillSpec spec, Entity task, IReadOnlyList<int> denied, Turn turn, CancellationToken cancellationToken)
    {
        List<int> left = [.. done.Tasks.Select(t => t.Number).Except(denied)];
        if (left.Count > 0 && left.Count < done.Tasks.Count && spec.Slot("task") is not null)
        {
            return await OtherTaskAsync(done, spec, task with { Value = new TaskNumbersValue(left) }, turn, cancellationToken);
        }

        turn.Say(turn.Text("undo_offer"), Offers.Undo(turn));
        return true;
    }

    /// <summary>"No, que se llame Tienda Sur" while the next question is open already: about what was just done, not an answer.</summary>
    /// <returns>False when it is not: nothing was done.</returns>
    public async Task<bool> RenameAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if ((heard.Cues & (Cues.Correction | Cues.No)) == Cues.None || Phrases.Name(heard.Rest) is null
            || turn.State.LastDone is not { } done || turn.UtcNow - done.At > Window || skills.SpecOf(new DialogFrame { Intent = done.Intent }) is not { Aside: false } spec)
        {
            return false;
        }

        return await retakes.TakeAsync(done, spec, [], heard, turn, cancellationToken);
    }

    /// <summary>"And the promo bug", "y la del login también" right after a task was changed: the same for that one.</summary>
    private async Task<bool> AlsoAsync(Executed done, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (spec.Aside || done.Operation is not ("change_task" or "plan_sprint") || spec.Slot("task") is null || heard.Operations is not ([] or [{ Intent: "get_status" or "out_of_scope" }]) || Phrases.SameForAnother(heard.Text) is not { } words
            || await resolver.ResolveAsync(Task, new Entity(EntityType.Task, new TaskDescriptionValue(words, null, Plural: false), words, 0, words.Length), turn, cancellationToken) is not Resolution.Filled { Value: TasksSlot { Tasks: [var other] } also }
            || done.Tasks.Exists(t => t.Id == other.Id))
        {
            return false;
        }

        await frames.StartAsync(new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) { ["task"] = also } }, turn, cancellationToken);
        return true;
    }

    /// <summary>"Perdón, como lector" reads as half a request to add somebody: what it says is about what was just done.</summary>
    private static bool IsAbout(Interpretation asked, Executed done, SkillSpec spec) =>
        asked.Intent == done.Intent ? spec.Slots.Any(s => s.Required && !asked.Slots.ContainsKey(s.Name))
        : asked.Intent == "out_of_scope" || (!ChangedTask(done) && asked.Slots.Count > 0 && !asked.Slots.ContainsKey("task") && asked.Slots.Values.All(e => Retakes.SlotFor(spec, e) is not null));

    /// <summary>"As viewer" right after somebody was added reads as half of the same request again.</summary>
    private static bool IsHalf(Understanding heard, Executed done, SkillSpec spec, Turn turn) =>
        done.Operation is not null && heard.Operations is [{ Slots.Count: > 0 } half] && half.Intent == done.Intent && turn.State.IntentHistory is [.., var last] && last == done.Intent
        && spec.Slots.Any(s => s.Required) && !spec.Slots.Any(s => s.Required && half.Slots.ContainsKey(s.Name)) && half.Slots.All(s => s.Value.Type != EntityType.Text);

    /// <summary>"Y también el lunes": what only the model makes a request of may go on with what was just done.</summary>
    private static bool IsGuess(Understanding heard) =>
        heard.Operations is [{ Source: "model", Confidence: < DialogEngine.SureOverText }] && Phrases.Continues(heard.Text);

    /// <summary>"Cancela el segundo" right after a list of something that are no tasks.</summary>
    private static bool PointsPast(Executed done, Understanding heard) =>
        done.Tasks.Count == 0 && heard.Operations is [{ } only] && only.Slots.TryGetValue("task", out var task)
        && (task.Value is ReferenceValue { Kind: ReferenceKind.Ordinal or ReferenceKind.Those or ReferenceKind.Both } || IsOfReminders(done, task));

    /// <summary>"Quita el del jueves" right after reminders; "la de los logs" is a task's.</summary>
    private static bool IsOfReminders(Executed done, Entity said) =>
        done.Intent is "list_reminders" or "remind_me" && said.Value is TaskDescriptionValue && (said.Text.StartsWith("el ", StringComparison.OrdinalIgnoreCase) || said.Text.StartsWith("the ", StringComparison.OrdinalIgnoreCase));

    /// <summary>A request that gives the task spoken of a value of a field, such as "la hace Diego".</summary>
    private static bool GivesItValues(Interpretation operation) =>
        operation.Slots.All(s => s.Value is { Type: EntityType.Task, Value: ReferenceValue { Kind: ReferenceKind.It } } or { Type: EntityType.Person or EntityType.Date or EntityType.DateRange or EntityType.Priority or EntityType.Estimate or EntityType.Label })
        && operation.Slots.Values.Any(e => e.Type != EntityType.Task);

    /// <summary>The values that stand outside the requests of a message.</summary>
    private static List<Entity> Besides(Understanding heard) =>
        [.. heard.Entities.Where(e => e.Type is EntityType.Person or EntityType.Date or EntityType.DateRange or EntityType.Priority or EntityType.Estimate or EntityType.Label && !heard.Operations.Any(o => e.Start < o.End && o.Start < e.End))];

    private static bool ChangedTask(Executed done) => done is { Tasks.Count: > 0, Operation: null or "create_task" or "change_task" };

    /// <summary>"¿Y lo atrasado?" after a list narrows that list.</summary>
    private async Task NarrowAsync(Executed done, SkillSpec spec, Interpretation more, Turn turn, CancellationToken cancellationToken)
    {
        var frame = new DialogFrame { Intent = done.Intent, Words = turn.WordsOf(more), Slots = new(done.Slots, StringComparer.Ordinal) };
        frame.Slots.Remove(ListContinuation.SkipSlot);
        // "¿Y lo atrasado?" after what is due this week: nothing is both.
        if (more.Slots.ContainsKey("overdue") != more.Slots.ContainsKey("due_date"))
        {
            frame.Slots.Remove(more.Slots.ContainsKey("overdue") ? "due_date" : "overdue");
        }

        await filler.FillAsync(frame, spec, more.Slots, turn, cancellationToken);
        await frames.StartAsync(frame, turn, cancellationToken);
    }

    /// <summary>"No, on 14" after something that has no date means the task, not the day.</summary>
    internal static Entity BareNumberAsTask(Entity entity, SkillSpec spec)
    {
        if (entity.Type != EntityType.Date || spec.Slot("task") is null || spec.Slots.Any(s => s.Type == EntityType.Date))
        {
            return entity;
        }

        var word = entity.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last.TrimStart('#') : "";
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? entity with { Type = EntityType.Task, Value = new TaskNumbersValue([number]) }
            : entity;
    }

    /// <summary>A value for the task that a few words name, if one is called like that.</summary>
    private async Task<bool> OfNamedAsync(List<Entity> fragments, string words, Turn turn, CancellationToken cancellationToken)
    {
        if (fragments is not [var value] || Conjoined.RequestFor(value) is not { } request || skills.SpecOf(new DialogFrame { Intent = request.Intent }) is not { } spec)
        {
            return false;
        }

        var named = new Entity(EntityType.Task, new TaskDescriptionValue(words, null, Plural: false) { IsLoose = true }, words, 0, words.Length);
        if (await resolver.ResolveAsync(Task, named, turn, cancellationToken) is Resolution.Ambiguous { Choices.Count: <= 1 })
        {
            return false;
        }

        var frame = new DialogFrame { Intent = request.Intent };
        await filler.FillAsync(frame, spec, [new("task", named), new(request.Slot, value)], turn, cancellationToken);
        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>Whether the found pieces are what the message consists of, but for small words.</summary>
    private static bool Mostly(List<Entity> fragments, Understanding heard) =>
        fragments.Sum(e => e.End - e.Start) + 12 >= heard.Rest.Trim().Length;

    /// <summary>The same thing, on another task: the first is taken back.</summary>
    private async Task<bool> OtherTaskAsync(Executed done, SkillSpec spec, Entity said, Turn turn, CancellationToken cancellationToken)
    {
        if (spec.Slot("task") is null || done.Tasks.Count == 0
            || await resolver.ResolveAsync(Task, said, turn, cancellationToken) is not Resolution.Filled { Value: TasksSlot other }
            || other.Tasks.Select(t => t.Id).ToHashSet().SetEquals(done.Tasks.Select(t => t.Id)))
        {
            return false;
        }

        if (done.Operation is not null)
        {
            if (!(await turn.UndoAsync(cancellationToken)).Try(out _, out var error))
            {
                turn.Say(ErrorWords.Say(error, turn));
                return true;
            }

            turn.Say(turn.Text("taken_back", ("what", string.Join(", ", done.Tasks.Select(t => $"#{t.Number} {t.Title}")))));
        }

        watch.Corrected(done.Intent, [new("task", said.Text)], turn);
        await frames.StartAsync(new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) { ["task"] = other } }, turn, cancellationToken);
        turn.SayAsOne();
        return true;
    }

    /// <summary>"Oops, I meant cupones", where the wrong task was taken: the one of these words, if there is just one.</summary>
    private async Task<bool> OtherNamedAsync(Executed done, SkillSpec spec, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var words = Phrases.Unquoted(heard.Rest);
        return done.Operation is "change_task" && words.Length is >= 3 and <= 60 && !Phrases.OnlyPoints(words)
            && await OtherTaskAsync(done, spec, new Entity(EntityType.Task, new TaskDescriptionValue(words, null, Plural: false), words, 0, words.Length), turn, cancellationToken);
    }

    /// <summary>The same question about something else: "¿y las de Ana?" after a list.</summary>
    private async Task<bool> AskAgainAsync(Executed done, SkillSpec spec, List<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        var frame = new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) };
        var changed = false;
        foreach (var entity in fragments)
        {
            if (Retakes.SlotFor(spec, entity) is { } slot)
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
                changed = true;
            }
        }

        if (changed)
        {
            frame.Slots.Remove(ListContinuation.SkipSlot);
            await frames.StartAsync(frame, turn, cancellationToken);
        }

        return changed;
    }
}
