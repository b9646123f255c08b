namespace PmBot.Benchmarks.Load;

/// <summary>Who takes part in a run: people over several workspaces, each with a conversation.</summary>
internal sealed class Population
{
    public Population(int workspaces, int peoplePerWorkspace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workspaces, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(peoplePerWorkspace, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(peoplePerWorkspace, Names.First.Count);
        Workspaces = workspaces;
        People = [.. Enumerable.Range(0, workspaces * peoplePerWorkspace).Select(i => new Person(i, i % workspaces, i / workspaces))];
    }

    public int Workspaces { get; }

    public IReadOnlyList<Person> People { get; }

    /// <summary>The people of one connection. Nobody speaks on two, so the messages of a conversation stay in order.</summary>
    public IReadOnlyList<Person> Share(int connection, int connections) => [.. People.Where(p => p.Index % connections == connection)];

    /// <summary>Somebody in the same project, to whom work can be given.</summary>
    public Person ColleagueOf(Person person) =>
        People.FirstOrDefault(p => p.Workspace == person.Workspace && p.Project == person.Project && p != person) ?? person;
}
