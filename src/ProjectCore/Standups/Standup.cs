using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Standups;

/// <summary>What somebody said in a project's stand-up of one day. One a person, project and day.</summary>
public sealed class Standup : Entity
{
    /// <summary>Longest answer, in UTF-16 units.</summary>
    public const int MaxLength = 1000;

    private Standup()
    {
    }

    internal Standup(WorkspaceId workspace, ProjectId project, UserId user, DateOnly day, StandupAnswers answers, DateTimeOffset at)
    {
        (WorkspaceId, ProjectId, UserId, Day, CreatedAt) = (workspace, project, user, day, at);
        Set(answers);
    }

    public StandupId Id { get; private set; } = StandupId.New();
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }
    public UserId UserId { get; private set; }
    public DateOnly Day { get; private set; }
    public string? Yesterday { get; private set; }
    public string? Today { get; private set; }
    public string? Blockers { get; private set; }

    /// <summary>They said that they say nothing today.</summary>
    public bool IsSkipped { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    internal StandupAnswers Answers => new(Yesterday, Today, Blockers, IsSkipped);

    internal void Change(StandupAnswers answers)
    {
        Set(answers);
        if (IsDeleted) Restore();
        else Touch();
    }

    internal void MoveTo(UserId user)
    {
        UserId = user;
        Touch();
    }

    private void Set(StandupAnswers answers) => (Yesterday, Today, Blockers, IsSkipped) = (answers.Yesterday, answers.Today, answers.Blockers, answers.Skipped);
}

/// <summary>The answers to the three questions; null where there is nothing to say.</summary>
public sealed record StandupAnswers(string? Yesterday, string? Today, string? Blockers, bool Skipped = false);

/// <summary>When a project's stand-up is held. One a project.</summary>
public sealed class StandupSchedule : Entity
{
    private StandupSchedule()
    {
    }

    internal StandupSchedule(WorkspaceId workspace, ProjectId project, UserId by, TimeOnly at, DateOnly from)
    {
        (WorkspaceId, ProjectId, SetBy) = (workspace, project, by);
        Set(at, from, pausedUntil: null);
    }

    public StandupScheduleId Id { get; private set; } = StandupScheduleId.New();
    public WorkspaceId WorkspaceId { get; private set; }
    public ProjectId ProjectId { get; private set; }

    /// <summary>Who set it up; gets the summary where the project has no channel.</summary>
    public UserId SetBy { get; private set; }

    /// <summary>On each person's own clock.</summary>
    public TimeOnly At => TimeOnly.ParseExact(AtTime, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The first day.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Not before this day, or null.</summary>
    public DateOnly? PausedUntil { get; private set; }

    internal string AtTime { get; private set; } = "";

    internal void Change(TimeOnly at, DateOnly from, DateOnly? pausedUntil)
    {
        Set(at, from, pausedUntil);
        if (IsDeleted) Restore();
        else Touch();
    }

    internal void HandTo(UserId user)
    {
        SetBy = user;
        Touch();
    }

    private void Set(TimeOnly at, DateOnly from, DateOnly? pausedUntil) =>
        (AtTime, StartsOn, PausedUntil) = (at.ToString("HH:mm", CultureInfo.InvariantCulture), from, pausedUntil);
}

internal sealed class StandupMapping : IEntityTypeConfiguration<Standup>
{
    public void Configure(EntityTypeBuilder<Standup> builder)
    {
        builder.MapEntity("standups");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Ignore(s => s.Answers);
        builder.HasIndex(s => new { s.ProjectId, s.UserId, s.Day }).IsUnique();
        builder.HasIndex(s => new { s.WorkspaceId, s.Day });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StandupScheduleMapping : IEntityTypeConfiguration<StandupSchedule>
{
    public void Configure(EntityTypeBuilder<StandupSchedule> builder)
    {
        builder.MapEntity("standup_schedules");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.AtTime);
        builder.Ignore(s => s.At);
        builder.HasIndex(s => s.ProjectId).IsUnique();
        builder.HasIndex(s => s.WorkspaceId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.SetBy).OnDelete(DeleteBehavior.Restrict);
    }
}
