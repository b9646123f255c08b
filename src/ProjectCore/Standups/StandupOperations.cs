using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Standups;

/// <summary>There is no such stand-up.</summary>
public sealed record StandupNotFound() : Error("standup_not_found");

/// <summary>What somebody said in a stand-up.</summary>
public sealed record StandupView(StandupId Id, ProjectRef Project, PersonRef Person, DateOnly Day, StandupAnswers Answers, long Version) : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Standup, Id.Value, Version);
}

/// <summary>When a project's stand-up is held.</summary>
public sealed record StandupScheduleView(StandupScheduleId Id, ProjectRef Project, TimeOnly At, DateOnly? PausedUntil, long Version) : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.StandupSchedule, Id.Value, Version);
}

/// <summary>Says what one did, does, and waits for; again on the same day, in place of what was said.</summary>
/// <param name="Answers">Null takes what was said back.</param>
public sealed record WriteStandup(ProjectId Project, DateOnly Day, StandupAnswers? Answers) : Operation
{
    /// <inheritdoc/>
    public override string Name => "write_standup";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Viewer, Name).Try(out var project, out var refused)) return refused;
        var (workspace, user) = (scope.Actor.Workspace, scope.Actor.User);
        var standup = await scope.Db.Standups.IgnoreQueryFilters()
            .FirstOrDefaultAsync(s => s.WorkspaceId == workspace && s.ProjectId == Project && s.UserId == user && s.Day == Day, cancellationToken).ConfigureAwait(false);
        var was = standup is null or { IsDeleted: true } ? null : standup.Answers;
        var before = standup?.Version ?? 0;
        if (Answers is null)
        {
            if (was is null) return new StandupNotFound();
            standup!.Delete(scope.Now);
        }
        else
        {
            if (!Checked(Answers).Try(out var clean, out var invalid)) return invalid;
            if (clean == was) return new NothingToChange();
            if (standup is null) scope.Add(standup = new Standup(workspace, Project, user, Day, clean, scope.Now));
            else standup.Change(clean);
        }

        var view = new StandupView(standup!.Id, project.Ref, scope.Person(user)!, Day, standup.Answers, standup.Version) { Deleted = standup.IsDeleted };
        return new Applied(new Subject(before, view, "standup.written"), new WriteStandup(Project, Day, was));
    }

    private static Result<StandupAnswers> Checked(StandupAnswers answers)
    {
        var clean = new StandupAnswers(Clean(answers.Yesterday), Clean(answers.Today), Clean(answers.Blockers), answers.Skipped);
        string? longest = new[] { clean.Yesterday, clean.Today, clean.Blockers }.MaxBy(t => t?.Length ?? 0);
        if (longest?.Length > Standup.MaxLength) return new TextTooLong("standup", Standup.MaxLength);
        return clean is { Skipped: false, Yesterday: null, Today: null, Blockers: null } ? new TextMissing("standup") : clean;

        static string? Clean(string? text) => text is null || Folding.Lines(text) is not { Length: > 0 } lines ? null : lines;
    }
}

/// <summary>Sets when a project's stand-up is held, pauses it, or ends it.</summary>
/// <param name="At">On each person's own clock; null ends it.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="PausedUntil">Not before this day, or null.</param>
public sealed record ScheduleStandup(ProjectId Project, TimeOnly? At, DateOnly StartsOn, DateOnly? PausedUntil) : Operation
{
    /// <inheritdoc/>
    public override string Name => "schedule_standup";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Require(Project, Role.Admin, Name).Try(out var project, out var refused)) return refused;
        var workspace = scope.Actor.Workspace;
        var schedule = await scope.Db.StandupSchedules.IgnoreQueryFilters().FirstOrDefaultAsync(s => s.WorkspaceId == workspace && s.ProjectId == Project, cancellationToken).ConfigureAwait(false);
        var isThere = schedule is { IsDeleted: false };
        var before = schedule?.Version ?? 0;
        var inverse = isThere
            ? new ScheduleStandup(Project, schedule!.At, schedule.StartsOn, schedule.PausedUntil)
            : new ScheduleStandup(Project, null, StartsOn, null);
        if (At is not { } at)
        {
            if (!isThere) return new StandupNotFound();
            schedule!.Delete(scope.Now);
        }
        else if (isThere && schedule!.At == at && schedule.PausedUntil == PausedUntil)
        {
            return new NothingToChange();
        }
        else if (schedule is null)
        {
            scope.Add(schedule = new StandupSchedule(workspace, Project, scope.Actor.User, at, StartsOn));
        }
        else
        {
            schedule.Change(at, StartsOn, PausedUntil);
        }

        var view = new StandupScheduleView(schedule.Id, project.Ref, schedule.At, schedule.PausedUntil, schedule.Version) { Deleted = schedule.IsDeleted };
        return new Applied(new Subject(before, view, "standup.scheduled"), inverse);
    }
}
