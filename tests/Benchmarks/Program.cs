using System.CommandLine;
using PmBot.Benchmarks.Channels;
using PmBot.Benchmarks.Compare;
using PmBot.Benchmarks.Load;
using PmBot.Benchmarks.Micro;
using PmBot.Benchmarks.Reading;

return await new RootCommand("Measures PmBot; docs/performance.md tells what and how.")
{
    LoadCommand.Create(),
    WorkspacesCommand.Create(),
    CompareCommand.Create(),
    MicroCommand.Create(),
    ReadingCommand.Create(),
    ChannelsCommand.Create(),
}.Parse(args).InvokeAsync();
