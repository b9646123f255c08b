using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Benchmarks.Compare;
using PmBot.Benchmarks.Micro;
using PmBot.Bot.Dialogs;
using PmBot.Nlu;

namespace PmBot.Benchmarks.Reading;

/// <summary><c>reading</c>: messages a second of the whole reader (rules, names, dates, models) on one thread, over the skills' example sentences.</summary>
internal static partial class ReadingCommand
{
    // Until the just-in-time compiler has done its last tier.
    private const int WarmUpRounds = 3;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often all sentences are read.", DefaultValueFactory = _ => 5 };
        var command = new Command("reading", "Measures text to meaning over the example sentences of all skills.") { rounds };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var bot = await BotUnderTest.StartAsync(cancellationToken);
        var nlu = bot.Services.GetRequiredService<INaturalLanguage>();
        var context = new NluContext { Now = new(2026, 3, 3, 9, 30, 0, DateTimeKind.Unspecified), Lexicon = LexiconBuilder.Build(bot.Directory) };
        var sentences = Sentences();
        var ticks = new List<long>(sentences.Count * rounds);
        for (var i = 0; i < WarmUpRounds; i++) foreach (var sentence in sentences) nlu.Understand(sentence, context);

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
        {
            foreach (var sentence in sentences)
            {
                var before = Stopwatch.GetTimestamp();
                nlu.Understand(sentence, context);
                ticks.Add(Stopwatch.GetTimestamp() - before);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(begin);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        ticks.Sort();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{sentences.Count} sentences x {rounds}: {ticks.Count / elapsed.TotalSeconds:N0} messages/s, p50 {Micros(0.50):N0} us, p99 {Micros(0.99):N0} us, max {Micros(1):N0} us, {allocated / ticks.Count:N0} bytes/message"));
        return 0;

        double Micros(double quantile) => ticks[(int)Math.Min(ticks.Count - 1, quantile * ticks.Count)] * 1e6 / Stopwatch.Frequency;
    }

    private static List<string> Sentences() => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "Bot", "Skills"), "examples.*.txt", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines)
        .Where(l => l.Length > 0 && !l.StartsWith('#'))
        .Select(l => Annotation().Replace(l, "${text}"))];

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([a-z_=]+\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Annotation();
}
