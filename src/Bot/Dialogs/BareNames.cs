using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>A name and no request: "the login one" and "el filtro" show that task, "business cards para el lunes" is offered as a new one.</summary>
public sealed partial class BareNames(SkillCatalog skills, FrameRunner frames, SlotFiller filler, SlotResolver resolver, TaskMentions mentions)
{
    private const int MaxWords = 40;

    private static readonly SlotSpec Task = Ask.Tasks();

    /// <summary>Takes a message that is nothing but what a task is called, where nothing is open.</summary>
    /// <returns>False where it is more, or none is called that: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        turn.State.Top is null && heard.Cues == Cues.None && (await ShowAsync(heard, turn, cancellationToken) || await OfferAsync(heard, turn, cancellationToken));

    private async Task<bool> ShowAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations.Any(o => o.Source == "rule" && o.Intent != "out_of_scope") || Name().Match(heard.Text) is not { Success: true } name || heard.Entities.Any(e => e.Type is EntityType.Project or EntityType.Date or EntityType.Sprint or EntityType.Recurrence))
        {
            return false;
        }

        var words = name.Groups["words"].Value.Trim();
        var isMany = name.Groups["many"].Success;
        var whose = heard.Entities.FirstOrDefault(e => e.Type == EntityType.Person);
        if (words.Length > MaxWords || (whose is not null && (!name.Groups["one"].Success || whose.Text.Length < words.Length)))
        {
            return false;
        }

        // "La de Ana" is one of hers.
        var named = new Entity(EntityType.Task, whose?.Value is NameValue person ? new TaskDescriptionValue(null, person, isMany) : new TaskDescriptionValue(words, null, isMany), heard.Text, 0, heard.Text.Length);

        // "El clima" names a task only where one is called that; "la del clima" says that it is one.
        if (!name.Groups["one"].Success && !isMany && (await mentions.NamedAsync(words, openOnly: false, turn, cancellationToken)).Count == 0)
        {
            return false;
        }

        if (isMany && await resolver.ResolveAsync(Task, named, turn, cancellationToken) is not Resolution.Filled)
        {
            return false;
        }

        var frame = new DialogFrame { Intent = "get_status", Words = heard.Text };
        await filler.FillAsync(frame, skills.SpecOf(frame)!.Slot("task")!, named, turn, cancellationToken);
        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    /// <summary>"Pedir flores para el jueves", and no task is called that: it is offered as a new one, day and all.</summary>
    private async Task<bool> OfferAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations is not [{ Intent: "set_due_date" } dated] || turn.State.Focus.Tasks is [_] || Moves().IsMatch(heard.Text) || Offers.Creating(heard, turn) is not { } creating || Offers.Named(heard) is not { } title)
        {
            return false;
        }

        var isUnknown = dated.Slots.GetValueOrDefault("task") switch
        {
            null => true,
            { Value: TaskDescriptionValue { Person: null, Plural: false } } said => await resolver.ResolveAsync(Task, said, turn, cancellationToken) is Resolution.Ambiguous,
            _ => false,
        };
        if (!isUnknown || (await mentions.NamedAsync(title, turn, cancellationToken)).Count > 0)
        {
            return false;
        }

        turn.Say(turn.Text("no_such_task_new", ("name", title)), creating);
        return true;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        @"^\W*((y|ok|oye|mira|a ver|and|hey)\W+)*((?<one>(la|el|lo|esa|ese)(\s+(tarea|ticket|pendiente))?\s+(de las?|de los|del?|sobre))\s+(?<words>\p{L}[^?¿!,;:\n]{2,60})|(?<many>(las|los)(\s+(tareas|pendientes))?\s+(de las?|de los|del?))\s+(?<words>\p{L}[^?¿!,;:\n]{2,60})|(the|that)\s+(?<words>\p{L}[^?¿!,;:\n]{2,60}?)\s+((?<one>one|task|ticket|thing)|(?<many>ones|tasks|tickets))|(la|el|los|las|the)\s+(?<words>\p{L}[^?¿!,;:\n]{2,60}))[\s.?!]*$",
        Options, MatchTime.Most)]
    private static partial Regex Name();

    // A request, whatever it is about.
    [GeneratedRegex(@"^\W*((y|ok|oye|and|hey|please|porfa|por favor)\W+)*(mueve|mover|muevan|pasa|pasar|p[oó]n|poner|ponle|cambia|cambiar|deja|dejar|corre|correr|aplaza|posp[oó]n|posponer|reprograma|adelanta|atrasa|quiero|necesito|puedes|puede|que|move|push|put|set|make|change|delay|postpone|reschedule|shift|bump|leave|bring|pull|get|can|could|i|we|let)\b", Options, MatchTime.Most)]
    private static partial Regex Moves();
}
