using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Deployments;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

/// <summary>The versions that things have now, the deleted too.</summary>
internal static class CurrentVersions
{
    public static async Task<IReadOnlyDictionary<Guid, long>> OfAsync(PmBotDbContext db, IReadOnlyList<SubjectView> things, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<Guid, long>();
        foreach (var kind in things.GroupBy(t => t.Subject.Kind, t => t.Subject.Id))
        {
            foreach (var (id, version) in await Query(db, kind.Key, [.. kind]).ToListAsync(cancellationToken).ConfigureAwait(false)) versions[id] = version;
        }

        return versions;
    }

    private static IQueryable<Row> Query(PmBotDbContext db, SubjectKind kind, Guid[] ids) => kind switch
    {
        SubjectKind.Workspace => Of<Workspace, WorkspaceId>(db, ids),
        SubjectKind.User => Of<User, UserId>(db, ids),
        SubjectKind.Identity => Of<ChatIdentity, IdentityId>(db, ids),
        SubjectKind.Project => Of<Project, ProjectId>(db, ids),
        SubjectKind.Membership => Of<Membership, MembershipId>(db, ids),
        SubjectKind.Environment => Of<ProjectEnvironment, EnvironmentId>(db, ids),
        SubjectKind.Task => Of<TaskItem, TaskId>(db, ids),
        SubjectKind.Comment => Of<Comment, CommentId>(db, ids),
        SubjectKind.Sprint => Of<Sprint, SprintId>(db, ids),
        SubjectKind.Deployment => Of<Deployment, DeploymentId>(db, ids),
        SubjectKind.Invitation => Of<Invitation, InvitationId>(db, ids),
        SubjectKind.Reminder => Of<Reminder, ReminderId>(db, ids),
        SubjectKind.Absence => Of<Absence, AbsenceId>(db, ids),
        SubjectKind.NoticeSettings => Of<NoticeSettingsRow, NoticeSettingsId>(db, ids),
        SubjectKind.ProjectChannel => Of<ProjectChannel, ProjectChannelId>(db, ids),
        SubjectKind.Standup => Of<Standup, StandupId>(db, ids),
        SubjectKind.StandupSchedule => Of<StandupSchedule, StandupScheduleId>(db, ids),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static IQueryable<Row> Of<TEntity, TId>(PmBotDbContext db, Guid[] ids)
        where TEntity : Entity
        where TId : struct, IId<TId>
    {
        var typed = ids.Select(TId.From).ToArray();
        return db.Set<TEntity>().AsNoTracking().IgnoreQueryFilters().Where(e => typed.Contains(EF.Property<TId>(e, "Id")))
            .Select(e => new Row(EF.Property<TId>(e, "Id").Value, e.Version));
    }

    private sealed record Row(Guid Id, long Version);
}
