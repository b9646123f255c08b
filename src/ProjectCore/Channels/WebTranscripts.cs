using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Channels;

/// <summary>What was said in web conversations lately, so that a page that comes back finds it after a restart too.</summary>
public sealed class WebTranscripts
{
    private readonly Database database;

    internal WebTranscripts(Database database) => this.database = database;

    /// <summary>A conversation with its last entries, oldest first; null where nothing is kept of it.</summary>
    public Task<(WebConversationRow Conversation, IReadOnlyList<WebEntryRow> Entries)?> LoadAsync(string conversation, int atMost, CancellationToken cancellationToken) =>
        database.ReadAsync<(WebConversationRow, IReadOnlyList<WebEntryRow>)?>(
            async lane =>
            {
                if (await lane.Context.WebConversations.AsNoTracking().FirstOrDefaultAsync(r => r.Id == conversation, cancellationToken).ConfigureAwait(false) is not { } found) return null;
                var last = await lane.Context.WebEntries.AsNoTracking().Where(e => e.Conversation == conversation).OrderByDescending(e => e.Sequence).Take(atMost)
                    .ToListAsync(cancellationToken).ConfigureAwait(false);
                last.Reverse();
                return (found, last);
            },
            cancellationToken);

    /// <summary>Keeps how far conversations have come and what was said in them; an entry of the same activity replaces the former.</summary>
    /// <param name="conversations">Each once.</param>
    /// <param name="entries">Of these conversations.</param>
    /// <param name="keep">How many entries of a conversation are kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SaveAsync(IReadOnlyCollection<WebConversationRow> conversations, IReadOnlyCollection<WebEntryRow> entries, int keep, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            foreach (var row in conversations.OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                await lane.ExecuteAsync(
                    "INSERT INTO web_conversations (id, epoch, sequence, person, locale, ended, seen_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) "
                    + "ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, person = excluded.person, locale = excluded.locale, ended = excluded.ended, seen_at = excluded.seen_at",
                    cancellationToken, row.Id, row.Epoch, row.Sequence, row.Person, row.Locale, row.Ended, lane.Moment(row.SeenAt)).ConfigureAwait(false);
            }

            foreach (var entry in entries)
            {
                await lane.ExecuteAsync(
                    "INSERT INTO web_entries (conversation, activity, sequence, shown_at, content) VALUES (@p0, @p1, @p2, @p3, @p4) "
                    + "ON CONFLICT (conversation, activity) DO UPDATE SET sequence = excluded.sequence, content = excluded.content",
                    cancellationToken, entry.Conversation, entry.Activity, entry.Sequence, lane.Moment(entry.ShownAt), entry.Content).ConfigureAwait(false);
            }

            foreach (var row in conversations.Where(r => r.Sequence > keep))
            {
                await lane.ExecuteAsync("DELETE FROM web_entries WHERE conversation = @p0 AND sequence <= @p1", cancellationToken, row.Id, row.Sequence - keep).ConfigureAwait(false);
            }

            return new Written<int>(0, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Forgets conversations in which nothing was said since a moment.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var moment = lane.Moment(before);
            await lane.ExecuteAsync("DELETE FROM web_entries WHERE conversation IN (SELECT id FROM web_conversations WHERE seen_at < @p0)", cancellationToken, moment).ConfigureAwait(false);
            await lane.ExecuteAsync("DELETE FROM web_conversations WHERE seen_at < @p0", cancellationToken, moment).ConfigureAwait(false);
            return new Written<int>(0, Commit: true);
        },
        repeatable: true,
        cancellationToken);
}
