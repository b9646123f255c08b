using System.CommandLine;
using PmBot.Benchmarks.Compare;
using PmBot.Benchmarks.Load;

return await new RootCommand("Measures PmBot; docs/performance.md tells what and how.")
{
    LoadCommand.Create(),
    WorkspacesCommand.Create(),
    CompareCommand.Create(),
}.Parse(args).InvokeAsync();
