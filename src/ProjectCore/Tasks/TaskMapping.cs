using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tasks;

internal sealed class TaskItemMapping : IEntityTypeConfiguration<TaskItem>
{
    public void Configure(EntityTypeBuilder<TaskItem> builder)
    {
        builder.MapEntity("tasks");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Status).AsWireName();
        builder.Property(t => t.LabelText).HasColumnName("labels");
        builder.Ignore(t => t.Labels).Ignore(t => t.DependsOn).Ignore(t => t.Due).Ignore(t => t.Fields);
        builder.HasIndex(t => new { t.WorkspaceId, t.Number }).IsUnique();
        builder.HasIndex(t => new { t.ProjectId, t.Status });
        builder.HasIndex(t => new { t.AssigneeId, t.Status }).HasFilter("assignee_id IS NOT NULL");
        builder.HasIndex(t => t.SprintId).HasFilter("sprint_id IS NOT NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(t => t.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(t => t.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.AssigneeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.CreatedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Sprint>().WithMany().HasForeignKey(t => t.SprintId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Dependencies).WithOne().HasForeignKey(d => d.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(t => t.Dependencies).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class TaskDependencyMapping : IEntityTypeConfiguration<TaskDependency>
{
    public void Configure(EntityTypeBuilder<TaskDependency> builder)
    {
        builder.ToTable("task_dependencies");
        builder.HasKey(d => new { d.TaskId, d.DependsOnId });
        builder.HasIndex(d => d.DependsOnId);
        builder.HasOne<TaskItem>().WithMany().HasForeignKey(d => d.DependsOnId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommentMapping : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.MapEntity("comments");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.TaskId, c.CreatedAt });
        builder.HasOne<Workspace>().WithMany().HasForeignKey(c => c.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TaskItem>().WithMany().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
    }
}
