using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Users.Linking;

internal sealed class LinkCodeMapping : IEntityTypeConfiguration<LinkCodeRow>
{
    public void Configure(EntityTypeBuilder<LinkCodeRow> builder)
    {
        builder.ToTable("link_codes");
        builder.HasKey(c => c.Digest);
        builder.HasIndex(c => c.UserId);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(c => c.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LinkAttemptsMapping : IEntityTypeConfiguration<LinkAttempts>
{
    public void Configure(EntityTypeBuilder<LinkAttempts> builder)
    {
        builder.ToTable("link_attempts");
        builder.HasKey(a => a.UserId);
        builder.Property(a => a.UserId).ValueGeneratedNever();
    }
}
