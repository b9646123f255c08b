using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Users;

/// <summary>Changes a person's settings: one's own, or as an admin anybody's. Null leaves a setting as it is.</summary>
public sealed record UpdateUserSettings(UserId User) : Operation
{
    /// <inheritdoc/>
    public override string Name => "update_user_settings";

    /// <summary><c>es</c>, <c>en</c>, or null for the workspace's.</summary>
    public Change<string?>? Language { get; init; }

    /// <summary>IANA name, or null for the workspace's.</summary>
    public Change<string?>? Timezone { get; init; }
    public Change<ProjectId?>? DefaultProject { get; init; }
    public string? FullName { get; init; }
    public Change<string?>? Email { get; init; }

    /// <summary>Of an inverse: a default project that is gone since, or out of the person's reach, is the default again; it is shown to nobody for that.</summary>
    public bool AsItWas { get; init; }

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (scope.CheckSelfOrAdmin(User, Name) is { } refused) return refused;
        if (!(await scope.LoadUserAsync(User, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var user, out var missing)) return missing;
        var (was, before) = (user.Settings, user.Version);
        var settings = new UserSettings(
            FullName is null ? was.FullName : Folding.OneLine(FullName),
            Email is { } email ? email.Value : was.Email,
            Timezone is { } timezone ? timezone.Value : was.Timezone,
            Language is { } language ? language.Value : was.Language,
            DefaultProject is { } project ? project.Value : was.DefaultProject);
        if (settings == was) return new NothingToChange();
        if (UserScope.CheckSettings(settings) is { } invalid) return invalid;
        if (settings.DefaultProject is { } chosen && chosen != was.DefaultProject && !AsItWas && scope.Directory.RoleIn(chosen, User) is null) return new ProjectNotFound();
        user.Update(settings);
        return new Applied(
            new Subject(before, UserScope.View(user, scope) with { Changes = Changes(was, settings, scope) }, "user.changed"),
            new UpdateUserSettings(User)
            {
                FullName = was.FullName, Email = Change.To(was.Email), Timezone = Change.To(was.Timezone), Language = Change.To(was.Language),
                DefaultProject = Change.To(was.DefaultProject), AsItWas = true,
            });
    }

    private static FieldChange[] Changes(UserSettings from, UserSettings to, OperationScope scope)
    {
        (string Field, string? From, string? To)[] fields =
        [
            ("full_name", from.FullName, to.FullName), ("email", from.Email, to.Email), ("timezone", from.Timezone, to.Timezone),
            ("language", from.Language, to.Language), ("project", Project(from), Project(to)),
        ];
        return [.. fields.Where(f => !string.Equals(f.From, f.To, StringComparison.Ordinal)).Select(f => new FieldChange(f.Field, f.From, f.To))];

        string? Project(UserSettings settings) => settings.DefaultProject is { } id ? scope.Directory.Project(id)?.Name : null;
    }
}
