using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace PmBot.Benchmarks.Micro;

/// <summary><c>micro</c>: the pieces of a turn, one by one, with BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter") { Description = "Which: a pattern such as *Understand*.", DefaultValueFactory = _ => "*" };
        var command = new Command("micro", "Measures the pieces of a turn with BenchmarkDotNet.") { filter };
        command.SetAction(parsed =>
        {
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", parsed.GetRequiredValue(filter)], Configuration());
            return summaries.All(s => s.Reports.All(r => r.Success)) ? 0 : 1;
        });
        return command;
    }

    // In this process: the generated project of BenchmarkDotNet would be built under the repository's rules, and fail.
    private static ManualConfig Configuration() => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default);
}
