using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users;

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.MapEntity("users");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Role).AsWireName();
        builder.Ignore(u => u.Settings);
        builder.HasIndex(u => new { u.WorkspaceId, u.Username }).UniqueWhileAlive();
        builder.HasOne<Workspace>().WithMany().HasForeignKey(u => u.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(u => u.DefaultProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ChatIdentityMapping : IEntityTypeConfiguration<ChatIdentity>
{
    public void Configure(EntityTypeBuilder<ChatIdentity> builder)
    {
        builder.MapEntity("identities");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Ignore(i => i.Address);
        builder.HasIndex(i => new { i.Channel, i.Tenant, i.ChannelUserId }).UniqueWhileAlive();
        builder.HasIndex(i => i.WorkspaceId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(i => i.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
