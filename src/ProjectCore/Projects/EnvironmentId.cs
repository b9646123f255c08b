using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Projects;

/// <summary>Id of an environment that a project deploys to.</summary>
[JsonConverter(typeof(IdJsonConverter<EnvironmentId>))]
public readonly record struct EnvironmentId(Guid Value) : IId<EnvironmentId>
{
    /// <summary>A fresh id.</summary>
    public static EnvironmentId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static EnvironmentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
