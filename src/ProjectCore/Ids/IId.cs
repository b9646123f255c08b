using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmBot.ProjectCore;

/// <summary>An id of one kind of thing, so that a user's can never be given where a task's is meant.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The bare id, a version 7 GUID: it sorts by time of creation.</summary>
    Guid Value { get; }

    /// <summary>An id read back from where it was stored.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Writes an id as its bare GUID.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
