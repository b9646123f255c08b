using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Projects;

/// <summary>How a project is run.</summary>
[JsonConverter(typeof(WireNameConverter<Methodology>))]
public enum Methodology
{
    Kanban,
    Scrum,
}
