using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Projects;

/// <summary>What a new project starts with.</summary>
[JsonConverter(typeof(WireNameConverter<ProjectTemplate>))]
public enum ProjectTemplate
{
    Blank,
    Software,
    Marketing,
    Event,
}
