using Microsoft.Extensions.DependencyInjection;
using PmBot.Bot.Learning;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Tests.Learning;

public sealed class FeedbackTests
{
    [Fact]
    public async Task Try()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        foreach (var line in (string[])["crea la tarea revisar logs para Camila", "no, para Diego", "crea una tarea: subir el banner para Diego", "deshaz", "asigna la 7 a Diego", "no, la 8",
            "la siete ya casi esta", "qué onda con lo del catálogo", "mis tareas"])
        {
            Console.WriteLine("> " + line);
            foreach (var r in await bot.SendAsync("camila", line)) Console.WriteLine("  " + r.Text + " | " + string.Join(" / ", r.SuggestedActions?.Actions?.Select(a => a.Title) ?? []));
        }

        await bot.Services.GetRequiredService<FeedbackQueue>().FlushAsync(default);
        foreach (var p in await bot.Services.GetRequiredService<FeedbackStore>().ListAsync(null, default))
            Console.WriteLine($"{p.Id} {p.Kind} {p.ReadIntent}: {p.ReadText} -> {p.MeantIntent}: {p.MeantText} ({p.Changed}) {p.Source}");
        foreach (var f in bot.Faults) Console.WriteLine(f);
    }
}
