using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Deployments;

/// <summary>Where a deployment stands.</summary>
[JsonConverter(typeof(WireNameConverter<DeploymentStatus>))]
public enum DeploymentStatus
{
    PendingApproval,
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    Rejected,
    RolledBack,
}
