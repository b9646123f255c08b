using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Operations;

/// <summary>One change to the domain, as a value: what chat, REST, webhooks and jobs all ask the <see cref="OperationPipeline"/> for.</summary>
/// <remarks>Inverses are stored as JSON for as long as the audit lives, so fields may be added but not renamed.</remarks>
public abstract partial record Operation
{
    /// <summary>snake_case, unique and stable.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What has to happen first.</summary>
    [JsonIgnore]
    public virtual Safety Safety => Safety.None;

    /// <summary>True when it changes what <see cref="Workspaces.WorkspaceDirectory"/> shows.</summary>
    [JsonIgnore]
    protected internal virtual bool ChangesDirectory => false;

    /// <summary>True when the actor need not be a person of the workspace yet.</summary>
    [JsonIgnore]
    protected internal virtual bool AdmitsStrangers => false;

    /// <summary>Authorises, validates, loads and changes; saves nothing itself.</summary>
    protected internal abstract Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken);
}
