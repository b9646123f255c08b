using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Text;
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
    protected internal override bool AdmitsStrangers => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (OnlyIfNone && await scope.Db.Workspaces.AsNoTracking().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) is { } first) return new WorkspaceExists(first.Name);
        var id = scope.Actor.Workspace;
        var name = Folding.OneLine(Title);
        if (name.Length == 0) return new TextMissing("name");
        if (name.Length > Workspace.MaxNameLength) return new TextTooLong("name", Workspace.MaxNameLength);
        if (!TimeZones.Exists(Timezone)) return new ValueInvalid("timezone", Timezone);
        if (!UserScope.Languages.Contains(Language, StringComparer.Ordinal)) return new ValueInvalid("language", Language);
        if (!User.Create(id, scope.Actor.User, Username, FullName, WorkspaceRole.Admin, scope.Now).Try(out var founder, out var invalid)) return invalid;

        var workspace = new Workspace(id, name, Timezone, Language, scope.Now);
        scope.Add(workspace);
        scope.Add(new WorkspaceCounter(id));
        scope.Add(founder);
        if (Identity is { } address)
        {
            if (UserScope.CheckAddress(address) is { } wrong) return wrong;
            if (await scope.CheckFreeAsync(address, cancellationToken).ConfigureAwait(false) is { } taken) return taken;
            scope.Add(new ChatIdentity(id, IdentityId.New(), founder.Id, address));
            // The tenant belongs to whichever workspace it was first seen in.
            var (channel, tenant) = (address.Channel, address.Tenant);
            if (tenant.Length > 0 && !await scope.Db.WorkspaceChannels.AnyAsync(c => c.Channel == channel && c.Tenant == tenant, cancellationToken).ConfigureAwait(false))
                scope.Add(new WorkspaceChannel(id, address.Channel, address.Tenant));
        }

        return new Applied(new Subject(0, new WorkspaceView(id, name, Timezone, Language, workspace.Version), "workspace.created"), inverse: null);
    }
}
