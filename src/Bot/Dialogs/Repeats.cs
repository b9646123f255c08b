using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Does what was last done once more, with what is said to be otherwise: "otra igual pero para Luis", "same in Portal", "lo de siempre".</summary>
public sealed partial class Repeats(SkillCatalog skills, FrameRunner frames, SlotFiller filler, INaturalLanguage nlu)
{
    private const int MaxOffered = 3;

    /// <summary>Takes a message as a wish for the same again, if it is one.</summary>
    /// <returns>False when it is not: nothing was done.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (await MineAsync(heard, turn, cancellationToken) || await TooAsync(heard, turn, cancellationToken))
        {
            return true;
        }

        if (turn.State.LastDone is { Intent: "remind_me" } && Phrases.OtherReminder(heard.Text) is { } other
            && nlu.Understand($"{(turn.Language == "es" ? "recuérdame" : "remind me")} {other}", turn.NluContext(null)).Operations is [{ Intent: "remind_me" } reminder])
        {
            // "Y otro mañana temprano para revisar los logs": of something else.
            var another = new DialogFrame { Intent = "remind_me", Words = heard.Text };
            await filler.FillAsync(another, skills.SpecOf(another)!, reminder.Slots, turn, cancellationToken);
            await frames.StartAsync(another, turn, cancellationToken);
            return true;
        }

        if (Phrases.Again(heard.Text) is not { } again)
        {
            return heard.Operations.Count == 0 && await AnotherAsync(heard, turn, cancellationToken);
        }

        if (again.IsUsual)
        {
            await UsualAsync(turn, cancellationToken);
            return true;
        }

        if (turn.State.LastDone is not { } done || skills.SpecOf(new DialogFrame { Intent = done.Intent }) is not { } spec)
        {
            turn.Say(turn.Text("nothing_to_repeat"), Offers.Start(turn));
            return true;
        }

