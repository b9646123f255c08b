using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PmBot.ProjectCore.Channels;

/// <summary>A web conversation as far as it has come.</summary>
public sealed class WebConversationRow
{
    /// <summary>The channel's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>Names its life: the watermarks that clients hold begin with it.</summary>
    public required string Epoch { get; init; }

    /// <summary>How many entries it has had.</summary>
    public long Sequence { get; init; }

    /// <summary>The account that talks, once known.</summary>
    public string? Person { get; init; }

    /// <summary>The client's language, once known.</summary>
    public string? Locale { get; init; }

    /// <summary>One side has ended it.</summary>
    public bool Ended { get; init; }

    /// <summary>When something was last said.</summary>
    public DateTimeOffset SeenAt { get; init; }
}

/// <summary>One thing that was said in a web conversation.</summary>
public sealed class WebEntryRow
{
    /// <summary>Which conversation.</summary>
    public required string Conversation { get; init; }

    /// <summary>The id by which it is replaced.</summary>
    public required string Activity { get; init; }

    /// <summary>Its place.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was first shown.</summary>
    public DateTimeOffset ShownAt { get; init; }

    /// <summary>What it says, sealed by whoever stores it.</summary>
    public required string Content { get; init; }
}

internal sealed class WebConversationRowMapping : IEntityTypeConfiguration<WebConversationRow>
{
    public void Configure(EntityTypeBuilder<WebConversationRow> builder)
    {
        builder.ToTable("web_conversations");
        builder.HasKey(r => r.Id);
        builder.HasIndex(r => r.SeenAt);
    }
}

internal sealed class WebEntryRowMapping : IEntityTypeConfiguration<WebEntryRow>
{
    public void Configure(EntityTypeBuilder<WebEntryRow> builder)
    {
        builder.ToTable("web_entries");
        builder.HasKey(r => new { r.Conversation, r.Activity });
        builder.HasIndex(r => new { r.Conversation, r.Sequence });
    }
}
