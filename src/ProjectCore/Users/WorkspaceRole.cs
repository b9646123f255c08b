using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Users;

/// <summary>What a person may do in the whole workspace.</summary>
[JsonConverter(typeof(WireNameConverter<WorkspaceRole>))]
public enum WorkspaceRole
{
    Member,
    /// <summary>May everything, in every project.</summary>
    Admin,
}
