using PmBot.Adapters.Tests.Discord.StandIns;
using PmBot.Bot.Tests.Channels.Discord;

namespace PmBot.Bot.Tests.Faults;

/// <summary>The service is killed while people talk to it on Discord.</summary>
public sealed class DiscordKillTests
{
    private const int Messages = 12;

    [Fact]
    public async Task A_process_that_was_killed_goes_on_with_its_session_and_answers_each_message_once_and_in_order()
    {
        await using var discord = await DiscordStandIn.StartAsync();
        using var deployment = new Deployment([.. discord.Settings().Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!))]);
        await File.WriteAllTextAsync(deployment["team.yml"], DiscordBot.Workspace);
        var said = new List<string>();
        await using (var killed = await deployment.StartAsync())
        {
            await Eventually.SoAsync(() => discord.Gateway.ReadyCount == 1, () => "the session\n" + killed.Diagnostics);
            Say(discord, said, Messages);
            await Eventually.SoAsync(() => discord.Messages.Count >= 2, () => "the first answers\n" + killed.Diagnostics);
            killed.Kill();
        }

        Say(discord, said, 3);
        await using var service = await deployment.StartAsync();
        // What the killed one had taken up is free for others after a quarter of a minute.
        await Eventually.SoAsync(() => discord.Messages.Count >= said.Count, () => "all answers\n" + service.Diagnostics);

        discord.Gateway.Identifies.Count.ShouldBe(1);
        discord.Gateway.Resumes.Count.ShouldBe(1);
        discord.Messages.Select(m => m["message_reference"]!["message_id"]!.GetValue<string>()).ShouldBe(said);
        (await deployment.TasksAsync()).Where(t => t.Title.StartsWith("pieza", StringComparison.OrdinalIgnoreCase)).Select(t => t.Title.ToLowerInvariant())
            .ShouldBe(Enumerable.Range(0, said.Count).Select(i => $"pieza{i}"), ignoreOrder: true);
    }

    private static void Say(DiscordStandIn discord, List<string> said, int count)
    {
        for (var end = said.Count + count; said.Count < end;) said.Add(DiscordBot.Say(discord, $"crea la tarea \"pieza{said.Count}\" en Catálogo")["id"]!.GetValue<string>());
    }
}
