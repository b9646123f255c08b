using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>What is said of a list that was just shown: "¿cuál es la más urgente de esas?", "cierra la que vence primero", "y el resto del equipo", "and catálogo too".</summary>
public sealed partial class ShownLists(SkillCatalog skills, FrameRunner frames, MessageReader reader, TaskQueries queries)
{
    private const int MaxRead = 200;

    /// <summary>Reads a message with the number of the task that is named by how it stands in the list: "mueve la más urgente al viernes".</summary>
    /// <returns>As it was where none is named so, or more than one is.</returns>
    public async Task<Understanding> ReadAsync(Understanding heard, EntityType? asked, Turn turn, CancellationToken cancellationToken)
    {
        if (asked is not (null or EntityType.Task) || turn.State.Focus.List.Count == 0 || Superlative.In(heard.Text) is not { IsNamed: true } named
            || (asked is null && Question(heard, named) is not null)
            || heard.Entities.Any(e => e.Value is TaskNumbersValue) || heard.Operations.Any(o => o.Slots.Values.Any(e => e.Type == EntityType.Text && e.Start < named.End && named.Start < e.End))
            || named.Of(await ListedAsync(turn, cancellationToken)) is not [var meant])
        {
            return heard;
        }

        var article = heard.Text.AsSpan(named.Start).StartsWith("the", StringComparison.OrdinalIgnoreCase) ? "" : heard.Text[named.Start..(named.Start + 3)];
        return reader.Hear($"{heard.Text[..named.Start]}{article}#{meant.Number}{heard.Text[named.End..]}", turn);
    }

    /// <summary>Takes a message that asks for one of the list, or for the same list of others.</summary>
    /// <returns>False where it is neither: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        turn.State.Top is null && (await ShowAsync(heard, turn, cancellationToken) || await OthersAsync(heard, turn, cancellationToken) || await ProjectAsync(heard, turn, cancellationToken));

    /// <summary>"La que vence primero", "what's my most urgent task": that one, which is spoken of from now on.</summary>
    private async Task<bool> ShowAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (Superlative.In(heard.Text) is not { } superlative || Question(heard, superlative) is not { } around)
        {
            return false;
        }

        var filter = new TaskFilter { LocalNow = turn.Now, OpenOnly = true };
        var project = heard.Entities.FirstOrDefault(e => e is { Type: EntityType.Project, Value: NameValue { Ids: [_] } });
        var isMine = Mine().IsMatch(around);
        var isOfList = turn.State.Focus.List.Count > 0 && project is null && !isMine;
        var among = isOfList ? await ListedAsync(turn, cancellationToken)
            : (await queries.ListAsync(turn.Actor, filter with
            {
                Assignee = isMine ? turn.Actor.User : null,
                Projects = project?.Value is NameValue { Ids: [var id] } && turn.FindProject(id) is { } known ? [known.Id] : [],
            }, new Page(0, MaxRead), cancellationToken)).Tasks;
        var meant = superlative.Of(among);
        if (meant.Count == 0)
        {
            turn.Say(turn.Text(among.Count == 0 ? "standing.no_tasks" : superlative.By is Standing.Largest or Standing.Smallest ? "standing.no_points" : "standing.no_dates"), Offers.Start(turn));
            return true;
        }

