using System.Text.RegularExpressions;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Dialogs;

/// <summary>By what one task of several stands out.</summary>
internal enum Standing
{
    MostUrgent,
    LeastUrgent,
    DueFirst,
    DueLast,
    Largest,
    Smallest,
    Oldest,
    Newest,
}

/// <summary>"La más urgente de esas", "the one that's due first": a task that is named by how it stands among others.</summary>
/// <param name="By">By what.</param>
/// <param name="Start">The first character of its words, their article included.</param>
/// <param name="End">Behind their last.</param>
/// <param name="IsNamed">An article stands before it: "cierra la más vieja", and not "¿cuál vence primero?".</param>
internal sealed partial record Superlative(Standing By, int Start, int End, bool IsNamed)
{
    /// <summary>The superlative in a message; null where there is none, or several.</summary>
    public static Superlative? In(string text)
    {
        // Letter by letter, so that places in it are places in the message: "what's" becomes "what s".
        var folded = string.Create(text.Length, text, (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = from[i] is '\'' or '’' or '´' || Fold.Char(from[i]) == '\0' ? ' ' : Fold.Char(from[i]);
            }
        });
        if (Words().Matches(folded) is not [var said])
        {
            return null;
        }

        var by = Enum.GetValues<Standing>().First(s => said.Groups[s.ToString()].Success);
        return new Superlative(by, said.Index, said.Index + said.Length, said.Groups["article"].Success && !Set().IsMatch(folded[..said.Index]));
    }

    /// <summary>The tasks that stand out like this, those still open before others; several where they are equal, none where nothing tells them apart from the rest.</summary>
    public IReadOnlyList<TaskView> Of(IReadOnlyList<TaskView> tasks)
    {
        var open = tasks.Where(t => t.IsOpen).ToList();
        var among = (open.Count > 0 ? open : [.. tasks]).Where(Counts).ToList();
        var best = among.Count == 0 ? default : among.Max(Rank);
        return among.FindAll(t => Rank(t) == best);
    }

    private bool Counts(TaskView task) => By switch
    {
        Standing.DueFirst or Standing.DueLast => task.Due is not null,
        Standing.Largest or Standing.Smallest => task.Estimate is not null,
        _ => true,
    };

    /// <summary>The higher, the more: of two that are as urgent the one that is due first.</summary>
    private (decimal First, long Then) Rank(TaskView task) => By switch
    {
        Standing.MostUrgent => ((int)task.Priority, -Moment(task)),
        Standing.LeastUrgent => (-(int)task.Priority, Moment(task)),
        Standing.DueFirst => (-Moment(task), (int)task.Priority),
        Standing.DueLast => (Moment(task), 0),
        Standing.Largest => (task.Estimate ?? 0, 0),
        Standing.Smallest => (-(task.Estimate ?? 0), 0),
        Standing.Oldest => (-task.Number, 0),
        _ => (task.Number, 0),
    };

    private static long Moment(TaskView task) => task.Due is { } due ? due.Day.ToDateTime(due.Time ?? TimeOnly.MaxValue).Ticks : DateTime.MaxValue.Ticks;

    // What stands behind these says how a task is, and not which one: "ponla como la más urgente", "it's the oldest".
    [GeneratedRegex(@"\b(como|sea|es|era|esta|it|it s|is|s|as|be|that)\s+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Set();

    [GeneratedRegex(
        @"(?<article>\b(la|el|the) ((tarea|task) )?)?\b(" +
        @"(?<MostUrgent>mas (urgente|importante|prioritari[ao]|critic[ao]|apremiante)|(que )?(mas (urge|corre prisa|prisa corre)|urge mas|corre mas prisa)|((que )?tiene|de|con) (mas|mayor|la mayor) (prioridad|urgencia)|((that )?has|with) the most priority|most (urgent|important|critical|pressing)|(highest|top)[ -]priority|((that )?has|with) the (highest|top) priority)" +
        @"|(?<LeastUrgent>menos (urgente|importante|prioritari[ao])|(que )?(menos urge|menos prisa corre)|(de|con) (menos|menor|la menor) (prioridad|urgencia)|least (urgent|important|critical|pressing)|lowest[ -]priority|with the lowest priority)" +
        @"|(?<DueFirst>(que )?(se )?(vence|caduca|se entrega|hay que entregar) (primero|antes( que (todas|las demas|ninguna))?|mas pronto)|mas proxima( a vencer)?|(que (esta )?)?mas cerca de vencer|mas atrasad[ao]|((one |task )?(that )?(is |s )?)?due (first|soonest|next|earliest)|most overdue|with the (earliest|nearest|closest) (deadline|due date)|(de|con) (la )?fecha mas (cercana|proxima))" +
        @"|(?<DueLast>(que )?(se )?(vence|caduca|se entrega) (al final|(de )?ultim[ao]|mas tarde)|((one |task )?(that )?(is |s )?)?due (last|latest))" +
        @"|(?<Largest>mas (grande|larga|pesada)|(de|con) mas puntos|biggest|largest|longest|with the most points)" +
        @"|(?<Smallest>mas (chica|chiquita|pequena|corta)|(de|con) menos puntos|smallest|shortest|with the fewest points)" +
        @"|(?<Oldest>mas (vieja|antigua)|oldest)|(?<Newest>mas (nueva|reciente)|newest|most recent))" +
        @"\b( (one|task|tarea)\b)?(,? (de|entre|of|from|among) (todas (ellas|esas|estas)|todas|esas|estas|ellas|la lista|ahi|all of (them|those)|those|these|them|the list|the lot)\b)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Words();
}
