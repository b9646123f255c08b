using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Projects;

/// <summary>Id of a project.</summary>
[JsonConverter(typeof(IdJsonConverter<ProjectId>))]
public readonly record struct ProjectId(Guid Value) : IId<ProjectId>
{
    /// <summary>A fresh id.</summary>
    public static ProjectId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static ProjectId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
