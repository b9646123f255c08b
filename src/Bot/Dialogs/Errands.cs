using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>"Dile a Kate que la apure", "tell Kate to hurry up with it": a message to somebody. The bot carries none; it offers a comment that they are told of, or a reminder, and does neither unasked.</summary>
public sealed partial class Errands(TaskQueries queries, TaskMentions mentions)
{
    private const double Sure = 0.9;

    /// <summary>Takes a message as such a wish.</summary>
    /// <returns>False where it is none: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Top is not null || heard.Operations.Any(o => o is { Source: "rule", Confidence: >= Sure, Intent: not "out_of_scope" } && !(o.Intent == "remind_me" && IsOfNoTime(heard))))
        {
            return false;
        }

        if (Everybody().IsMatch(heard.Text))
        {
            turn.Say(turn.Text("errand.everybody"), Offers.List(turn));
            return true;
        }

        foreach (var named in heard.Entities.Where(e => e is { Type: EntityType.Person, Value: NameValue }).OrderBy(e => e.Start))
        {
            var rest = heard.Text[named.End..];
            if (Asked().Match(heard.Text[..named.Start]) is not { Success: true } asked || Told().Match(rest) is not { Success: true } told || (asked.Groups["let"].Success && !told.Groups["know"].Success))
            {
                continue;
            }

            var people = ((NameValue)named.Value).Ids.Select(turn.FindPerson).OfType<DirectoryUser>().Where(p => p.Id != turn.Actor.User).ToList();
            if (people.Count > 1)
            {
                turn.Say(turn.Text("which_person", ("name", named.Text.Trim())), [.. people.Select(p => Button.Saying($"{heard.Text[..named.Start]}{p.FullName}{rest}"))]);
                return true;
            }

            return people is [var person] && await OfferAsync(person, told.Groups["what"].Value.TrimEnd(' ', '.', '!', '?'), heard, turn, cancellationToken);
        }

