using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Learning;

/// <summary>Keeps what the bot learns from, within bounds.</summary>
public sealed class FeedbackStore
{
    private readonly Database database;

    internal FeedbackStore(Database database) => this.database = database;

    /// <summary>Keeps a pair; one that says the same is counted up and keeps what was decided about it.</summary>
    /// <remarks>
    /// The oldest make room: the rejected first, then the undecided, at last the accepted. What nobody decided, and what was
    /// rejected, goes after <see cref="FeedbackBounds.MaxAge"/>; what was accepted is training data and stays.
    /// </remarks>
    public Task KeepAsync(FeedbackPair pair, FeedbackBounds bounds, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            await lane.ExecuteAsync(
                """
                INSERT INTO feedback_pairs (id, language, kind, read_intent, read_text, meant_intent, meant_text, changed, source, model, status, times, first_at, last_at)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
                ON CONFLICT (id) DO UPDATE SET times = feedback_pairs.times + excluded.times, last_at = excluded.last_at
                """,
                cancellationToken,
                pair.Id, pair.Language, WireName.Of(pair.Kind), pair.ReadIntent, pair.ReadText, pair.MeantIntent, pair.MeantText, pair.Changed, pair.Source, pair.Model,
                WireName.Of(pair.Status), pair.Times, lane.Moment(pair.FirstAt), lane.Moment(pair.LastAt)).ConfigureAwait(false);
            await lane.ExecuteAsync(
                "DELETE FROM feedback_pairs WHERE status <> 'accepted' AND last_at < @p0", cancellationToken, lane.Moment(pair.LastAt - bounds.MaxAge)).ConfigureAwait(false);
            await lane.ExecuteAsync(
                """
                DELETE FROM feedback_pairs WHERE id IN (
                    SELECT id FROM feedback_pairs ORDER BY CASE status WHEN 'accepted' THEN 0 WHEN 'new' THEN 1 ELSE 2 END, last_at DESC, id LIMIT 1000000 OFFSET @p0)
                """,
                cancellationToken, bounds.MaxPairs).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>The pairs of a status, or all: those seen most often first, then the newest.</summary>
    public Task<IReadOnlyList<FeedbackPair>> ListAsync(FeedbackStatus? status, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<FeedbackPair>>(
        async lane => await lane.Context.Feedback.AsNoTracking().Where(p => status == null || p.Status == status)
            .OrderByDescending(p => p.Times).ThenByDescending(p => p.LastAt).ThenBy(p => p.Id).ToListAsync(cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <summary>Decides about pairs.</summary>
    /// <returns>How many of the ids there were.</returns>
    public Task<int> DecideAsync(IReadOnlyCollection<string> ids, FeedbackStatus status, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            var decided = 0;
            foreach (var id in ids)
            {
                decided += await lane.ExecuteAsync("UPDATE feedback_pairs SET status = @p0 WHERE id = @p1", cancellationToken, WireName.Of(status), id).ConfigureAwait(false);
            }

            return new Written<int>(decided, Commit: true);
        },
        repeatable: true,
        cancellationToken);

    /// <summary>Deletes pairs for good.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> DeleteAsync(FeedbackStatus status, CancellationToken cancellationToken) => database.WriteAsync(
        async lane => new Written<int>(
            await lane.ExecuteAsync("DELETE FROM feedback_pairs WHERE status = @p0", cancellationToken, WireName.Of(status)).ConfigureAwait(false), Commit: true),
        repeatable: true,
        cancellationToken);

    /// <summary>Adds counts to what is kept of each model and day, and forgets days before <paramref name="oldest"/>.</summary>
    /// <remarks>Not repeated after a commit of unknown fate: a count too few is better than one too many.</remarks>
    public Task CountAsync(IReadOnlyCollection<ModelTally> counts, DateOnly oldest, CancellationToken cancellationToken) => database.WriteAsync(
        async lane =>
        {
            foreach (var count in counts)
            {
                await lane.ExecuteAsync(
                    """
                    INSERT INTO model_tallies (model, day, turns, answered, corrected, unsure) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
                    ON CONFLICT (model, day) DO UPDATE SET turns = model_tallies.turns + excluded.turns, answered = model_tallies.answered + excluded.answered,
                        corrected = model_tallies.corrected + excluded.corrected, unsure = model_tallies.unsure + excluded.unsure
                    """,
                    cancellationToken,
                    count.Model, count.Day, count.Turns, count.Answered, count.Corrected, count.Unsure).ConfigureAwait(false);
            }

            await lane.ExecuteAsync("DELETE FROM model_tallies WHERE day < @p0", cancellationToken, oldest).ConfigureAwait(false);
            return new Written<bool>(Result: true, Commit: true);
        },
        repeatable: false,
        cancellationToken);

    /// <summary>The counts since a day, one of each model, in the order of their names.</summary>
    public Task<IReadOnlyList<ModelTally>> TalliesAsync(DateOnly since, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ModelTally>>(
        async lane =>
        {
            var days = await lane.Context.ModelTallies.AsNoTracking().Where(t => t.Day >= since).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. days.GroupBy(t => t.Model, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Aggregate((a, b) => a.Plus(b) with { Day = a.Day < b.Day ? a.Day : b.Day }))];
        },
        cancellationToken);
}

/// <summary>How much is kept, and for how long.</summary>
/// <param name="MaxPairs">More than these make room for newer ones.</param>
/// <param name="MaxAge">What was not accepted goes after this.</param>
public sealed record FeedbackBounds(int MaxPairs, TimeSpan MaxAge);
