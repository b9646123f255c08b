using System.CommandLine;
using System.Globalization;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Hosting;
using PmBot.Bot.Jobs;
using PmBot.Bot.Replies;

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
        await using var host = await BotHost.StartAsync(workspace, [], Clockwork, cancellationToken);
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
            try
            {
                await chat.SayAsync(line, timeout.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // No silence, and no end of the conversation, because one message took too long.
                await Console.Out.WriteLineAsync(host.Services.GetRequiredService<ReplyCatalog>().Say(TerminalChat.Locale, "too_slow"));
            }
        }

        return ExitCodes.Ok;
    }

    /// <summary>Where somebody sits at the terminal, what is due is told while it is open; a script gets the replies to its lines and nothing else.</summary>
    private static void Clockwork(IServiceCollection services)
    {
        if (!Console.IsInputRedirected)
        {
            services.AddSingleton<IChannelSender, TerminalSender>().AddClockwork(postgres: null);
        }
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
        /// <summary>This terminal's: one a process.</summary>
        public static readonly string Conversation = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);

        /// <summary>The terminal's language, until the person writes in another.</summary>
        public static readonly string Locale = Environment.GetEnvironmentVariable("LANG") is { } lang && lang.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "es";

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
            bot.OnTurnAsync(new TurnContext(activity, new TerminalReplies(activity)) { SenderIsVouchedFor = true }, cancellationToken);

        private Activity NewActivity(string type) => new()
        {
            Type = type,
            Id = string.Create(CultureInfo.InvariantCulture, $"{Conversation}-{_messages++}"),
            ChannelId = "terminal",
            Conversation = new ConversationAccount { Id = TerminalChat.Conversation },
            From = new ChannelAccount { Id = user, Name = user },
            Recipient = new ChannelAccount { Id = "pmbot", Name = "PmBot" },
            Locale = Locale,
            LocalTimezone = TimeZoneInfo.Local.Id,
        };
    }

    /// <summary>Prints what is said of its own accord, in the terminal that is open; another one is out of reach.</summary>
    private sealed class TerminalSender : IChannelSender
    {
        public const string AdapterName = "terminal";

        public string Adapter => AdapterName;

        public bool IsImmediate => true;

        public async Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
        {
            if (reference.Conversation.Id != TerminalChat.Conversation)
            {
                throw new DeliveryException("That terminal is no longer open.");
            }

            await Console.Out.WriteLineAsync();
            await new TerminalReplies(new Activity { ChannelId = reference.ChannelId, Conversation = reference.Conversation }).SendAsync(message, cancellationToken);
            return null;
        }
    }

    /// <summary>Prints replies on standard output.</summary>
    private sealed class TerminalReplies(Activity incoming) : IReplyChannel
    {
        public ConversationReference? Reference { get; } = new()
        {
            Adapter = TerminalSender.AdapterName, ChannelId = incoming.ChannelId!, Conversation = incoming.Conversation!, User = incoming.From, Bot = incoming.Recipient,
        };

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
