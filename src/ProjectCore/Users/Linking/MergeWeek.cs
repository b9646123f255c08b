using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;

namespace PmBot.ProjectCore.Users.Linking;

/// <summary>The week of somebody who turns out to be another: reminders, stand-ups, absences, settings, and where they are reached.</summary>
/// <remarks>Where both have one and only one can be, the kept person's counts; but a stand-up that they left out gives way to one that was said.</remarks>
internal sealed class MergeWeek(OperationScope scope, UserId kept, UserId gone, List<Subject> subjects)
{
    /// <summary>Moves all of it.</summary>
    public async Task MoveAsync(CancellationToken cancellationToken)
    {
        await MoveRemindersAsync(cancellationToken).ConfigureAwait(false);
        await MoveAbsencesAsync(cancellationToken).ConfigureAwait(false);
        await MoveStandupsAsync(cancellationToken).ConfigureAwait(false);
        await MoveSettingsAsync(cancellationToken).ConfigureAwait(false);
        // What goes to the database at once is nothing that a preview may do.
        if (scope.IsPreview) return;
        await MoveConversationsAsync(cancellationToken).ConfigureAwait(false);
        await MoveDeliveriesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task MoveRemindersAsync(CancellationToken cancellationToken)
    {
        foreach (var reminder in await scope.Db.Reminders.Where(r => r.OwnerId == gone || r.RecipientId == gone).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            var before = reminder.Version;
            reminder.MoveTo(kept, gone);
            subjects.Add(new Subject(before, await scope.ViewAsync(reminder, cancellationToken).ConfigureAwait(false), "reminder.changed"));
        }
    }

    private async Task MoveAbsencesAsync(CancellationToken cancellationToken)
    {
        foreach (var absence in await scope.Db.Absences.Where(a => a.UserId == gone).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            var before = absence.Version;
            absence.MoveTo(kept);
            subjects.Add(new Subject(before, AbsenceScope.View(absence, scope.Person(kept)!), "absence.changed"));
        }
    }

    private async Task MoveStandupsAsync(CancellationToken cancellationToken)
    {
        var own = await scope.Db.Standups.IgnoreQueryFilters().Where(s => s.UserId == kept).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var theirs in await scope.Db.Standups.Where(s => s.UserId == gone).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (scope.Directory.Project(theirs.ProjectId) is not { } project) continue;
            var mine = own.Find(s => s.ProjectId == theirs.ProjectId && s.Day == theirs.Day);
            var told = mine ?? theirs;
            var before = told.Version;
            if (mine is null)
            {
                theirs.MoveTo(kept);
            }
            else
            {
                var gives = mine.IsDeleted || (mine.IsSkipped && !theirs.IsSkipped);
                if (gives) mine.Change(theirs.Answers);
                theirs.Delete(scope.Now);
                if (!gives) continue;
            }

            var view = new StandupView(told.Id, project.Ref, scope.Person(kept)!, told.Day, told.Answers, told.Version);
            subjects.Add(new Subject(before, view, "standup.written"));
        }

        foreach (var schedule in await scope.Db.StandupSchedules.Where(s => s.SetBy == gone).ToListAsync(cancellationToken).ConfigureAwait(false)) schedule.HandTo(kept);
    }

    private async Task MoveSettingsAsync(CancellationToken cancellationToken)
    {
        if (await scope.Db.NoticeSettings.FirstOrDefaultAsync(s => s.UserId == gone, cancellationToken).ConfigureAwait(false) is not { } theirs) return;
        var before = theirs.Version;
        if (await scope.Db.NoticeSettings.AnyAsync(s => s.UserId == kept, cancellationToken).ConfigureAwait(false))
        {
            theirs.Delete(scope.Now);
            return;
        }

        theirs.MoveTo(kept);
        subjects.Add(new Subject(before, new NoticeSettingsView(theirs.Id, scope.Person(kept)!, NoticeSettingsJson.Read(theirs.Settings), theirs.Version), "notices.changed"));
    }

    /// <summary>One private conversation a channel: the one last used.</summary>
    private async Task MoveConversationsAsync(CancellationToken cancellationToken)
    {
        var both = await scope.Db.ConversationRefs.AsNoTracking().Where(r => r.UserId == kept || r.UserId == gone).ToListAsync(cancellationToken).ConfigureAwait(false);
        var newest = both.GroupBy(r => r.Channel, StringComparer.Ordinal).Select(g => g.OrderByDescending(r => r.SeenAt).ThenBy(r => r.UserId == kept ? 0 : 1).First()).Where(r => r.UserId == gone).ToList();
        var replaced = newest.Select(r => ConversationRef.PrivateKey(kept, r.Channel)).ToArray();
        var workspace = scope.Actor.Workspace;
        await scope.Db.ConversationRefs.Where(r => r.UserId == gone || (r.WorkspaceId == workspace && replaced.Contains(r.Key))).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        foreach (var reference in newest) scope.Add(reference.For(kept));
    }

    /// <summary>What waits to be told is told to who is left. Questions and summaries of a day each has one of are not asked twice.</summary>
    private async Task MoveDeliveriesAsync(CancellationToken cancellationToken)
    {
        await scope.Db.Deliveries.Where(d => d.UserId == gone && d.DoneAt == null && (d.Kind == "standup" || d.Kind == "digest")).ExecuteUpdateAsync(
            s => s.SetProperty(d => d.DoneAt, scope.Now).SetProperty(d => d.Outcome, "dropped"), cancellationToken).ConfigureAwait(false);
        await scope.Db.Deliveries.Where(d => d.UserId == gone && d.DoneAt == null).ExecuteUpdateAsync(s => s.SetProperty(d => d.UserId, kept), cancellationToken).ConfigureAwait(false);
    }
}
