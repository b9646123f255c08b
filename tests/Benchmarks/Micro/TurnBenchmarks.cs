using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Benchmarks.Micro;

/// <summary>A whole turn without HTTP: state, understanding, the operation on SQLite, the rendered reply.</summary>
public class TurnBenchmarks
{
    private BotUnderTest? bot;
    private ITurnHandler? handler;
    private long number;

    [GlobalSetup]
    public async Task StartAsync()
    {
        bot = await BotUnderTest.StartAsync(CancellationToken.None);
        handler = bot.Services.GetRequiredService<ITurnHandler>();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
    }

    [Benchmark]
    public Task<string> CreateTask() => SayAsync("crea la tarea revisar los registros para mañana", "#");

    [Benchmark]
    public Task<string> Greet() => SayAsync("hola", "");

    private async Task<string> SayAsync(string text, string expected)
    {
        var person = bot!.Person;
        var replies = new Replies();
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = "bench-" + ++number,
            ChannelId = "msteams",
            ServiceUrl = "http://localhost:9/",
            From = new() { Id = person.AccountId, Name = person.FullName },
            Recipient = new() { Id = "28:pmbot" },
            Conversation = new() { Id = "a:bench", ConversationType = "personal", TenantId = person.Tenant },
            Text = text,
        };
        await handler!.OnTurnAsync(new(activity, replies), CancellationToken.None);
        return replies.Said is { Length: > 0 } said && said.Contains(expected, StringComparison.Ordinal)
            ? said
            : throw new InvalidOperationException($"The bot said \"{replies.Said}\".");
    }

    private sealed class Replies : IReplyChannel
    {
        public string Said { get; private set; } = "";

        public ChannelFeatures Features { get; } = new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 12_000);

        public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            Said += reply.Text + "\n";
            return Task.FromResult<string?>("1");
        }

        public Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
