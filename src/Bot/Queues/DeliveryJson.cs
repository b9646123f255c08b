using System.Text.Json.Serialization;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Queues;

/// <summary>What is stored of something that came in.</summary>
internal sealed record StoredArrival(string Lane, Activity Activity, ConversationReference Reference);

/// <summary>What is stored of something that goes out.</summary>
internal sealed record StoredMessage(OutboundVerb Verb, ConversationReference Reference, Activity Activity);

[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredArrival))]
[JsonSerializable(typeof(StoredMessage))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
