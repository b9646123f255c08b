using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Channels;

/// <summary>Somebody's client on a channel with cards and forms.</summary>
internal sealed class Client(BotUnderTest bot, string user, bool shared = false, bool fieldErrors = false, Func<ChannelFeatures, ChannelFeatures>? shaped = null) : IReplyChannel
{
    private int count;

    public List<Activity> Sent { get; } = [];

    public List<Activity> Updated { get; } = [];

    /// <summary>The channel takes no message.</summary>
    public bool Refuses { get; set; }

    public ChannelFeatures Features { get; } = (shaped ?? (f => f))(
        new(SuggestedActions: !shared, AdaptiveCards: true, ExecuteActions: true, Updates: true, MaxTextLength: 12_000) { Forms = true, FieldErrors = fieldErrors });

    public Task<JsonElement?> InvokeAsync(string name, string value, string? replyTo = null) => RunAsync(new Activity { Type = ActivityTypes.Invoke, Name = name, ReplyToId = replyTo, Value = JsonElement.Parse(value) });

    public Task SayAsync(string text) => RunAsync(new Activity { Type = ActivityTypes.Message, Text = text });

    public Task<JsonElement?> RunAsync(Activity activity) => RunAsync(activity, out _);

    public Task<string?> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        if (Refuses) throw new DeliveryException("no");
        Sent.Add(reply);
        return Task.FromResult<string?>($"m{Sent.Count.ToString(CultureInfo.InvariantCulture)}");
    }

    public Task UpdateAsync(Activity reply, CancellationToken cancellationToken)
    {
        Updated.Add(reply);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The card of a message.</summary>
    public static JsonElement Card(Activity activity) => activity.Attachments!.Single().Content!.Value;

    private Task<JsonElement?> RunAsync(Activity activity, out TurnContext turn)
    {
        activity.Id ??= $"{user}-{(++count).ToString(CultureInfo.InvariantCulture)}";
        activity.ChannelId = "msteams";
        activity.Conversation = new ConversationAccount { Id = shared ? "room" : "dm-" + user, IsGroup = shared };
        activity.From = new ChannelAccount { Id = user, Name = user };
        activity.Recipient = new ChannelAccount { Id = "bot" };
        if (shared && activity.Type == ActivityTypes.Message) activity.Entities = [new Entity { Type = "mention", Mentioned = activity.Recipient, Text = "<at>PmBot</at>" }];
        var context = turn = new TurnContext(activity, this) { SenderIsVouchedFor = true };
        return AnswerAsync(context);
    }

    private async Task<JsonElement?> AnswerAsync(TurnContext context)
    {
        try
        {
            await bot.Services.GetRequiredService<ITurnHandler>().OnTurnAsync(context, CancellationToken.None);
        }
        catch (DeliveryException) when (Refuses)
        {
            // As the adapter would: what is answered to the invoke stands.
        }

        return context.InvokeResponse?.Body;
    }
}
