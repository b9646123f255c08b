using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>Finds the tasks that bare words name, as written: no typo is forgiven, since nothing says that a task is meant.</summary>
public sealed partial class TaskMentions(TaskQueries queries)
{
    private const int MaxFound = 6;
    private const int MaxWords = 4;

    // What stands behind an article in any message and names no task by itself.
    private static readonly HashSet<string> Common = new(
        ["tarea", "tareas", "prioridad", "fecha", "estado", "proyecto", "sprint", "resto", "misma", "mismo", "otra", "otras", "otro", "otros", "cosa", "cosas", "lista", "semana", "lunes", "martes", "miercoles", "jueves",
         "viernes", "sabado", "domingo", "manana", "tarde", "noche", "primera", "segunda", "tercera", "ultima", "mitad", "hora", "puntos", "punto", "etiqueta", "comentario", "task", "tasks", "priority", "date", "status",
         "project", "rest", "same", "other", "list", "week", "first", "second", "last", "half", "points", "label", "comment", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "afternoon"],
        StringComparer.Ordinal);

    // What may hang on a name: "la home ahora".
    private static readonly HashSet<string> Around = new(["ahora", "ahorita", "hoy", "mismo", "tambien", "porfa", "favor", "por", "del", "las", "los", "the", "now", "today", "too", "also", "please", "already", "yet"], StringComparer.Ordinal);

    /// <summary>The open tasks whose titles have all of the words; of several, those just shown.</summary>
    public Task<IReadOnlyList<TaskReference>> NamedAsync(string words, Turn turn, CancellationToken cancellationToken) => NamedAsync(words, openOnly: true, turn, cancellationToken);

    /// <summary>The same, those that are over included if <paramref name="openOnly"/> is false.</summary>
    public async Task<IReadOnlyList<TaskReference>> NamedAsync(string words, bool openOnly, Turn turn, CancellationToken cancellationToken)
    {
        var wanted = Folding.Words(words).Where(w => w.Length > 2 && !Around.Contains(w)).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var hits = await queries.SearchAsync(turn.Actor, string.Join(' ', wanted), new TaskFilter { LocalNow = turn.Now, OpenOnly = openOnly }, MaxFound * 2, cancellationToken);
        List<TaskReference> found = [.. hits.Where(h => (h.Task.IsOpen || !openOnly) && Likeness.Of(wanted, Folding.Words(h.Task.Title)) >= 1).Take(MaxFound).Select(h => TaskWords.Reference(h.Task))];
        var shown = found.FindAll(t => turn.State.Focus.List.Exists(l => l.Id == t.Id));
        return shown.Count > 0 ? shown : found;
    }

    /// <summary>The tasks that the words of a request name which nothing in it was read from: "ponme la home a mí".</summary>
    /// <returns>Nothing where no word names one.</returns>
    public async Task<IReadOnlyList<TaskReference>> LooseAsync(Interpretation said, Turn turn, CancellationToken cancellationToken)
    {
        var text = (turn.Heard?.Text ?? "").ToCharArray();
        foreach (var entity in said.Slots.Values)
        {
            for (var i = Math.Max(0, entity.Start); i < Math.Min(text.Length, entity.End); i++)
            {
                text[i] = '.';
            }
        }

        var from = Math.Clamp(said.Start, 0, text.Length);
        var loose = new string(text, from, Math.Clamp(said.End, from, text.Length) - from);
        var best = new Dictionary<Guid, (TaskReference Task, int Words)>();
        foreach (var word in Led().Matches(loose).Select(m => m.Groups["word"].Value).Where(w => !Common.Contains(Folding.Fold(w))).Take(MaxWords))
        {
            foreach (var task in await NamedAsync(word, turn, cancellationToken))
            {
                best[task.Id] = (task, best.GetValueOrDefault(task.Id).Words + 1);
            }
        }

        var most = best.Values.Select(b => b.Words).DefaultIfEmpty().Max();
        return [.. best.Values.Where(b => b.Words == most).Select(b => b.Task)];
    }

    [GeneratedRegex(@"(^\s*|\b(la|el|los|las|lo de|lo del|lo de la|del|de la|al|the)\s+)(?<word>\p{L}{4,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Led();
}
