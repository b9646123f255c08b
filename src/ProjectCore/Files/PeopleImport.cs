using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Files;

/// <summary>The people of a file, with their chat accounts.</summary>
internal sealed class PeopleImport(ImportState state)
{
    public async Task<ImportCount> RunAsync(IReadOnlyList<UserSpec> specs, CancellationToken cancellationToken)
    {
        var (created, updated) = (0, 0);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var spec in specs.Where(s => s.Username.Value.Length > 0))
        {
            var username = spec.Username.Value.Trim().ToLowerInvariant();
            if (!seen.Add(username)) state.Mistakes.Add(spec.Username, $"there are two users \"{username}\"");
            else if (state.Users.TryGetValue(username, out var present))
            {
                Update(present, spec);
                updated++;
            }
            else if (Create(username, spec) is { } fresh)
            {
                state.Users[username] = fresh;
                state.Context.Add(fresh);
                created++;
            }
        }

        await LinkAsync(specs, cancellationToken).ConfigureAwait(false);
        return new ImportCount(created, updated);
    }

    /// <summary>Default projects, once the projects are known.</summary>
    public void SetDefaults(IReadOnlyList<UserSpec> specs)
    {
        foreach (var spec in specs)
        {
            if (spec.DefaultProject is not { } wanted || !state.Users.TryGetValue(spec.Username.Value.Trim(), out var user)) continue;
            var project = wanted.Value is null ? null : state.FindProject(new Located<string>(wanted.Value, wanted.Line, wanted.Path));
            if (user.DefaultProjectId != project?.Project.Id) user.Update(user.Settings with { DefaultProject = project?.Project.Id });
        }
    }

    private User? Create(string username, UserSpec spec)
    {
        if (spec.FullName is null) state.Mistakes.Add(spec.Username, "\"full_name\" is missing");
        var name = spec.FullName?.Value ?? username;
        if (!User.Create(state.Workspace.Id, UserId.New(), username, name, spec.Role?.Value ?? WorkspaceRole.Member, state.Now).Try(out var user, out var error))
        {
            state.Refuse(error is TextTooLong && spec.FullName is { } fullName ? fullName : spec.Username, error);
            return null;
        }

        Update(user, spec);
        return user;
    }

    private void Update(User user, UserSpec spec)
    {
        var settings = user.Settings with
        {
            FullName = spec.FullName is { } name ? Folding.OneLine(name.Value) : user.FullName,
            Email = spec.Email is { } email ? email.Value : user.Email,
            Timezone = spec.Timezone is { } zone ? zone.Value : user.Timezone,
            Language = spec.Language is { } language ? language.Value : user.Language,
        };
        Check(spec.Email, settings with { Timezone = null, Language = null });
        Check(spec.Timezone, settings with { Email = null, Language = null });
        Check(spec.Language, settings with { Email = null, Timezone = null });
        if (settings != user.Settings) user.Update(settings);
        var (role, deactivated) = (spec.Role?.Value ?? user.Role, spec.Deactivated?.Value ?? user.IsDeactivated);
        if (role != user.Role || deactivated != user.IsDeactivated) user.Appoint(role, deactivated);
    }

    private void Check(Located<string?>? at, UserSettings settings)
    {
        if (at is not null && UserScope.CheckSettings(settings) is { } error) state.Refuse(at, error);
    }

    private async Task LinkAsync(IReadOnlyList<UserSpec> specs, CancellationToken cancellationToken)
    {
        var given = specs.SelectMany(s => s.Identities.Select(i => (s.Username, Identity: i))).Where(g => g.Identity.Value.UserId.Length > 0).ToArray();
        var accounts = given.Select(g => g.Identity.Value.UserId).Distinct(StringComparer.Ordinal).ToArray();
        var taken = (await state.Context.Identities.Where(i => accounts.Contains(i.ChannelUserId)).ToListAsync(cancellationToken).ConfigureAwait(false))
            .ToDictionary(i => i.Address, i => i);
        var seen = new HashSet<ChatAddress>();
        foreach (var (username, identity) in given)
        {
            if (!state.Users.TryGetValue(username.Value.Trim(), out var user)) continue;
            var what = $"the {identity.Value.Channel} account \"{identity.Value.UserId}\"";
            if (!seen.Add(identity.Value)) state.Mistakes.Add(identity, $"{what} is given to two users");
            else if (UserScope.CheckAddress(identity.Value) is { } error) state.Refuse(identity, error);
            else if (!taken.TryGetValue(identity.Value, out var present)) state.Context.Add(new ChatIdentity(state.Workspace.Id, IdentityId.New(), user.Id, identity.Value));
            else if (present.UserId != user.Id)
            {
                var other = state.Users.Values.FirstOrDefault(u => u.Id == present.UserId);
                state.Mistakes.Add(identity, other is null ? $"{what} belongs to another workspace" : $"{what} belongs to \"{other.Username}\" already");
            }
        }
    }
}
