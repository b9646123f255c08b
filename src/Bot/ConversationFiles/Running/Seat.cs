using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Somebody at a place: the account and the conversation as the platform names them.</summary>
/// <param name="Place">Where.</param>
/// <param name="Sender">Who, as the platform knows them.</param>
/// <param name="Tenant">The platform's team, guild or directory, or null for none.</param>
internal sealed record Seat(ChannelPlace Place, ChannelAccount Sender, string? Tenant)
{
    private static readonly ChannelFeatures Buttons = new(SuggestedActions: true, AdaptiveCards: true, ExecuteActions: false, Updates: true, MaxTextLength: 3_000);

    /// <summary>The channel's id of the conversation; in a room everybody shares it.</summary>
    public string ConversationId => ThreadRoot is null ? RoomId : $"{RoomId};messageid={ThreadRoot}";

    /// <summary>The same without the thread.</summary>
    public string RoomId => Place.Room is { } room ? $"{ChannelId}/{room}" : $"{ChannelId}/{Sender.Id}";

    /// <summary>The message that the thread hangs from, where it is one.</summary>
    public string? ThreadRoot { get; init; }

    /// <summary>What the platform can show.</summary>
    public ChannelFeatures Features => Place.Platform switch
    {
        ChatPlatform.Teams => Buttons with { SuggestedActions = !Place.IsGroup, ExecuteActions = true, MaxTextLength = 9_000 },
        ChatPlatform.Web => Buttons with { Updates = false, MaxTextLength = 20_000 },
        ChatPlatform.Discord => Buttons with { MaxTextLength = 2_000 },
        ChatPlatform.Slack => Buttons,
        _ => ChannelFeatures.PlainText,
    };

    private string ChannelId => Place.Platform switch
    {
        ChatPlatform.Slack => "slack",
        ChatPlatform.Discord => "discord",
        ChatPlatform.Teams => "msteams",
        ChatPlatform.Web => "directline",
        _ => "terminal",
    };

    /// <summary>How the bot can write here later.</summary>
    public ConversationReference Reference
    {
        get
        {
            var here = Activity(ActivityTypes.Message, "", default, addressed: false);
            return new() { Adapter = RecordingSender.AdapterName, ChannelId = ChannelId, Conversation = here.Conversation!, User = here.From, Bot = here.Recipient };
        }
    }

    /// <summary>An activity from here.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">The channel's id of it.</param>
    /// <param name="now">When.</param>
    /// <param name="addressed">Whether the bot is mentioned, where others read along.</param>
    public Activity Activity(string type, string id, DateTimeOffset now, bool addressed) => new()
    {
        Entities = addressed && Place.IsGroup ? [new Entity { Type = "mention", Mentioned = new ChannelAccount { Id = "pmbot", Name = "PmBot" }, Text = "<at>PmBot</at>" }] : null,
        Type = type,
        Id = id,
        Timestamp = now,
        ChannelId = ChannelId,
        From = Sender,
        Recipient = new ChannelAccount { Id = "pmbot", Name = "PmBot", Role = "bot" },
        Conversation = new ConversationAccount
        {
            Id = ConversationId,
            Name = Place.Room,
            IsGroup = Place.IsGroup,
            ConversationType = Place.Room is null or "channel" ? Place.Room ?? "personal" : Place.Platform == ChatPlatform.Teams ? "groupChat" : "channel",
            TenantId = Tenant,
        },
        ChannelData = Place.Platform == ChatPlatform.Teams && Tenant is not null
            ? JsonSerializer.SerializeToElement(new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } })
            : null,
    };
}
