using System.CommandLine;
using System.Globalization;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Commands;

/// <summary><c>chat</c>: the bot in the terminal; with redirected input a message a line.</summary>
internal static class ChatCommand
{
    private static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var user = new Option<string?>("--user") { Description = "Who is speaking (a username); you, by default." };
        var workspace = new Option<FileInfo>("--workspace") { Description = "Play on a throw-away copy of this workspace file." }.AcceptExistingOnly();
        var command = new Command("chat", "Talk to the bot here; with redirected input, a message a line.") { user, workspace };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(user) ?? Environment.UserName, parsed.GetValue(workspace)?.FullName, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string user, string? workspace, CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(workspace, [], cancellationToken);
        var chat = new TerminalChat(host.Services.GetRequiredService<ITurnHandler>(), user);
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteLineAsync(workspace is null ? "Ctrl-D leaves." : $"Ctrl-D leaves; nothing you do here touches {workspace}.");
            await chat.OpenAsync(cancellationToken);
        }

        while (await NextLineAsync(user, cancellationToken) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(TurnTimeout);
            await chat.SayAsync(line, timeout.Token);
        }

        return ExitCodes.Ok;
    }

    private static async Task<string?> NextLineAsync(string user, CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Out.WriteAsync($"{user}> ");
            await Console.Out.FlushAsync(cancellationToken);
        }

        return await Console.In.ReadLineAsync(cancellationToken);
    }

    /// <summary>One person at one terminal.</summary>
    private sealed class TerminalChat(ITurnHandler bot, string user)
    {
        private readonly string _conversation = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        private int _messages;

        public Task OpenAsync(CancellationToken cancellationToken)
        {
            var activity = NewActivity(ActivityTypes.ConversationUpdate);
            activity.MembersAdded = [activity.From!];
            return RunAsync(activity, cancellationToken);
        }

        public Task SayAsync(string text, CancellationToken cancellationToken)
        {
            var activity = NewActivity(ActivityTypes.Message);
            activity.Text = text;
            return RunAsync(activity, cancellationToken);
        }

        private Task RunAsync(Activity activity, CancellationToken cancellationToken) =>
            bot.OnTurnAsync(new TurnContext(activity, TerminalReplies.Instance) { SenderIsVouchedFor = true }, cancellationToken);

        private Activity NewActivity(string type) => new()
        {
            Type = type,
            Id = string.Create(CultureInfo.InvariantCulture, $"{_conversation}-{_messages++}"),
            ChannelId = "terminal",
            Conversation = new ConversationAccount { Id = _conversation },
            From = new ChannelAccount { Id = user, Name = user },
            Recipient = new ChannelAccount { Id = "pmbot", Name = "PmBot" },
            Locale = Environment.GetEnvironmentVariable("LANG") is { } lang && lang.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "es",
            LocalTimezone = TimeZoneInfo.Local.Id,
        };
    }

    /// <summary>Prints replies on standard output.</summary>
    private sealed class TerminalReplies : IReplyChannel
    {
        public static readonly TerminalReplies Instance = new();

        public ChannelFeatures Features => ChannelFeatures.PlainText;

        public async Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
        {
            if (reply is { Type: ActivityTypes.Message, Text: { Length: > 0 } text })
            {
                await Console.Out.WriteLineAsync(text.AsMemory(), cancellationToken);
                await Console.Out.FlushAsync(cancellationToken);
            }

            return null;
        }

        public async Task UpdateAsync(Activity reply, CancellationToken cancellationToken) => await SendAsync(reply, cancellationToken);

        public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
