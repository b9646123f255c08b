using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>Finds the tasks of a description such as "todo lo atrasado del catálogo menos la 7".</summary>
/// <remarks>Without a status the open ones are meant.</remarks>
public sealed class TaskSetResolver(TaskQueries queries)
{
    /// <summary>How many tasks may be changed at once.</summary>
    public const int MaxTasks = 200;

    /// <summary>The tasks that are meant; <see cref="Resolution.Nothing"/> where there is none, or there are too many.</summary>
    public async Task<Resolution> ResolveAsync(TaskSetValue set, Turn turn, CancellationToken cancellationToken)
    {
        if (Projects(set.Project, turn) is not { } projects)
        {
            return new Resolution.Ambiguous(turn.Text("which_tasks_project", ("words", set.Said)), [], set.Said);
        }

        if (set.Sprint is { } sprint && Sprints(sprint, projects, turn).Count == 0)
        {
            return new Resolution.Nothing(turn.Text("no_such_sprint", ("words", set.Said)));
        }

        if (set.Person is not NameValue named)
        {
            var who = set.Person is ReferenceValue { Kind: ReferenceKind.Me } ? turn.Person : null;
            return Filled(await FindAsync(set, who, projects, turn, cancellationToken), set, turn);
        }

        var people = named.Ids.Select(turn.FindPerson).OfType<DirectoryUser>().ToList();
        if (people is [var only])
        {
            return Filled(await FindAsync(set, only, projects, turn, cancellationToken), set, turn);
        }

        // Whose is never guessed: with two Anas the person says which.
        var choices = new List<SlotChoice>();
        foreach (var person in people)
        {
            if (Filled(await FindAsync(set, person, projects, turn, cancellationToken), set, turn) is Resolution.Filled theirs)
            {
                choices.Add(new SlotChoice(person.FullName, theirs.Value));
            }
        }

        return new Resolution.Ambiguous(turn.Text(people.Count > 1 ? "whose" : "unknown_owner"), choices, set.Said);
    }

