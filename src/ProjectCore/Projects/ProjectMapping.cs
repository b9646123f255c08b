using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Projects;

internal sealed class ProjectMapping : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.MapEntity("projects");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Template).AsWireName();
        builder.Property(p => p.Methodology).AsWireName();
        builder.Property(p => p.AliasText).HasColumnName("aliases");
        builder.Property(p => p.LabelText).HasColumnName("labels");
        builder.Ignore(p => p.Aliases).Ignore(p => p.Labels).Ignore(p => p.Fields);
        builder.HasIndex(p => new { p.WorkspaceId, p.FoldedName }).UniqueWhileAlive();
        builder.HasIndex(p => new { p.WorkspaceId, p.Key }).UniqueWhileAlive();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(p => p.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.MapEntity("memberships");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Role).AsWireName();
        builder.HasIndex(m => new { m.ProjectId, m.UserId }).IsUnique();
        builder.HasIndex(m => m.WorkspaceId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(m => m.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(m => m.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProjectEnvironmentMapping : IEntityTypeConfiguration<ProjectEnvironment>
{
    public void Configure(EntityTypeBuilder<ProjectEnvironment> builder)
    {
        builder.MapEntity("environments");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.AliasText).HasColumnName("aliases");
        builder.Ignore(e => e.Aliases);
        builder.HasIndex(e => new { e.ProjectId, e.Name }).UniqueWhileAlive();
        builder.HasIndex(e => e.WorkspaceId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(e => e.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(e => e.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}
