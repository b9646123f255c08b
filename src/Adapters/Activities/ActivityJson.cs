using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmBot.Adapters.Activities;

/// <summary>How activities are read and written: camelCase, no nulls, unknown fields kept.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(IReadOnlyList<Activity>))]
[JsonSerializable(typeof(List<Activity>))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(string))]
public sealed partial class ActivityJson : JsonSerializerContext;
