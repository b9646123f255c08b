using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

internal sealed class ConversationRefMapping : IEntityTypeConfiguration<ConversationRef>
{
    public void Configure(EntityTypeBuilder<ConversationRef> builder)
    {
        builder.ToTable("conversation_refs");
        builder.HasKey(r => new { r.WorkspaceId, r.Key });
        builder.HasIndex(r => r.UserId).HasFilter("user_id IS NOT NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(r => r.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasIndex(d => new { d.WorkspaceId, d.Key }).IsUnique();
        builder.HasIndex(d => d.DueAt).HasFilter("done_at IS NULL");
        builder.HasIndex(d => d.DoneAt).HasFilter("done_at IS NOT NULL");
        builder.HasOne<Workspace>().WithMany().HasForeignKey(d => d.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PostedMessageMapping : IEntityTypeConfiguration<PostedMessage>
{
    public void Configure(EntityTypeBuilder<PostedMessage> builder)
    {
        builder.ToTable("posted_messages");
        builder.HasKey(m => new { m.WorkspaceId, m.Key });
        builder.HasIndex(m => m.PostedAt);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(m => m.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlannedMapping : IEntityTypeConfiguration<PlannedRow>
{
    public void Configure(EntityTypeBuilder<PlannedRow> builder)
    {
        builder.ToTable("planned");
        builder.HasKey(p => p.WorkspaceId);
        builder.Property(p => p.WorkspaceId).ValueGeneratedNever();
    }
}

internal sealed class ProjectChannelMapping : IEntityTypeConfiguration<ProjectChannel>
{
    public void Configure(EntityTypeBuilder<ProjectChannel> builder)
    {
        builder.MapEntity("project_channels");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => c.ProjectId).IsUnique();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(c => c.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}
