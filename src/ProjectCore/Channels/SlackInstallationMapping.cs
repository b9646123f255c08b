using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PmBot.ProjectCore.Channels;

internal sealed class SlackInstallationMapping : IEntityTypeConfiguration<SlackInstallationRow>
{
    public void Configure(EntityTypeBuilder<SlackInstallationRow> builder)
    {
        builder.ToTable("slack_installations");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
    }
}

internal sealed class SlackStateMapping : IEntityTypeConfiguration<SlackStateRow>
{
    public void Configure(EntityTypeBuilder<SlackStateRow> builder)
    {
        builder.ToTable("slack_states");
        builder.HasKey(r => r.Hash);
    }
}
