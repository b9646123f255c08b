using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Learning;

internal sealed class FeedbackPairMapping : IEntityTypeConfiguration<FeedbackPair>
{
    public void Configure(EntityTypeBuilder<FeedbackPair> builder)
    {
        builder.ToTable("feedback_pairs");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Kind).AsWireName();
        builder.Property(p => p.Status).AsWireName();
        builder.HasIndex(p => new { p.Status, p.LastAt });
    }
}

internal sealed class ModelTallyMapping : IEntityTypeConfiguration<ModelTally>
{
    public void Configure(EntityTypeBuilder<ModelTally> builder)
    {
        builder.ToTable("model_tallies");
        builder.HasKey(t => new { t.Model, t.Day });
    }
}