        await frames.StartAsync(new DialogFrame { Intent = "get_status", Words = heard.Text, Slots = { ["task"] = new TasksSlot([.. meant.Select(TaskWords.Reference)]) } }, turn, cancellationToken);
        return true;
    }

    /// <summary>What stands around a superlative, where the message only asks for it; null where it wants more.</summary>
    private static string? Question(Understanding heard, Superlative superlative)
    {
        var text = heard.Text;
        foreach (var project in heard.Entities.Where(e => e is { Type: EntityType.Project, Value: NameValue { Ids: [_] } } && (e.End <= superlative.Start || e.Start >= superlative.End)).OrderByDescending(e => e.Start))
        {
            text = text[..project.Start] + new string(' ', project.End - project.Start) + text[project.End..];
        }

        var around = Fold.Text($"{text[..superlative.Start]} {text[superlative.End..]}".Replace('\'', ' ').Replace('’', ' '));
        return Small().IsMatch(around) ? around : null;
    }

    /// <summary>"Y el resto del equipo" after one's own or somebody's: the same of everybody else.</summary>
    private async Task<bool> OthersAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (!Others().IsMatch(Fold.Text(heard.Text)) || Shown(turn) is not var (done, spec) || spec.Slot("assignee") is null || done.Slots.GetValueOrDefault("assignee") is not PersonSlot person)
        {
            return false;
        }

        var frame = Again(done, heard);
        frame.Slots.Remove("assignee");
        if (spec.Slot("except") is not null)
        {
            frame.Slots["except"] = person;
        }

        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Y también las de Catálogo" after what was shown of another project: the same of that one.</summary>
    private async Task<bool> ProjectAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Entities.Where(e => e.Type == EntityType.Project).ToList() is not [{ Value: NameValue { Ids: [var id] } } said] || turn.FindProject(id) is not { } project
            || !Too().IsMatch(Fold.Text($"{heard.Text[..said.Start]}*{heard.Text[said.End..]}")) || Shown(turn) is not var (done, spec)
            || spec.Slot("project") is null || done.Slots.GetValueOrDefault("project") is not ProjectSlot { Id: var shown } || shown == project.Id.Value)
        {
            return false;
        }

        var frame = Again(done, heard);
        frame.Slots.Remove("sprint");
        frame.Slots["project"] = new ProjectSlot(project.Id.Value, project.Name);
        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>What the last message showed; null where it showed nothing.</summary>
    private (Executed Done, SkillSpec Spec)? Shown(Turn turn) =>
        turn.State is { LastDone: { Operation: null } done, IntentHistory: [.., var last] } && last == done.Intent && turn.UtcNow - done.At < Corrections.Window
        && skills.SpecOf(new DialogFrame { Intent = done.Intent }) is { Aside: true } spec ? (done, spec) : null;

    private static DialogFrame Again(Executed done, Understanding heard)
    {
        var frame = new DialogFrame { Intent = done.Intent, Words = heard.Text, Slots = new(done.Slots, StringComparer.Ordinal) };
        frame.Slots.Remove(ListContinuation.SkipSlot);
        return frame;
    }

    private async Task<IReadOnlyList<TaskView>> ListedAsync(Turn turn, CancellationToken cancellationToken)
    {
        var found = (await queries.FindAsync(turn.Actor, [.. turn.State.Focus.List.Select(t => new TaskId(t.Id))], cancellationToken)).ToDictionary(t => t.Id.Value);
        return [.. turn.State.Focus.List.Select(t => found.GetValueOrDefault(t.Id)).OfType<TaskView>()];
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Nothing but words that ask, or point at what was shown.
    [GeneratedRegex(@"^(?>\W+|\b(y|e|o sea|pero|and|so|ok|oye|hey|de|del|entre|of|from|in|en|for|among|all|todas|esas|estas|ellas|esos|those|these|them|lista|list|ahi|here|cual|cuales|que|which|what|whats|whos|is|s|are|es|son|era|seria|would|be|one|ones|task|tasks|tarea|tareas|pendiente|pendientes|dime|dame|muestrame|mostrame|ver|quiero|tell|show|give|me|mi|mis|my|mine|mias|tengo|do|i|have|we|tenemos|hay|there|la|el|las|lo|the|a|por favor|porfa|please|ahora|now|right|equipo|team|proyecto|project)\b)*$", Options, MatchTime.Most)]
    private static partial Regex Small();

    [GeneratedRegex(@"\b(mi|mis|mias|my|mine|tengo|i have|do i)\b", Options, MatchTime.Most)]
    private static partial Regex Mine();

    [GeneratedRegex(
        @"^\W*((y|e|and|ok|bueno|ahora|now|pero|but|que hay|what about|how about|what does|what do|what has|whats|que tal|dame|muestrame|show me|que tienen)\W+)*((de|del|con|for|of|a) )?((el |lo )?(resto|demas)( de)?( la)?(l)? (equipo|gente|grupo|team)|((las|los|lo) de )?(los|las) (demas|otros|otras)( personas| companeros| del equipo)?|(el|the|los del|las del) (equipo|team)|mis companeros( de equipo)?|(the )?rest of (the|my) (team|people|group|crew)|every(one|body) elses?( on the team| tasks)?|the others|my teammates)(\W+(que|tienen|have|got|has|doing|que tienen|what do they have|porfa|please|por favor))?\W*$",
        Options, MatchTime.Most)]
    private static partial Regex Others();

    // The project's name stands as a star.
    [GeneratedRegex(@"^\W*((y|e|and|plus|ok|ahora|now|tambien|also|igual|lo mismo|same|the same|what about|how about|que hay|que tal|dame|muestrame|show me|ver)[^\w*]+)+((las|los|lo|el|la|the|those|ones|tareas|pendientes|tasks|reporte|informe|resumen|report|estado|status|one)[^\w*]+)*((de|del|en|of|from|in|for|con|para)[^\w*]+((el|la|the)[^\w*]+)?)?\*([^\w]+(too|as well|also|tambien|igual|porfa|por favor|please|ones|s))*\W*$", Options, MatchTime.Most)]
    private static partial Regex Too();
}
