using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Projects;

/// <summary>What a person may do in a project, rising; each role may also do what those below it may.</summary>
[JsonConverter(typeof(WireNameConverter<Role>))]
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,
    /// <summary>Creates, changes and comments on tasks; deletes those it created.</summary>
    Developer,
    /// <summary>Deletes any task; manages members and environments.</summary>
    Admin,
    /// <summary>Changes, archives and deletes the project; makes owners.</summary>
    Owner,
}
