using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Workspaces;

internal sealed class WorkspaceMapping : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> builder)
    {
        builder.MapEntity("workspaces");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.HolidayText).HasColumnName("holidays");
        builder.Ignore(w => w.Holidays);
    }
}

internal sealed class WorkspaceChannelMapping : IEntityTypeConfiguration<WorkspaceChannel>
{
    public void Configure(EntityTypeBuilder<WorkspaceChannel> builder)
    {
        builder.ToTable("workspace_channels");
        builder.HasKey(c => new { c.WorkspaceId, c.Channel });
        builder.HasIndex(c => new { c.Channel, c.Tenant }).IsUnique();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(c => c.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WorkspaceCounterMapping : IEntityTypeConfiguration<WorkspaceCounter>
{
    public void Configure(EntityTypeBuilder<WorkspaceCounter> builder)
    {
        builder.ToTable("workspace_counters");
        builder.HasKey(c => c.WorkspaceId);
        builder.Property(c => c.WorkspaceId).ValueGeneratedNever();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(c => c.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}
