using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Storage;

public sealed class SqliteWriterTests(SqliteStore store) : IClassFixture<SqliteStore>
{
    [Fact]
    public async Task What_is_committed_together_fails_apart()
    {
        var database = store.Get<Database>();
        await database.WriteAsync(lane => RunAsync(lane, "CREATE TABLE marks (name TEXT PRIMARY KEY)"), repeatable: true, default);
        var (begun, go) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var first = Task.Run(() => database.WriteAsync(
            async lane =>
            {
                begun.SetResult();
                await go.Task;
                return await MarkAsync(lane, "first");
            },
            repeatable: true, default));
        await begun.Task;
        using var cancelled = new CancellationTokenSource();
        // All of these queue behind the first, and so share a transaction.
        var kept = database.WriteAsync(lane => MarkAsync(lane, "kept"), repeatable: true, default);
        var refused = database.WriteAsync(lane => MarkAsync(lane, "refused", commit: false), repeatable: true, default);
        var thrown = database.WriteAsync<int>(
            async lane =>
            {
                await MarkAsync(lane, "thrown");
                throw new InvalidOperationException("half way");
            },
            repeatable: true, default);
        var twice = database.WriteAsync(lane => MarkAsync(lane, "kept"), repeatable: true, default);
        var late = database.WriteAsync(lane => MarkAsync(lane, "cancelled"), repeatable: true, cancelled.Token);
        var last = database.WriteAsync(lane => MarkAsync(lane, "last"), repeatable: true, default);
        await cancelled.CancelAsync();
        first.IsCompleted.ShouldBeFalse();
        go.SetResult();

        await Task.WhenAll(first, kept, refused, last);
        (await Should.ThrowAsync<InvalidOperationException>(() => thrown)).Message.ShouldBe("half way");
        database.IsUniqueViolation(await Should.ThrowAsync<SqliteException>(() => twice)).ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(() => late);
        (await MarksAsync(database)).ShouldBe(["first", "kept", "last"]);
    }

    [Fact]
    public async Task A_store_that_is_closed_finishes_what_was_asked_before_and_refuses_what_comes_after()
    {
        var other = store.Another();
        var database = other.GetRequiredService<Database>();
        var asked = Enumerable.Range(0, 20).Select(i => Task.Run(() => database.WriteAsync(_ => Task.FromResult(new Written<int>(i, Commit: false)), repeatable: true, default))).ToArray();
        await Task.WhenAll(asked);
        await other.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(() => database.WriteAsync(_ => Task.FromResult(new Written<int>(0, Commit: false)), repeatable: true, default));
        await Should.ThrowAsync<ObjectDisposedException>(() => database.ReadAsync(_ => Task.FromResult(0), default));
    }

    private static async Task<Written<int>> RunAsync(Lane lane, string sql) => new(await lane.ExecuteAsync(sql, default), Commit: true);

    private static async Task<Written<int>> MarkAsync(Lane lane, string name, bool commit = true) =>
        new(await lane.ExecuteAsync("INSERT INTO marks VALUES (@p0)", default, name), commit);

    private static Task<List<string>> MarksAsync(Database database) => database.ReadAsync(
        async lane =>
        {
            var names = new List<string>();
            await using var reader = await lane.Command("SELECT name FROM marks ORDER BY name").ExecuteReaderAsync();
            while (await reader.ReadAsync()) names.Add(reader.GetString(0));
            return names;
        },
        default);
}