    /// <summary>The tasks that a name stands for which no title bears: of a label, a project or a sprint; null where there is none of it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="person">Whose they are; null for anybody's.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Resolution?> ByNameAsync(string name, NameValue? person, Turn turn, CancellationToken cancellationToken)
    {
        var folded = Fold.Text(name);
        var set = new TaskSetValue(name) { Person = person };
        // "Los bugs" bear the label "bug".
        var ways = new List<TaskSetValue> { set with { Labels = [name] }, set with { Labels = [name.TrimEnd('s')] } };
        if (turn.Projects.FirstOrDefault(p => p.Aliases.Append(p.Name).Append(p.Key).Any(a => Fold.Text(a) == folded)) is { } project)
        {
            ways.Insert(0, set with { Project = new NameValue([project.Id.Value.ToString()]) });
        }

        if (turn.Projects.SelectMany(p => p.Sprints).Any(s => Fold.Text(s.Name) == folded))
        {
            ways.Insert(0, set with { Sprint = new TextValue(name) });
        }

        foreach (var way in ways)
        {
            if (await ResolveAsync(way, turn, cancellationToken) is Resolution.Filled found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The tasks that bear a label; null where none does.</summary>
    public async Task<Resolution.Filled?> ByLabelAsync(string label, NameValue? person, Turn turn, CancellationToken cancellationToken) =>
        await ResolveAsync(new TaskSetValue(label) { Person = person, Labels = [label] }, turn, cancellationToken) as Resolution.Filled;

    private static Resolution Filled(IReadOnlyList<TaskView> found, TaskSetValue set, Turn turn) => found.Count switch
    {
        0 => new Resolution.Nothing(turn.Text("empty_set", ("words", set.Said))),
        > MaxTasks => new Resolution.Nothing(turn.Text("set_too_large", ("words", set.Said), ("max", MaxTasks))),
        _ => new Resolution.Filled(new TasksSlot([.. found.Select(TaskWords.Reference)], Described: true) { IsAll = set.IsOnlyTheirs && TaskResolver.SaysAll(set.Said) }),
    };

    private async Task<IReadOnlyList<TaskView>> FindAsync(
        TaskSetValue set, DirectoryUser? person, IReadOnlyList<DirectoryProject> projects, Turn turn, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter
        {
            LocalNow = turn.Now,
            Projects = [.. projects.Select(p => p.Id)],
            Assignee = person?.Id,
            Unassigned = set.Person is ReferenceValue { Kind: ReferenceKind.Nobody },
            Statuses = [.. Parsed<TaskState>(set.Statuses)],
            OpenOnly = set.Statuses.Count == 0,
            Priorities = [.. Parsed<TaskPriority>(set.Priorities)],
            Labels = set.Labels,
            Overdue = set.Overdue,
            Words = set.Words,
        };
        filter = set.Due switch
        {
            DateValue { Day: var day } => filter with { DueFrom = day, DueTo = day },
            DateRangeValue { From: var from, To: var to } => filter with { DueFrom = from, DueTo = to },
            NothingValue => filter with { HasDue = false },
            _ => filter,
        };
        return await InSprintsAsync(filter, set, projects, turn, cancellationToken);
    }

    private async Task<List<TaskView>> InSprintsAsync(
        TaskFilter filter, TaskSetValue set, IReadOnlyList<DirectoryProject> projects, Turn turn, CancellationToken cancellationToken)
    {
        var found = new List<TaskView>();
        IReadOnlyList<SprintId?> sprints = set.Sprint is { } sprint ? [.. Sprints(sprint, projects, turn)] : [null];
        foreach (var one in sprints)
        {
            found.AddRange((await queries.ListAsync(turn.Actor, filter with { Sprint = one }, new Page(0, MaxTasks + 1), cancellationToken)).Tasks);
        }

        return [.. found.Where(t => !IsLeftOut(t, set, turn))];
    }

    private static bool IsLeftOut(TaskView task, TaskSetValue set, Turn turn)
    {
        if (set.ExceptNumbers.Contains(task.Number) || (set.ExceptChoice is { } choice && (WireName.Of(task.Priority) == choice || WireName.Of(task.Status) == choice)))
        {
            return true;
        }

        if (set.ExceptPerson is { } except && task.Assignee is { } assignee && except.Ids.Any(i => turn.FindPerson(i)?.Id == assignee.Id))
        {
            return true;
        }

        return set.ExceptWords is { } words && Fold.Text($"{task.Title} {string.Join(' ', task.Labels)}").Contains(Fold.Text(words), StringComparison.Ordinal);
    }

    /// <summary>The projects that are meant: none said is all; null where one is said that nobody knows.</summary>
    private static List<DirectoryProject>? Projects(EntityValue? said, Turn turn)
    {
        switch (said)
        {
            case null:
                return [];
            case NameValue { Ids: var ids } when ids.Select(turn.FindProject).OfType<DirectoryProject>().ToList() is { Count: > 0 } named:
                return named;
            case ReferenceValue when turn.CurrentProject is { } current && turn.FindProject(current.Id.ToString()) is { } project:
                return [project];
            default:
                return null;
        }
    }

    private static List<SprintId?> Sprints(EntityValue said, IReadOnlyList<DirectoryProject> projects, Turn turn)
    {
        var all = (projects.Count > 0 ? projects : turn.Projects).SelectMany(p => p.Sprints);
        var meant = said is TextValue { Words: var name }
            ? all.Where(s => Fold.Text(s.Name) == Fold.Text(name) || Fold.Text(s.Name).EndsWith(" " + Fold.Text(name), StringComparison.Ordinal))
            : all.Where(s => s.IsCurrent);
        return [.. meant.Select(s => (SprintId?)s.Id)];
    }

    private static IEnumerable<T> Parsed<T>(IEnumerable<string> names)
        where T : struct, Enum
    {
        foreach (var name in names)
        {
            if (WireName.TryParse<T>(name, out var value))
            {
                yield return value;
            }
        }
    }
}
