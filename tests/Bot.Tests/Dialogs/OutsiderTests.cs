using Microsoft.Extensions.DependencyInjection;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Dialogs;

/// <summary>People of another organisation in a channel that is shared with it.</summary>
public sealed class OutsiderTests : IAsyncLifetime
{
    private BotUnderTest bot = null!;

    public async Task InitializeAsync() =>
        bot = await BotUnderTest.StartAsync(Workspaces.Small.Replace("language: es }", "language: es, channels: { slack: T1 } }", StringComparison.Ordinal));

    public async Task DisposeAsync()
    {
        bot.Faults.ShouldBeEmpty();
        await bot.DisposeAsync();
    }

    [Theory]
    [InlineData("PmBot, ¿qué tareas hay?", "otra organización")]
    [InlineData("PmBot, lista los proyectos", "otra organización")]
    [InlineData("PmBot, what's overdue?", "another organization")]
    [InlineData("PmBot, invitación ABCDE23456", "otra organización")]
    [InlineData("PmBot, vincular K7QM-3FXD", "otra organización")]
    public async Task Who_is_of_another_organisation_is_answered_kindly_sees_nothing_and_does_not_join(string said, string answer)
    {
        var before = (await DirectoryAsync()).Users.Count;

        var told = await SayAsync(said);

        told.ShouldContain(answer);
        told.ShouldNotContain("Catálogo");
        told.ShouldNotContain("#");
        (await DirectoryAsync()).Users.Count.ShouldBe(before);
        (await SayAsync(said, role: "user")).ShouldNotContain(answer);
        (await DirectoryAsync()).Users.Count.ShouldBe(before + 1, "somebody of the workspace joins as ever");
    }

    [Fact]
    public async Task Words_that_are_not_for_the_bot_get_no_answer_at_all()
    {
        (await bot.SendAsync("U9", "¿quién trae los logs?", conversation: "T1/C1", channel: "slack", shared: true, tenant: "T1", role: "guest")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_code_of_their_own_account_lets_them_in_as_that_person()
    {
        var code = await bot.Services.GetRequiredService<LinkCodes>().IssueAsync(await bot.ActorAsync("diego"), default);

        (await SayAsync(LinkCode.Shown(code), conversation: "dm", shared: false)).ShouldNotContain("otra organización");
        await SayAsync("sí", conversation: "dm", shared: false);

        (await SayAsync("mis tareas", conversation: "dm", shared: false)).ShouldContain("#7");
        (await SayAsync("PmBot, mis tareas")).ShouldContain("#7");
    }

    [Fact]
    public async Task Who_guesses_codes_is_refused_even_the_right_one_for_a_while()
    {
        for (var i = 0; i < LinkCodes.MaxWrong; i++) await SayAsync($"K7QM-3FX{(char)('A' + i)}", conversation: "dm", shared: false);
        var code = await bot.Services.GetRequiredService<LinkCodes>().IssueAsync(await bot.ActorAsync("diego"), default);

        (await SayAsync(LinkCode.Shown(code), conversation: "dm", shared: false)).ShouldContain("otra organización");
    }

    private async Task<string> SayAsync(string text, string role = "guest", string conversation = "T1/C1", bool shared = true) =>
        string.Join('\n', (await bot.SendAsync("U9", text, conversation: conversation, channel: "slack", shared: shared, tenant: "T1", role: role)).Select(a => a.Text ?? a.Summary ?? ""));

    private async Task<WorkspaceDirectory> DirectoryAsync()
    {
        Actor actor = await bot.ActorAsync("camila");
        return (await bot.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(actor.Workspace, default))!;
    }
}
