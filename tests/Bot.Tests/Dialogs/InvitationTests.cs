using System.Text.RegularExpressions;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Dialogs;

public sealed partial class InvitationTests
{
    [Fact]
    public async Task A_stranger_from_another_tenant_lands_where_the_invitation_was_made()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var code = await InviteAsync(bot);

        var replies = await SayFromElsewhereAsync(bot, "U-ELSE", $"hola, tengo una invitación: {code}");

        replies.ShouldContain(r => r.Contains("Ya estás en Catálogo", StringComparison.Ordinal), string.Join('\n', replies));
        (await SayFromElsewhereAsync(bot, "U-ELSE", "tareas del catálogo")).ShouldContain(r => r.Contains('#', StringComparison.Ordinal));
        bot.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_code_that_counts_another_tenant_stays_a_workspace_of_its_own()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        var code = await InviteAsync(bot);
        bot.Clock.Now += TimeSpan.FromDays(8);

        foreach (var text in (string[])[$"invitación {code}", "me invitaron, soy camila@andes.example", "invitación ABCDE23456"])
        {
            var replies = await SayFromElsewhereAsync(bot, "U" + text.Length, text);
            replies.ShouldNotContain(r => r.Contains("Catálogo", StringComparison.Ordinal), text);
        }

        (await SayFromElsewhereAsync(bot, "U-LATE", "lista los proyectos")).ShouldNotContain(r => r.Contains("Catálogo", StringComparison.Ordinal));
    }

    private static async Task<string> InviteAsync(BotUnderTest bot)
    {
        var told = string.Join('\n', await bot.SayAsync("camila", "necesito una invitación para el catálogo"));
        return Code().Match(told) is { Success: true, Value: var code } ? code : throw new InvalidOperationException(told);
    }

    private static async Task<IReadOnlyList<string>> SayFromElsewhereAsync(BotUnderTest bot, string user, string text) =>
        [.. (await bot.SendAsync(user, text, conversation: "dm-" + user, channel: "slack", tenant: "T-ELSEWHERE")).Select(a => a.Text ?? a.Summary ?? "")];

    [GeneratedRegex("(?<=invitación )[2-9A-Z]{10}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
