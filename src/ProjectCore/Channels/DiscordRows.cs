using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PmBot.ProjectCore.Channels;

/// <summary>How far the Discord session of an application was dealt with.</summary>
public sealed class DiscordSessionRow
{
    /// <summary>Discord's id of the application.</summary>
    public required string Application { get; init; }

    /// <summary>As the adapter writes it, JSON.</summary>
    public required string Session { get; init; }

    public DateTimeOffset KeptAt { get; init; }
}

/// <summary>What a button means whose data is longer than its id may be.</summary>
public sealed class DiscordComponentRow
{
    /// <summary>A hash of the content.</summary>
    public required string Id { get; init; }

    public required string Content { get; init; }

    /// <summary>When it was last shown.</summary>
    public DateTimeOffset KeptAt { get; init; }
}

internal sealed class DiscordSessionMapping : IEntityTypeConfiguration<DiscordSessionRow>
{
    public void Configure(EntityTypeBuilder<DiscordSessionRow> builder)
    {
        builder.ToTable("discord_sessions");
        builder.HasKey(r => r.Application);
    }
}

internal sealed class DiscordComponentMapping : IEntityTypeConfiguration<DiscordComponentRow>
{
    public void Configure(EntityTypeBuilder<DiscordComponentRow> builder)
    {
        builder.ToTable("discord_components");
        builder.HasKey(r => r.Id);
        builder.HasIndex(r => r.KeptAt);
    }
}
