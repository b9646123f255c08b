using System.CommandLine;
using System.CommandLine.Parsing;

namespace PmBot.Benchmarks.Load;

/// <summary><c>load</c>: puts a running bot under load.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var target = new Option<Uri>("--target")
        {
            Description = "The messaging endpoint.",
            CustomParser = ReadTarget,
            DefaultValueFactory = _ => new("http://127.0.0.1:3978/api/messages"),
        };
        var scenario = new Option<string>("--scenario") { Description = "What is said.", DefaultValueFactory = _ => "create-task" };
        scenario.AcceptOnlyFromAmong("two-turn", "create-task", "ask-and-cancel", "rate", "peer-two-turn");
        var connections = new Option<int>("--connections") { Description = "Connections kept open.", DefaultValueFactory = _ => 32 };
        var seconds = new Option<double>("--seconds") { Description = "How long to measure.", DefaultValueFactory = _ => 15 };
        var warmup = new Option<double>("--warmup") { Description = "Seconds before that do not count.", DefaultValueFactory = _ => 3 };
        var rate = new Option<double?>("--rate") { Description = "Turns a second, sent on time whatever the server does; 500 for the scenario rate." };
        var pid = new Option<int?>("--pid") { Description = "The server's process: its CPU time and memory are reported." };
        var people = new PopulationOptions();
        var command = new Command("load", "Puts a running bot under load; import the files of the verb workspaces first.")
        {
            target, scenario, connections, seconds, warmup, rate, pid, people.Workspaces, people.PerWorkspace,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var population = people.Read(parsed);
            var name = parsed.GetRequiredValue(scenario);
            var result = await LoadRun.RunAsync(
                new()
                {
                    Target = parsed.GetRequiredValue(target),
                    Script = Scripts.Named(name, population),
                    Population = population,
                    Connections = parsed.GetValue(connections),
                    Warmup = TimeSpan.FromSeconds(parsed.GetValue(warmup)),
                    Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    Rate = parsed.GetValue(rate) ?? (name is "rate" ? 500 : null),
                    Server = parsed.GetValue(pid),
                },
                cancellationToken);
            await LoadReport.WriteAsync(parsed.InvocationConfiguration.Output, result);
            return result.Errors == 0 ? 0 : 1;
        });
        return command;
    }

    private static Uri? ReadTarget(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp) return address;
        argument.AddError("--target wants an http:// address.");
        return null;
    }
}
