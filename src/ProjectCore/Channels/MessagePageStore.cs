using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>Of which messages of a channel one of ours consists that was too long for one.</summary>
public sealed class MessagePageStore
{
    /// <summary>For how long a message is remembered after its last version.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(60);

    // A page that was taken away still leads to what is left.
    private const int Gone = -1;

    private readonly Database database;
    private readonly TimeProvider clock;

    internal MessagePageStore(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>The pages of the message that one of them, also one that is gone, belongs to; empty for a message that never had more than one.</summary>
    public Task<IReadOnlyList<string>> FindAsync(string adapter, string place, string page, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<string>>(
        async lane =>
        {
            var all = lane.Context.Set<MessagePageRow>().AsNoTracking().Where(r => r.Adapter == adapter && r.Place == place);
            var head = await all.Where(r => r.Page == page).Select(r => r.Head).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return head is null ? [] : await all.Where(r => r.Head == head && r.Number >= 0).OrderBy(r => r.Number).Select(r => r.Page).ToListAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>From now on a message consists of these pages; the ids that it had before lead to it still.</summary>
    public Task KeepAsync(string adapter, string place, IReadOnlyList<string> before, IReadOnlyList<string> pages, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var now = clock.GetUtcNow();
            var head = pages[0];
            if (before.Count > 0)
            {
                await lane.ExecuteAsync(
                    $"UPDATE message_pages SET head = @p0, number = {Gone.ToString(CultureInfo.InvariantCulture)}, kept_at = @p1 WHERE adapter = @p2 AND place = @p3 AND head = @p4",
                    cancellationToken, head, lane.Moment(now), adapter, place, before[0]).ConfigureAwait(false);
            }

            var all = before.Except(pages, StringComparer.Ordinal).Select(p => (Page: p, Number: Gone)).Concat(pages.Select((p, i) => (Page: p, Number: i)));
            foreach (var (page, number) in all)
            {
                await lane.ExecuteAsync(
                    "INSERT INTO message_pages (adapter, place, page, head, number, kept_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT (adapter, place, page) DO UPDATE SET head = excluded.head, number = excluded.number, kept_at = excluded.kept_at",
                    cancellationToken, adapter, place, page, head, number, lane.Moment(now)).ConfigureAwait(false);
            }

            await lane.ExecuteAsync("DELETE FROM message_pages WHERE kept_at < @p0", cancellationToken, lane.Moment(now - Memory)).ConfigureAwait(false);
            return new Written<int>(0, Commit: true);
        },
        repeatable: true,
        cancellationToken);
}

/// <summary>One page of a message that was too long for one.</summary>
public sealed class MessagePageRow
{
    public required string Adapter { get; init; }

    /// <summary>Within what the channel's ids are unique.</summary>
    public required string Place { get; init; }

    /// <summary>The channel's id of the page.</summary>
    public required string Page { get; init; }

    /// <summary>The channel's id of the message's first page: what its pages have in common.</summary>
    public required string Head { get; init; }

    /// <summary>Its place among the pages, from 0; -1 for a page that the message no longer has.</summary>
    public int Number { get; init; }

    public DateTimeOffset KeptAt { get; init; }
}

internal sealed class MessagePageMapping : IEntityTypeConfiguration<MessagePageRow>
{
    public void Configure(EntityTypeBuilder<MessagePageRow> builder)
    {
        builder.ToTable("message_pages");
        builder.HasKey(r => new { r.Adapter, r.Place, r.Page });
        builder.HasIndex(r => new { r.Adapter, r.Place, r.Head });
        builder.HasIndex(r => r.KeptAt);
    }
}