        return await WhoseItIsAsync(heard, turn, cancellationToken);
    }

    private static bool IsOfNoTime(Understanding heard) => !heard.Entities.Any(e => e.Type is EntityType.Date or EntityType.DateRange or EntityType.Recurrence);

    /// <summary>"Dile que la apure", "tell him to hurry": whoever does the task that is spoken of.</summary>
    private async Task<bool> WhoseItIsAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        Pronoun().Match(heard.Text) is { Success: true } said && turn.State.Focus.Tasks is [var spoken]
        && await queries.FindAsync(turn.Actor, [new TaskId(spoken.Id)], cancellationToken) is [{ Assignee: { } assignee }]
        && assignee.Id != turn.Actor.User && turn.Directory.User(assignee.Id) is { } person
        && await OfferAsync(person, said.Groups["what"].Value.TrimEnd(' ', '.', '!', '?'), heard, turn, cancellationToken);

    private async Task<bool> OfferAsync(DirectoryUser person, string what, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var name = TaskWords.Called(person.FullName, turn);
        if (what.Length == 0)
        {
            turn.Say(turn.Text("errand.what", ("person", name)));
            return true;
        }

        // In English a command behind "to" is one by itself: "@kate hurry up with it".
        var message = English().Replace(what, "");
        if (await TaskAsync(heard, turn, cancellationToken) is { } task && await ProjectOfAsync(task, turn, cancellationToken) is { } project && turn.Directory.RoleIn(project, person.Id) is not null)
        {
            var comment = turn.Text("errand.say_comment", ("number", task.Number), ("text", $"@{person.Username} {message}"));
            turn.Proposed = comment;
            turn.Say(turn.Text("errand.offer_comment", ("person", name), ("task", $"#{task.Number} {task.Title}"), ("text", message)), Button.Saying(comment));
            return true;
        }

        var remind = turn.Text("errand.say_remind", ("person", person.FullName), ("text", what));
        turn.Proposed = remind;
        turn.Say(turn.Text("errand.offer_remind", ("person", name), ("text", message)), Button.Saying(remind));
        return true;
    }

    /// <summary>The task that the message is about: by its number, by its words, or the one that is spoken of; null where it is about none.</summary>
    private async Task<TaskReference?> TaskAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        foreach (Match number in Number().Matches(heard.Text))
        {
            var isTime = heard.Entities.Any(e => e.Type is EntityType.Date or EntityType.DateRange or EntityType.Recurrence && e.Start <= number.Index && number.Index < e.End);
            if (!isTime && await Channels.TaskForms.FindAsync(int.Parse(number.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), turn, cancellationToken) is { } numbered)
            {
                return TaskWords.Reference(numbered);
            }
        }

        foreach (Match named in Named().Matches(heard.Text))
        {
            if (await mentions.NamedAsync(named.Groups["words"].Value, turn, cancellationToken) is [var found])
            {
                return found;
            }
        }

        return Points().IsMatch(heard.Text) && turn.State.Focus.Tasks is [var spoken] ? spoken : null;
    }

    private async Task<ProjectId?> ProjectOfAsync(TaskReference task, Turn turn, CancellationToken cancellationToken) =>
        await queries.FindAsync(turn.Actor, [new TaskId(task.Id)], cancellationToken) is [var found] ? found.Project.Id : null;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\W*((oye|ok|okay|bueno|porfa|por favor|please|hey|y|and|puedes|podr[ií]as|can you|could you|would you)\W+)*(d[ií]le|decile|decirle|d[ií]gale|av[ií]sale|avisarle|av[ií]same a|hazle saber|com[eé]ntale|comun[ií]cale|escr[ií]bele|m[aá]ndale( un)? (mensaje|recado)|p[ií]dele|pedile|pedirle|preg[uú]ntale|preguntarle|ap[uú]ra|apresura|tell|ask|ping|message|nudge|text|dm|write( to)?|(?<let>let))\s+((a|to)\s+)?$", Options, MatchTime.Most)]
    private static partial Regex Asked();

    [GeneratedRegex(@"^\W*((oye|ok|bueno|porfa|por favor|please|y|and|puedes|podr[ií]as|can you|could you)\W+)*((d[ií]les?|decirles?|av[ií]sales?|avisarles?|avisa|com[eé]ntales?|m[aá]ndales?|escr[ií]beles?)( un (mensaje|aviso))? (a todos|a todas|al equipo|a los dem[aá]s|al grupo|a todo el (equipo|mundo))|(tell|ask|message|notify|let) (the team|every(one|body)|all of them|the others|the group)( know)?)\s+(que|si|de|sobre|to|that|if|about|we|it|the|there|i|i'm|we're|it's)\b", Options, MatchTime.Most)]
    private static partial Regex Everybody();

    [GeneratedRegex(@"^\W*((oye|ok|bueno|porfa|por favor|please|y|and|puedes|podr[ií]as|can you|could you)\W+)*((d[ií]le|decile|d[ií]gale|av[ií]sale|com[eé]ntale|p[ií]dele|pedile|preg[uú]ntale)\s+(?<what>(que|si)\s.+)|(tell|ask|ping|message|nudge)\s+(him|her|them)\s+(?<what>(to|that|if|whether)\s.+))$", Options, MatchTime.Most)]
    private static partial Regex Pronoun();

    // "Cuando cierren la 7" is a reminder's moment.
    [GeneratedRegex(@"^(?!\W*(cuando|en cuanto|when|once|as soon as)\b)[\s,:]*((?<know>know)\b[\s,:]*)?(?<what>((que|si|to|that|if|whether|about|por|sobre|con|de|lo de|cu[aá]ndo|c[oó]mo|qu[eé]|d[oó]nde|how|what|where|why|for|the|it|we|i|they|he|she|there|this|our|my)\b.*|(?<=[,:]\s*)\S.*)?)$", Options | RegexOptions.Singleline, MatchTime.Most)]
    private static partial Regex Told();

    [GeneratedRegex(@"^(to|that)\s+", Options, MatchTime.Most)]
    private static partial Regex English();

    [GeneratedRegex(@"\b(el|la|los|las|del|lo de|the)\s+(?<words>\p{L}{3,}( (de|del|la|el|los|las|of|the|\p{L}{3,})){0,4})", Options, MatchTime.Most)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<![\p{L}\d:/.,%#-])#?(?<number>\d{1,6})(?![\d:/%-]|[.,]\d|\s?(h|am|pm|a\.m|p\.m|min|minut|hora|hour|d[ií]as?|days?|pts|punt|point|person|veces|times))", Options, MatchTime.Most)]
    private static partial Regex Number();

    // "La" behind a preposition is an article: "que venga a la junta" is about no task.
    [GeneratedRegex(@"\b((que|si|me|se|te|nos|y)\s+l[ao]|esa|eso|ella|it|this one|that one|\p{L}{2,}(r|ndo)(me|se|te|nos)?l[ao]|apur\p{L}*|urge|prisa|hurry)\b", Options, MatchTime.Most)]
    private static partial Regex Points();
}
