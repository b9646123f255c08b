using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PmBot.ProjectCore.Operations;

/// <summary>How operations, outcomes and events are written down.</summary>
[JsonSerializable(typeof(Operation))]
[JsonSerializable(typeof(RecordedOutcome))]
[JsonSerializable(typeof(DomainEvent))]
[JsonSerializable(typeof(Proactive.NoticeSettings))]
internal sealed partial class ProjectCoreJson : JsonSerializerContext
{
    /// <summary>As above, with accents left readable in the database.</summary>
    public static ProjectCoreJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Of the base type, so that the kind is written too.</summary>
    public static JsonTypeInfo<Operation> OperationInfo => Plain.Operation;
}

/// <summary>What the audit keeps of an outcome, to tell it again when the same wish comes again.</summary>
internal sealed record RecordedOutcome(IReadOnlyList<SubjectView> Subjects)
{
    /// <summary>Of an undo, what it took back; of a redo, what it did again.</summary>
    public IReadOnlyList<UndoneOperation>? Undone { get; init; }
}
