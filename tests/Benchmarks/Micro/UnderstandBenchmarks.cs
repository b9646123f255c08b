using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Bot.Dialogs;
using PmBot.Nlu;

namespace PmBot.Benchmarks.Micro;

/// <summary>Text to meaning, with the names of a workspace of 32 people and 4 projects.</summary>
public class UnderstandBenchmarks
{
    private BotUnderTest? bot;
    private INaturalLanguage? nlu;
    private NluContext? context;

    [Params(
        "crea la tarea revisar los registros para Herminia para mañana",
        "no, mejor el viernes a las 5 de la tarde",
        "close 7, 8 and assign 9 to Ignacio",
        "qué tengo pendiente",
        "sí")]
    public string Text { get; set; } = "";

    [GlobalSetup]
    public async Task StartAsync()
    {
        bot = await BotUnderTest.StartAsync(CancellationToken.None);
        nlu = bot.Services.GetRequiredService<INaturalLanguage>();
        context = new() { Now = new(2026, 3, 3, 9, 30, 0, DateTimeKind.Unspecified), Lexicon = LexiconBuilder.Build(bot.Directory) };
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
    }

    [Benchmark]
    public Understanding Understand() => nlu!.Understand(Text, context!);
}
