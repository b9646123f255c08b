using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
namespace PmBot.ProjectCore.Workspaces;

/// <summary>Founds a workspace. The ids of the workspace and of its first person, who becomes admin, are those of the actor.</summary>
public sealed record CreateWorkspace(string Title, string Timezone, string Language, string Username, string FullName) : Operation
{
    /// <inheritdoc/>
    public override string Name => "create_workspace";

    /// <summary>The account through which the founder speaks.</summary>
    public ChatAddress? Identity { get; init; }

    /// <summary>Refuse when there is a workspace already: the first person to write founds it, the second joins.</summary>
    public bool OnlyIfNone { get; init; } = true;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
}
