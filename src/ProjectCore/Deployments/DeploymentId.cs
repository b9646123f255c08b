using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Deployments;

/// <summary>Id of a deployment. People see its number instead.</summary>
[JsonConverter(typeof(IdJsonConverter<DeploymentId>))]
public readonly record struct DeploymentId(Guid Value) : IId<DeploymentId>
{
    /// <summary>A fresh id.</summary>
    public static DeploymentId New() => new(RisingIds.Next());

    /// <inheritdoc/>
    public static DeploymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
