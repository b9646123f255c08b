using FsCheck;
using FsCheck.Fluent;
using PmBot.Bot.Replies;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Dialogs;

/// <summary>Anything at all may be written to the bot: it answers, within the channel's limit, and deletes nothing unasked.</summary>
public sealed class HostileMessagesTests
{
    private const int Messages = 10_000;
    private const int Conversations = 8;

    private static readonly string[] Words =
    [
        "borra", "la", "7", "8", "sí", "si", "no", "dale", "ok", "yes", "delete", "todas", "las", "tareas", "crea", "tarea", "deshaz", "undo", "cancela",
        "mañana", "para", "Diego", "@diego", "<@U1>", "#7", "31/2", "«", "\"", "y", "luego", "\n", "-", "urgente", "it", "esa", "la segunda", "99999999999999999999",
        "'; DROP TABLE tasks;--", "<script>alert(1)</script>", "{0}", "{task}", "%s", "../../etc/passwd", "🙃", "\u202e", "\0", "\ud800", "\udc00", "ﷺ", "a\u0301\u0301\u0301",
        "proyecto", "Catálogo", "cambia", "prioridad", "alta", "comenta", ":", "help", "más", "hecha", "cierra", "asigna", "a",
    ];

    [Fact]
    public async Task Ten_thousand_hostile_messages_are_answered_within_limits_and_delete_nothing_unasked()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var failed = bot.Services.GetService(typeof(ReplyCatalog)) as ReplyCatalog;
        string[] apologies = [failed!.Say("es", "failed"), failed.Say("en", "failed")];
        var messages = Message().Sample(Messages / 10, Messages).ToList();

        await Parallel.ForEachAsync(Enumerable.Range(0, Conversations), async (conversation, _) =>
        {
            for (var i = conversation; i < messages.Count; i += Conversations)
            {
                // A bare yes is the one thing that may delete; it is said elsewhere.
                var text = messages[i];
                var replies = await bot.SendAsync(conversation % 2 == 0 ? "camila" : "diego", text, conversation: $"c{conversation}");

                replies.ShouldNotBeEmpty($"no answer to: {text}");
                replies.ShouldAllBe(r => (r.Text ?? r.Summary ?? "").Length <= 4000);
                replies.Any(r => apologies.Contains(r.Text)).ShouldBeFalse($"failed on: {text}\n{string.Join('\n', bot.Faults.Take(2))}");
            }
        });

        // Deletions asked for and confirmed by chance ("borra la 7" then "sí") are legitimate; without any yes there are none.
        await using var careful = await BotUnderTest.StartAsync(Workspaces.Small);
        foreach (var text in messages.Where(m => !SaysYes(m)).Take(2000))
        {
            await careful.SendAsync("camila", text);
        }

        (await careful.TaskAsync("camila", 7)).ShouldNotBeNull();
        (await careful.TaskAsync("camila", 8)).ShouldNotBeNull();
    }

    private static bool SaysYes(string text) =>
        new[] { "si", "sí", "dale", "ok", "yes" }.Any(y => text.Contains(y, StringComparison.OrdinalIgnoreCase));

    private static Gen<string> Message()
    {
        var words = Gen.Elements(Words).ArrayOf().Select(w => string.Join(' ', w));
        var noise = ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "");
        var raw = ArbMap.Default.GeneratorFor<char[]>().Select(c => new string(c ?? []));
        var huge = Gen.Elements("a", "borra ", "para ", "((((", "sí ", "🙃", "1 ").Select(piece => string.Concat(Enumerable.Repeat(piece, 3000)));
        return Gen.Frequency((60, words), (20, noise), (19, raw), (1, huge));
    }
}
