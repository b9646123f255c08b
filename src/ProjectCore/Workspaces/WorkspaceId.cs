using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Workspaces;

/// <summary>Id of a workspace: one team, its people and projects.</summary>
[JsonConverter(typeof(IdJsonConverter<WorkspaceId>))]
public readonly record struct WorkspaceId(Guid Value) : IId<WorkspaceId>
{
    /// <summary>A fresh id.</summary>
    public static WorkspaceId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static WorkspaceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
