using System.CommandLine;

namespace PmBot.Benchmarks.Load;

/// <summary>The options that say who takes part; the same for every verb.</summary>
internal sealed class PopulationOptions
{
    public Option<int> Workspaces { get; } = new("--workspaces") { Description = "Workspaces.", DefaultValueFactory = _ => 8 };

    public Option<int> PerWorkspace { get; } = new("--people") { Description = "People in each workspace, up to 32.", DefaultValueFactory = _ => 32 };

    public Population Read(ParseResult parsed) => new(parsed.GetValue(Workspaces), parsed.GetValue(PerWorkspace));
}