        var frame = new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) };
        frame.Slots.Remove(ListContinuation.SkipSlot);
        var changed = await DifferAsync(frame, spec, again.Difference, turn, cancellationToken);
        if (!changed && spec.Slot("task") is { } task && !spec.Aside)
        {
            // The same change on the same task is none: on which other?
            frame.Slots.Remove(task.Name);
            frame.Asked = task.Name;
        }

        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Solo lo mío", "just mine" right after a list or a report: the same of the person alone.</summary>
    private async Task<bool> MineAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (!OnlyMine().IsMatch(heard.Text) || turn.State is not { Top: null, LastDone: { } done, IntentHistory: [.., var last] } || last != done.Intent || turn.UtcNow - done.At > Corrections.Window
            || skills.SpecOf(new DialogFrame { Intent = done.Intent }) is not { Aside: true } spec || ByPerson(done, spec) is not { } frame)
        {
            return false;
        }

        frame.Words = heard.Text;
        frame.Slots["assignee"] = new PersonSlot(turn.Actor.User.Value, turn.Person.Username, turn.Person.FullName);
        frame.Slots.Remove(ListContinuation.SkipSlot);
        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>What was shown, as something that can be shown of one person: itself, or a list of the tasks that it was about.</summary>
    private static DialogFrame? ByPerson(Executed done, SkillSpec spec)
    {
        if (spec.Slot("assignee") is { Type: EntityType.Person })
        {
            return new DialogFrame { Intent = done.Intent, Slots = new(done.Slots, StringComparer.Ordinal) };
        }

        if (done.Intent is not ("search" or "risks" or "sprint_status" or "project_status"))
        {
            return null;
        }

        var list = new DialogFrame { Intent = "list_tasks" };
        foreach (var (from, to) in new[] { ("project", "project"), ("sprint", "sprint"), ("text", "task_query") })
        {
            if (done.Slots.TryGetValue(from, out var value))
            {
                list.Slots[to] = value;
            }
        }

        return list;
    }

    [GeneratedRegex(
        @"^\W*((ok|okay|no|y|pero|mejor|bueno|and|but|actually|dame|mu[eé]strame|show me|now|ahora)\W+)*((s[oó]lo|solamente|nom[aá]s|nada m[aá]s|[uú]nicamente|only|just)\s+(lo m[ií]o|lo que es m[ií]o|(l[ao]s )?m[ií][oa]s|mis (cosas|tareas|pendientes)|yo|lo que tengo yo|mine|my (own|ones|tasks|stuff|things|part))|lo m[ií]o (nom[aá]s|nada m[aá]s|solamente)|(y|and|what about|how about|qu[eé] hay de)\s+(lo m[ií]o|mine|my own|my part))(\W+(porfa|por favor|please|pls))?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex OnlyMine();

    /// <summary>"Y la otra también", "8 too", "y el resto igual": what was just done to a task, done to others.</summary>
    private async Task<bool> TooAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (Phrases.Too(heard.Text) is not { } what || turn.State.LastDone is not { Operation: not null } done || turn.UtcNow - done.At > Corrections.Window
            || skills.SpecOf(new DialogFrame { Intent = done.Intent }) is not { Aside: false } spec || spec.Slot("task") is not { } slot || !done.Slots.ContainsKey(slot.Name)
            || heard.Operations.Any(o => !skills.IsAside(o.Intent) && o.Slots.Keys.Any(s => s != slot.Name)))
        {
            return false;
        }

        var said = nlu.Understand(what, turn.NluContext(EntityType.Task)).Entities;
        var points = said.FirstOrDefault(e => e.Type == EntityType.Task);
        if (points is null && said.Any(e => e.Type is EntityType.Person or EntityType.Date or EntityType.DateRange or EntityType.Recurrence or EntityType.Project or EntityType.Priority))
        {
            return false;
        }

        var frame = new DialogFrame { Intent = done.Intent, Words = heard.Text, Slots = new(done.Slots, StringComparer.Ordinal) };
        frame.Slots.Remove(slot.Name);
        if (points?.Value is ReferenceValue { Kind: ReferenceKind.Rest } or TaskPickValue { Of: [ReferenceValue { Kind: ReferenceKind.Rest }] })
        {
            // The rest of what this was not done to, whatever else was done before.
            turn.State.Focus.Taken = [.. done.Tasks.Select(t => t.Id)];
        }

        await filler.FillAsync(frame, slot, points ?? new Entity(EntityType.Task, new TextValue(what), what, 0, what.Length), turn, cancellationToken);
        if (points is null && !frame.Slots.ContainsKey(slot.Name))
        {
            // Words that name no task are about something else.
            return false;
        }

        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Y también el fotógrafo" right after a task was made: one more, in the same project.</summary>
    private async Task<bool> AnotherAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.LastDone is not { Intent: "create_task" } done || turn.UtcNow - done.At > Corrections.Window || Phrases.Also(heard.Text) is not { Length: >= 4 } more
            || nlu.Understand($"{(turn.Language == "es" ? "tarea" : "task")}: {more}", turn.NluContext(null)).Operations is not [{ Intent: "create_task" } read])
        {
            return false;
        }

        var frame = new DialogFrame { Intent = done.Intent, Words = heard.Text };
        if (done.Slots.GetValueOrDefault("project") is { } project)
        {
            frame.Slots["project"] = project;
        }

        await filler.FillAsync(frame, skills.SpecOf(frame)!, read.Slots, turn, cancellationToken);
        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    private async Task<bool> DifferAsync(DialogFrame frame, SkillSpec spec, string difference, Turn turn, CancellationToken cancellationToken)
    {
        if (difference.Length == 0)
        {
            return false;
        }

        var changed = false;
        var said = nlu.Understand(difference, turn.NluContext(spec.Slot("task") is null || spec.Slots.Any(s => s.Type == EntityType.Date) ? null : EntityType.Task));
        foreach (var entity in said.Entities.Where(e => e.Type != EntityType.Text).Select(e => Corrections.BareNumberAsTask(e, spec)))
        {
            if (Retakes.SlotFor(spec, entity) is { } slot)
            {
                await filler.FillAsync(frame, slot, entity, turn, cancellationToken);
                changed = true;
            }
        }

        // "... pero que se llame X", "... : X"
        var name = Phrases.Name(difference) ?? (difference.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? Phrases.Unquoted(difference[(colon + 1)..]) : null);
        if (name is { Length: >= 2 } && spec.Slots.FirstOrDefault(s => s.Type == EntityType.Text) is { } text)
        {
            frame.Slots[text.Name] = new TextSlot(name);
            changed = true;
        }

        if (!changed && spec.Slots.FirstOrDefault(s => s is { Type: EntityType.Text, Required: true }) is { } title && frame.Slots.GetValueOrDefault(title.Name) is TextSlot { Text: var was })
        {
            // "Otra igual pero para Edge": the words with another end, or asked for; never the same once more.
            frame.Slots.Remove(title.Name);
            if (Phrases.AboutAnother(was, difference) is { } other)
            {
                frame.Slots[title.Name] = new TextSlot(other);
            }

            changed = true;
        }

        return changed;
    }

    /// <summary>What the person asks for most: a question is answered at once, a change is offered.</summary>
    private async Task UsualAsync(Turn turn, CancellationToken cancellationToken)
    {
        var usual = turn.State.IntentHistory.Where(i => Offers.For(i, turn) is not null && i is not ("help" or "undo" or "redo" or "cancel"))
            .GroupBy(i => i, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenByDescending(g => turn.State.IntentHistory.LastIndexOf(g.Key)).Select(g => g.Key).ToList();
        if (usual is [var first, ..] && skills.IsAside(first))
        {
            await frames.StartAsync(new DialogFrame { Intent = first }, turn, cancellationToken);
            return;
        }

        if (usual.Count == 0)
        {
            turn.Say(turn.Text("nothing_usual"), Offers.Start(turn));
            return;
        }

        turn.Say(turn.Text("usual"), [.. usual.Take(MaxOffered).Select(i => Offers.For(i, turn)!)]);
    }
}
