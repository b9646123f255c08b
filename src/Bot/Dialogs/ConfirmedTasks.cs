using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Which tasks a pending confirmation is about: the same told again, fewer of them, or others.</summary>
public sealed partial class ConfirmedTasks(SkillCatalog skills, FrameRunner frames, SlotResolver resolver, Leaving leaving)
{
    /// <summary>"Sí, borra la 7": the request said again with the yes, about the same tasks.</summary>
    public async Task<bool> AreRetoldAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is not [{ } again] || again.Intent != frame.Intent)
        {
            return false;
        }

        return !again.Slots.TryGetValue("task", out var said)
            || said.Value is ReferenceValue { Kind: ReferenceKind.It or ReferenceKind.Those or ReferenceKind.Both }
            || (await ResolveTasksAsync(frame, said, turn, cancellationToken) is { } tasks && SameTasks(frame, tasks));
    }

    /// <summary>"Menos la 8", "quita la última", "solo las dos primeras": fewer of those that were shown.</summary>
    public async Task<bool> NarrowAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var (less, just, denied) = (Less().Match(heard.Text), Just().Match(heard.Text), Denied().Match(heard.Text));
        if (frame.Slots.GetValueOrDefault("task") is not TasksSlot { Tasks: { Count: > 1 } shown } || !(less.Success || just.Success || denied.Success))
        {
            return false;
        }

        var isLess = less.Success || denied.Success;
        var from = less.Success ? less.Index + less.Length : denied.Success ? denied.Groups["what"].Index : just.Index + just.Length;
        var meant = new HashSet<Guid>();
        foreach (var entity in heard.Entities.Concat(heard.Operations.SelectMany(o => o.Slots.Values)).Where(e => e.Type == EntityType.Task && e.End > from))
        {
            var value = entity.Value is TaskPickValue { Except.Count: > 0 } all ? all with { Of = all.Except, Except = [] } : entity.Value;
            if (await OfShownAsync(frame, entity with { Value = value }, turn, cancellationToken) is { } tasks)
            {
                meant.UnionWith(tasks.Tasks.Select(t => t.Id));
            }
        }

        if (meant.Count == 0)
        {
            // "Not 9", whatever else the number could be; "quita las fotos", by the words of its title.
            meant.UnionWith(Numbered(heard.Text[from..], shown) is { Count: > 0 } numbered ? numbered : Called(denied.Success ? denied.Groups["what"].Value : heard.Text[from..], shown));
        }

        if (meant.Count == 0 && heard.Entities.Where(e => e.Start >= from).Select(e => Trait(e, turn)).OfType<Func<TaskView, bool>>().ToList() is { Count: > 0 } traits)
        {
            meant.UnionWith(await WithAsync(traits, shown, turn, cancellationToken));
            if (meant.Count == 0)
            {
                // "Menos las de Website", of which there are none here: said, and the question stands as it was.
                turn.Say(turn.Text("none_of_these"));
                frame.Confirmation = null;
                await frames.AdvanceAsync(frame, turn, cancellationToken);
                return true;
            }
        }

        if (!shown.Any(t => meant.Contains(t.Id)))
        {
            return false;
        }

        IReadOnlyList<TaskReference> kept = [.. shown.Where(t => meant.Contains(t.Id) != isLess)];
        if (kept.Count == 0)
        {
            await leaving.RefuseAsync(turn, cancellationToken);
            return true;
        }

        frame.Slots["task"] = new TasksSlot(kept, Described: true);
        // "Solo la 9" says what to do: what is harmless and one needs no yes besides. What "menos la 9" leaves was not named.
        frame.NeedsYes = isLess;
        frame.Confirmation = null;
        frame.Attempts = 0;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Solo las urgentes", "menos las de Ana": those of the shown that have all that is said of them.</summary>
    private static async Task<IEnumerable<Guid>> WithAsync(List<Func<TaskView, bool>> traits, IReadOnlyList<TaskReference> shown, Turn turn, CancellationToken cancellationToken)
    {
        var tasks = await turn.Services.Tasks.FindAsync(turn.Actor, [.. shown.Select(t => new TaskId(t.Id))], cancellationToken);
        return tasks.Where(t => traits.TrueForAll(has => has(t))).Select(t => t.Id.Value);
    }

    /// <summary>Whether a task is as a piece of the message says; null where the piece says nothing of tasks.</summary>
    private static Func<TaskView, bool>? Trait(Entity said, Turn turn) => (said.Type, said.Value) switch
    {
        (EntityType.Person, ReferenceValue { Kind: ReferenceKind.Me }) => t => t.Assignee?.Id == turn.Actor.User,
        (EntityType.Person, ReferenceValue { Kind: ReferenceKind.Nobody }) => t => t.Assignee is null,
        (EntityType.Person, NameValue { Ids: var people }) => t => t.Assignee is { } who && people.Any(p => turn.FindPerson(p)?.Id == who.Id),
        (EntityType.Project, NameValue { Ids: var projects }) => t => projects.Any(p => turn.FindProject(p)?.Id == t.Project.Id),
        (EntityType.Priority, ChoiceValue { Name: var name }) => t => WireName.Of(t.Priority) == name,
        (EntityType.Status, ChoiceValue { Name: var name }) => t => WireName.Of(t.Status) == name,
        (EntityType.Label, LabelsValue { Labels: var labels }) => t => labels.Any(l => t.Labels.Contains(l, StringComparer.OrdinalIgnoreCase)),
        (EntityType.Sprint, NameValue { Ids: var sprints }) => t => t.Sprint is { } sprint && sprints.Contains(sprint, StringComparer.OrdinalIgnoreCase),
        _ => null,
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\W*((s[ií]|ok|dale|yes|yeah|yep|sure|claro|vale|no|nah|todas|todos|all|bueno|va|pero|but|wait|hold on|actually|espera(te)?|perd[oó]n|sorry|digo)\b[\s,]*)*(menos|excepto|salvo|sin|quita(ndo)?|quit[aá]|saca(ndo)?|sac[aá]|dej[aá] fuera|no toques|except|but not|not|without|minus|leave out|skip|remove|drop|take out|exclude|all but)\b", Options, MatchTime.Most)]
    private static partial Regex Less();

    [GeneratedRegex(@"^\W*((s[ií]|ok|dale|yes|yeah|yep|sure|claro|vale|no|nah|bueno|va|pero|but|mejor|wait|hold on|actually|espera(te)?|perd[oó]n|sorry|digo)\b[\s,]*)*(s[oó]lo|solamente|nada m[aá]s|nom[aá]s|[uú]nicamente|only|just)\b", Options, MatchTime.Most)]
    private static partial Regex Just();

    [GeneratedRegex(@"^(\W|\b(la|las|el|los|the|tareas?|tasks?|y|and|ni|nor|or|o)\b)*((?<number>\d+)\b(\W|\b(la|las|el|los|the|y|and|ni|nor|or|o)\b)*)+$", Options, MatchTime.Most)]
    private static partial Regex Numbers();

    // "Sí, pero la 9 no".
    [GeneratedRegex(@"^\W*((s[ií]|ok|dale|yes|yeah|yep|sure|claro|vale|bueno|va|pero|but|todas|todos|all|hazlo|do it)\b[\s,]*)*(?<what>(la|las|el|los|lo|the|#|\d)[^?¿]{0,60}?)[\s,]+no\W*$", Options, MatchTime.Most)]
    private static partial Regex Denied();

    private static List<Guid> Numbered(string words, IReadOnlyList<TaskReference> shown)
    {
        var numbers = Numbers().Match(words).Groups["number"].Captures.Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        return [.. shown.Where(t => numbers.Contains(t.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))).Select(t => t.Id)];
    }

    private static IEnumerable<Guid> Called(string words, IReadOnlyList<TaskReference> shown)
    {
        var said = Folding.Words(Around().Replace(words, " ")).ToList();
        return said.Count == 0 ? [] : shown.Where(t => Likeness.Of(said, Folding.Words(t.Title)) > 0).Select(t => t.Id);
    }

    [GeneratedRegex(@"\b(del? (el |la )?(sprint|lista|proyecto)|from (the )?(sprint|list)|(out )?of (it|there|the sprint|the list)|las?|los?|el|del?|the|one|ones|porfa(vor)?|por favor|please|de ahi|ahi)\b|[^\w\s]", Options, MatchTime.Most)]
    private static partial Regex Around();

    /// <summary>"The second", while several are shown to be confirmed, is the second of these.</summary>
    private async Task<TasksSlot?> OfShownAsync(DialogFrame frame, Entity said, Turn turn, CancellationToken cancellationToken)
    {
        var (list, taken) = (turn.State.Focus.List, turn.State.Focus.Taken);
        if (frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: { Count: > 1 } shown })
        {
            turn.State.Focus.Show(shown);
        }

        var meant = await ResolveTasksAsync(frame, said, turn, cancellationToken);
        (turn.State.Focus.List, turn.State.Focus.Taken) = (list, taken);
        return meant;
    }

    /// <summary>"No, la 8", "sí pero la 8": the question is asked again about the right thing.</summary>
    public async Task<bool> ChangeAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var said = heard.Operations is [{ } again] && again.Intent == frame.Intent && again.Slots.TryGetValue("task", out var retold)
            ? retold
            : heard.Operations.Count == 0 ? heard.Entities.FirstOrDefault(e => e.Type == EntityType.Task) ?? Words(heard) : null;
        if (said is null || skills.SpecOf(frame)?.Slot("task") is not { } slot
            || await OfShownAsync(frame, said, turn, cancellationToken) is not { } tasks || SameTasks(frame, tasks))
        {
            return false;
        }

        frame.Slots[slot.Name] = tasks;
        frame.NeedsYes = false;
        frame.Confirmation = null;
        frame.Attempts = 0;
        await frames.AdvanceAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"No, the cookie banner": what is left after the cue may be a task's title.</summary>
    private static Entity? Words(Understanding heard)
    {
        var words = Hesitation().Replace(heard.Rest.Trim(), "");
        return !heard.Cues.HasFlag(Cues.Only) && words.Length is >= 3 and <= 80
            ? new Entity(EntityType.Task, new TextValue(words), words, 0, heard.Text.Length)
            : null;
    }

    [GeneratedRegex(@"^(no\b[\s,]*)?(wait|hold on|espera|esp[eé]rate|perd[oó]n|sorry)?[\s,]*\b(the|la del?|el del?|la|el|lo de)?\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Hesitation();

    private async Task<TasksSlot?> ResolveTasksAsync(DialogFrame frame, Entity said, Turn turn, CancellationToken cancellationToken) =>
        skills.SpecOf(frame)?.Slot("task") is { } slot && await resolver.ResolveAsync(slot, said, turn, cancellationToken) is Resolution.Filled { Value: TasksSlot tasks }
            ? tasks
            : null;

    private static bool SameTasks(DialogFrame frame, TasksSlot tasks) =>
        frame.Slots.GetValueOrDefault("task") is TasksSlot shown && shown.Tasks.Select(t => t.Id).ToHashSet().SetEquals(tasks.Tasks.Select(t => t.Id));
}
