using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Tasks;

/// <summary>Where a task stands.</summary>
[JsonConverter(typeof(WireNameConverter<TaskState>))]
public enum TaskState
{
    Todo,
    InProgress,
    InReview,
    Blocked,
    Done,
    Cancelled,
}
