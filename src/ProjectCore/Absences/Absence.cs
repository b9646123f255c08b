using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Absences;

/// <summary>Days on which somebody is away, both ends included.</summary>
public sealed class Absence : Entity
{
    /// <summary>Longest stretch, in days.</summary>
    public const int MaxDays = 400;

    private Absence()
    {
    }

    internal Absence(WorkspaceId workspace, UserId user, DateOnly from, DateOnly to)
    {
        (WorkspaceId, UserId, FromDay, ToDay) = (workspace, user, from, to);
    }

    public AbsenceId Id { get; private set; } = AbsenceId.New();
    public WorkspaceId WorkspaceId { get; private set; }
    public UserId UserId { get; private set; }
    public DateOnly FromDay { get; private set; }
    public DateOnly ToDay { get; private set; }

    internal void MoveTo(UserId user)
    {
        UserId = user;
        Touch();
    }
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.MapEntity("absences");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.WorkspaceId, a.ToDay });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(a => a.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
