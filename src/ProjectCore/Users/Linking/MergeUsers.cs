using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.ProjectCore.Users.Linking;

/// <summary>Two people of the workspace turn out to be one: accounts, places in projects, tasks, reminders, stand-ups, absences and settings of one go to the other.</summary>
/// <remarks>
/// Proved by a <see cref="LinkCode"/> of either, which is used up. What the other wrote and did keeps their name. It cannot be undone:
/// an account can be cut off again by <see cref="UnlinkIdentity"/>.
/// </remarks>
/// <param name="Kept">Who stays, and who acts.</param>
/// <param name="Gone">Who was the same person all the time.</param>
/// <param name="Code">The code, as <see cref="LinkCode.Find"/> gives it.</param>
public sealed record MergeUsers(UserId Kept, UserId Gone, string Code) : Operation
{
    /// <inheritdoc/>
    public override string Name => "merge_users";

    /// <inheritdoc/>
    public override Safety Safety => Safety.Confirm;

    /// <inheritdoc/>
    protected internal override bool ChangesDirectory => true;

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (Kept == Gone) return new SamePerson();
        if (Kept != scope.Actor.User) return new NotWorkspaceAdmin(Name);
        if (scope.Directory.User(Kept) is not { IsActive: true } kept) return new UserNotFound();
        if (!(await scope.LoadUserAsync(Gone, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var gone, out var missing)) return missing;
        if (!scope.IsPreview && !await scope.UseLinkCodeAsync(LinkCode.Hash(Code), Kept, Gone, cancellationToken).ConfigureAwait(false)) return new LinkCodeOver();

        var subjects = new List<Subject>();
        foreach (var identity in await scope.Db.Identities.Where(i => i.UserId == Gone).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            var before = identity.Version;
            identity.MoveTo(Kept);
            subjects.Add(new Subject(before, UserScope.View(identity, kept.Ref), "identity.linked"));
        }

        await MovePlacesAsync(scope, kept.Ref, subjects, cancellationToken).ConfigureAwait(false);
        if (await MoveTasksAsync(scope, subjects, cancellationToken).ConfigureAwait(false) is { } refused) return refused;
        await new MergeWeek(scope, Kept, Gone, subjects).MoveAsync(cancellationToken).ConfigureAwait(false);
        if (gone.Role > kept.Role)
        {
            if (!(await scope.LoadUserAsync(Kept, deleted: false, cancellationToken).ConfigureAwait(false)).Try(out var raised, out missing)) return missing;
            var before = raised.Version;
            raised.Appoint(gone.Role, raised.IsDeactivated);
            subjects.Add(new Subject(before, UserScope.View(raised, scope), "user.changed"));
        }

        var was = gone.Version;
        gone.Delete(scope.Now);
        subjects.Add(new Subject(was, UserScope.View(gone, scope), "user.removed"));
        return new Applied(subjects, Inverse: null);
    }

    /// <summary>The higher role counts where both have one.</summary>
    private async Task MovePlacesAsync(OperationScope scope, PersonRef kept, List<Subject> subjects, CancellationToken cancellationToken)
    {
        var all = await scope.Db.Memberships.IgnoreQueryFilters().Where(m => m.UserId == Kept || m.UserId == Gone).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var theirs in all.Where(m => m.UserId == Gone && !m.IsDeleted))
        {
            if (scope.Directory.Project(theirs.ProjectId) is not { } project) continue;
            var was = theirs.Version;
            if (all.Find(m => m.UserId == Kept && m.ProjectId == theirs.ProjectId) is not { } place)
            {
                theirs.MoveTo(Kept);
                subjects.Add(new Subject(was, ProjectScope.View(theirs, project.Ref, kept), "member.added"));
                continue;
            }

            if (place.IsDeleted || place.Role < theirs.Role)
            {
                var before = place.Version;
                if (place.IsDeleted) place.Restore();
                place.Appoint(theirs.Role);
                subjects.Add(new Subject(before, ProjectScope.View(place, project.Ref, kept), "member.changed"));
            }

            theirs.Delete(scope.Now);
            subjects.Add(new Subject(was, ProjectScope.View(theirs, project.Ref, scope.Person(Gone)!), "member.removed"));
        }
    }

    private async Task<Error?> MoveTasksAsync(OperationScope scope, List<Subject> subjects, CancellationToken cancellationToken)
    {
        var tasks = await scope.Db.Tasks.Include(t => t.Dependencies).Where(t => t.AssigneeId == Gone).ToListAsync(cancellationToken).ConfigureAwait(false);
        var before = tasks.ConvertAll(t => (t.Version, t.Fields));
        foreach (var task in tasks)
        {
            if (task.Change(task.Fields with { Assignee = Kept }, Kept, scope.Now) is { IsOk: false, Error: { } refused }) return refused;
        }

        var views = await scope.ViewAsync(tasks, [.. before.Select(b => b.Fields)], cancellationToken).ConfigureAwait(false);
        subjects.AddRange(views.Select((v, i) => new Subject(before[i].Version, v, "task.changed")));
        return null;
    }
}
