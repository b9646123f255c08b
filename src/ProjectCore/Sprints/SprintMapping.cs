using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Sprints;

internal sealed class SprintMapping : IEntityTypeConfiguration<Sprint>
{
    public void Configure(EntityTypeBuilder<Sprint> builder)
    {
        builder.MapEntity("sprints");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Ignore(s => s.Status).Ignore(s => s.Fields);
        builder.HasIndex(s => new { s.ProjectId, s.Name }).UniqueWhileAlive();
        builder.HasIndex(s => s.WorkspaceId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SprintEntryMapping : IEntityTypeConfiguration<SprintEntry>
{
    public void Configure(EntityTypeBuilder<SprintEntry> builder)
    {
        builder.ToTable("sprint_entries");
        builder.HasKey(e => new { e.SprintId, e.TaskId, e.TaskVersion });
        builder.Property(e => e.State).AsWireName();
        builder.HasOne<Sprint>().WithMany().HasForeignKey(e => e.SprintId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TaskItem>().WithMany().HasForeignKey(e => e.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}
