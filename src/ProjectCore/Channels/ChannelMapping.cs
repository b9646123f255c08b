using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PmBot.ProjectCore.Channels;

internal sealed class InboxRowMapping : IEntityTypeConfiguration<InboxRow>
{
    public void Configure(EntityTypeBuilder<InboxRow> builder) => QueuedRowMapping.Map(builder, "inbox");
}

internal sealed class OutboundRowMapping : IEntityTypeConfiguration<OutboundRow>
{
    public void Configure(EntityTypeBuilder<OutboundRow> builder)
    {
        QueuedRowMapping.Map(builder, "outbound");
        builder.HasIndex(r => new { r.Target, r.Id }).HasFilter("outcome = 'done' AND target IS NOT NULL");
    }
}

internal static class QueuedRowMapping
{
    public static void Map<TRow>(EntityTypeBuilder<TRow> builder, string table)
        where TRow : QueuedRow
    {
        builder.ToTable(table);
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.Adapter, r.Key }).IsUnique();
        builder.HasIndex(r => new { r.Lane, r.Id }).HasFilter("done_at IS NULL");
        builder.HasIndex(r => r.DueAt).HasFilter("done_at IS NULL");
        builder.HasIndex(r => r.DoneAt).HasFilter("done_at IS NOT NULL");
    }
}
