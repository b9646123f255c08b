using System.CommandLine;
using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Compare;

/// <summary><c>compare</c>: the peer and PmBot, on each of its stores, measured in the same run.</summary>
internal static class CompareCommand
{
    private const double PacedRate = 500;

    public static Command Create()
    {
        var scenarios = new Option<string[]>("--scenario")
        {
            Description = "What is measured; several may be given.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["two-turn", "create-task", "rate"],
        };
        scenarios.AcceptOnlyFromAmong("two-turn", "create-task", "ask-and-cancel", "rate");
        var bots = new Option<string[]>("--bots")
        {
            Description = "Who takes part.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["peer", "sqlite", "servers"],
        };
        bots.AcceptOnlyFromAmong("peer", "sqlite", "servers");
        var rounds = new Option<int>("--rounds") { Description = "Measured rounds; the figures are medians.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<double>("--seconds") { Description = "How long each is measured in a round.", DefaultValueFactory = _ => 10 };
        var connections = new Option<int>("--connections") { Description = "Connections kept open.", DefaultValueFactory = _ => 32 };
        var assembly = new Option<FileInfo?>("--pmbot") { Description = "The pmbot.dll to start; without it the Release configuration is built." };
        var people = new PopulationOptions();
        var command = new Command("compare", "Measures the peer and PmBot side by side. Wants node, and for --bots servers redis-server and PostgreSQL.")
        {
            scenarios, bots, rounds, seconds, connections, assembly, people.Workspaces, people.PerWorkspace,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new CompareOptions
            {
                Rounds = parsed.GetValue(rounds),
                Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Connections = parsed.GetValue(connections),
            };
            var population = people.Read(parsed);
            await using var field = new Field(population, parsed.GetValue(assembly)?.FullName);
            foreach (var bot in parsed.GetRequiredValue(bots)) await field.AddAsync(bot, cancellationToken);

            var trials = Trials(parsed.GetRequiredValue(scenarios), field.Contestants, population);
            var rows = await new Comparison(trials, population, options, parsed.InvocationConfiguration.Error).RunAsync(cancellationToken);
            await ComparisonTable.WriteAsync(parsed.InvocationConfiguration.Output, rows);
            return rows.All(r => r.Errors == 0) ? 0 : 1;
        });
        return command;
    }

    private static List<Trial> Trials(IEnumerable<string> scenarios, IReadOnlyList<Contestant> contestants, Population population) =>
    [
        .. from scenario in scenarios
           from contestant in contestants
           where contestant.ScriptOf(scenario, population) is not null
           select scenario is "rate" ? new Trial("create-task", PacedRate, contestant) : new Trial(scenario, null, contestant),
    ];
}
