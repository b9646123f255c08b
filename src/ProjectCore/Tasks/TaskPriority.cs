using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Tasks;

/// <summary>How much a task matters, rising.</summary>
[JsonConverter(typeof(WireNameConverter<TaskPriority>))]
public enum TaskPriority
{
    Low,
    Medium,
    High,
    Urgent,
}
