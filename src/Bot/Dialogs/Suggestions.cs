using System.Text.RegularExpressions;
using PmBot.Bot.Replies;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>"Dame una tarea", "give me something to do": the most urgent of one's own that is not begun, or else of nobody's, is offered. Nothing changes before a yes.</summary>
public sealed partial class Suggestions(TaskQueries queries)
{
    private const int MaxRead = 100;

    /// <summary>Takes a message that asks for something to do.</summary>
    /// <returns>False where it is none: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Top is not null || !Wanted().IsMatch(Fold.Text(heard.Text)))
        {
            return false;
        }

        var filter = new TaskFilter { LocalNow = turn.Now, OpenOnly = true };
        // "Dame otra" is none that was just spoken of.
        var passed = Other().IsMatch(Fold.Text(heard.Text)) ? turn.State.Focus.Tasks.ConvertAll(t => t.Id) : [];
        var own = (await queries.ListAsync(turn.Actor, filter with { Assignee = turn.Actor.User }, new Page(0, MaxRead), cancellationToken)).Tasks;
        var free = (await queries.ListAsync(turn.Actor, filter with { Unassigned = true }, new Page(0, MaxRead), cancellationToken)).Tasks.Where(t => turn.Directory.RoleIn(t.Project.Id, turn.Actor.User) >= Role.Developer);
        if (await FirstAsync(own.Where(t => t.Status == TaskState.Todo && !passed.Contains(t.Id.Value)), turn, cancellationToken) is { } mine)
        {
            Offer("own", mine, turn);
        }
        else if (await FirstAsync(free.Where(t => t.Status == TaskState.Todo && !passed.Contains(t.Id.Value)), turn, cancellationToken) is { } nobodys)
        {
            Offer("free", nobodys, turn);
        }
        else if (own.Count > 0)
        {
            turn.Say(turn.Text("suggest.going", ("task", TaskWords.Line(own[0], turn))), Offers.List(turn));
        }
        else
        {
            turn.Say(turn.Text("suggest.none"), Offers.Start(turn));
        }

        return true;
    }

    private static void Offer(string kind, TaskView task, Turn turn)
    {
        turn.State.Focus.Tasks = [TaskWords.Reference(task)];
        turn.Proposed = turn.Text($"suggest.say_{kind}", ("number", task.Number));
        turn.Say(turn.Text($"suggest.{kind}", ("task", TaskWords.Line(task, turn))), Button.Saying(turn.Proposed), Offers.List(turn));
    }

    /// <summary>The most urgent that waits for nothing; where all wait for something, the most urgent.</summary>
    private async Task<TaskView?> FirstAsync(IEnumerable<TaskView> tasks, Turn turn, CancellationToken cancellationToken)
    {
        var inOrder = tasks.OrderByDescending(t => t.Priority).ThenBy(t => t.Due is null).ThenBy(t => t.Due?.Day).ThenBy(t => t.Number).ToList();
        var needed = inOrder.SelectMany(t => t.DependsOn).Distinct().ToList();
        var open = needed.Count == 0 ? [] : (await queries.FindByNumbersAsync(turn.Actor, needed, cancellationToken)).Where(t => t.IsOpen).Select(t => t.Number).ToHashSet();
        return inOrder.Find(t => !t.DependsOn.Any(open.Contains)) ?? inOrder.FirstOrDefault();
    }

    [GeneratedRegex(@"\b(otra|another|else)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Other();

    [GeneratedRegex(
        @"^\W*((oye|hola|ok|bueno|y|ya|listo|hey|hi|so|and|please|porfa|por favor|can you|could you|puedes|podrias|me)\W+)*(" +
        @"(toma|agarra|escoge|elige|escogeme|elegime|dame|darme|sugiereme|sugerime|sugerirme|recomiendame|recomendame|ponme a hacer|me das|me pasas|me darias|me puedes dar|puedes darme) ((una|otra|alguna|la siguiente|la proxima)( (tarea|cosa|chamba))?|algo|tarea|trabajo|chamba|laburo|curro)( mas)?( (para|que|por) (hacer|trabajar|avanzar)| en (que|lo que) trabajar| para mi)?" +
        @"|(necesito|quiero|busco) (algo|trabajo|chamba|(una|otra) tarea) ((para|que|por) (hacer|trabajar|avanzar)|en (que|lo que) trabajar|para mi)" +
        @"|(en que|a que) (puedo|podria) (ayudar|avanzar|trabajar|meterme|ponerme)|que (tarea )?(puedo|podria) (tomar|agarrar|hacer|adelantar)|(que|cual) (tomo|agarro|hago)( ahora| primero| yo)?" +
        @"|((give|get|find|assign|hand) me|(suggest|pick|choose|recommend)( me)?) (a task|one|another one|another task|something( else)?|some work|work|the next one|the next task)( for me)?( to (do|work on|pick up))?( next| else)?|what (can|could|should) i (take|pick up|grab|work on|help with)( next| now)?|(got|have you got|do you have|is there) (anything|something|any work) (for me|i can (do|take|pick up|work on))( to do)?|i need (something to do|work|a task|something to work on))" +
        @"(\W+(porfa|por favor|please|pls|now|ahora|hoy|today))*\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Wanted();
}
