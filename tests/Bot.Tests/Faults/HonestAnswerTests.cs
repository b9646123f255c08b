using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Hosting;
using PmBot.Bot.State;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Faults;

/// <summary>The narrowest moment of a turn: the operation is committed, and then the conversation cannot be saved.</summary>
public sealed class HonestAnswerTests : IAsyncLifetime
{
    private readonly IHost _host;

    public HonestAnswerTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var folder = Directory.CreateTempSubdirectory("pmbot-test-");
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", Path.Combine(folder.FullName, "pmbot.db")), new("State:Path", EmbeddedStateStore.InMemory)]);
        builder.Services.AddPmBot(builder.Configuration);
        builder.Services.AddSingleton<IStateStore, ForgetfulStates>();
        builder.Services.AddHostedService<StorageStartup>();
        builder.Services.AddSingleton(folder);
        _host = builder.Build();
    }

    private ForgetfulStates States => (ForgetfulStates)_host.Services.GetRequiredService<IStateStore>();

    public async Task InitializeAsync()
    {
        await _host.StartAsync();
        (await _host.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(Workspaces.Small, "test.yml", CancellationToken.None)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_done_is_said_even_if_the_talk_is_forgotten_and_the_same_message_does_it_once()
    {
        States.IsAwayForSaves = true;
        (await SayAsync("tarea: revisar precios", "m1")).ShouldContain("#9 revisar precios");
        (await SayAsync("tarea: revisar precios", "m1")).ShouldContain("#9 revisar precios");

        States.IsAwayForSaves = false;
        (await SayAsync("tarea: revisar precios", "m1")).ShouldContain("#9 revisar precios");
        (await CountTasksAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Where_nothing_was_done_the_person_hears_that_nothing_was_done()
    {
        States.IsAwayForSaves = true;
        (await SayAsync("crea una tarea", "m1")).ShouldContain(Sentences.Away);

        States.IsAwayForSaves = false;
        (await SayAsync("crea una tarea", "m2")).ShouldContain("llama");
        (await CountTasksAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_yes_that_was_done_and_forgotten_deletes_nothing_more_when_it_comes_again()
    {
        (await SayAsync("borra la 8", "m1")).ShouldContain("Fotos borrosas");
        States.IsAwayForSaves = true;
        (await SayAsync("sí", "m2")).ShouldContain("Fotos borrosas");

        States.IsAwayForSaves = false;
        (await SayAsync("sí", "m2")).ShouldNotBeEmpty();
        (await CountTasksAsync()).ShouldBe(1);
        (await SayAsync("deshaz", "m3")).ShouldContain("Fotos borrosas");
        (await CountTasksAsync()).ShouldBe(2);
    }

    public async Task DisposeAsync()
    {
        var folder = _host.Services.GetRequiredService<DirectoryInfo>();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<string> SayAsync(string text, string id)
    {
        var replies = new Replies();
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = id,
            ChannelId = "emulator",
            Locale = "es",
            Conversation = new ConversationAccount { Id = "c1" },
            From = new ChannelAccount { Id = "camila", Name = "camila" },
            Recipient = new ChannelAccount { Id = "bot" },
            Text = text,
        };
        await _host.Services.GetRequiredService<ITurnHandler>().OnTurnAsync(new TurnContext(activity, replies) { SenderIsVouchedFor = true }, CancellationToken.None);
        return string.Join('\n', replies.Sent);
    }

    private async Task<int> CountTasksAsync()
    {
        var workspace = (await _host.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = await _host.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None);
        var actor = new Actor(workspace, directory!.User("camila")!.Id, "test");
        return (await _host.Services.GetRequiredService<TaskQueries>().ListAsync(actor, new TaskFilter { LocalNow = DateTime.UnixEpoch }, new Page(0, 1), CancellationToken.None)).Total;
    }

    private sealed class Replies : IReplyChannel
    {
        public List<string?> Sent { get; } = [];

        public ChannelFeatures Features => ChannelFeatures.PlainText;

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            Sent.Add(reply.Text);
            return Task.FromResult<string?>(null);
        }

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => SendAsync(reply, cancellationToken);

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
