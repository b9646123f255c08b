using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Channels;

public sealed class WebTranscriptsTestsOnSqlite() : WebTranscriptsTests(new SqliteStore());

public sealed class WebTranscriptsTestsOnPostgres() : WebTranscriptsTests(new PostgresStore());

public abstract class WebTranscriptsTests(Store store) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private WebTranscripts Transcripts => store.Get<WebTranscripts>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task What_is_kept_comes_back_in_order_and_an_update_replaces()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await Transcripts.SaveAsync([Row("c1", 2), Row("c2", 1)], [Entry("c1", "a", 1), Entry("c1", "b", 2), Entry("c2", "a", 1)], keep: 10, default);
        await Transcripts.SaveAsync([Row("c1", 3, ended: true)], [Entry("c1", "a", 3, "nuevo")], keep: 10, default);

        var (conversation, entries) = (await Transcripts.LoadAsync("c1", 10, default)).ShouldNotBeNull();

        (conversation.Epoch, conversation.Sequence, conversation.Person, conversation.Locale, conversation.Ended, conversation.SeenAt).ShouldBe(("e", 3, "dl_ana", null, true, Noon));
        entries.Select(e => (e.Activity, e.Sequence, e.Content, e.ShownAt)).ShouldBe([("b", 2, "b", Noon), ("a", 3, "nuevo", Noon)]);
        (await Transcripts.LoadAsync("c3", 10, default)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Only_the_last_entries_are_kept_and_loaded()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await Transcripts.SaveAsync([Row("c1", 8)], [.. Enumerable.Range(1, 8).Select(i => Entry("c1", $"a{i}", i))], keep: 5, default);

        (await Transcripts.LoadAsync("c1", 100, default))!.Value.Entries.Select(e => e.Sequence).ShouldBe([4, 5, 6, 7, 8]);
        (await Transcripts.LoadAsync("c1", 2, default))!.Value.Entries.Select(e => e.Sequence).ShouldBe([7, 8]);
    }

    [SkippableFact]
    public async Task What_is_old_is_forgotten_with_all_that_was_said()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await Transcripts.SaveAsync([Row("old", 1, at: Noon.AddDays(-8)), Row("new", 1)], [Entry("old", "a", 1), Entry("new", "a", 1)], keep: 10, default);

        await Transcripts.ForgetAsync(Noon.AddDays(-7), default);

        (await Transcripts.LoadAsync("old", 10, default)).ShouldBeNull();
        (await Transcripts.LoadAsync("new", 10, default))!.Value.Entries.Count.ShouldBe(1);
    }

    private static WebConversationRow Row(string id, long sequence, bool ended = false, DateTimeOffset? at = null) =>
        new() { Id = id, Epoch = "e", Sequence = sequence, Person = "dl_ana", Ended = ended, SeenAt = at ?? Noon };

    private static WebEntryRow Entry(string conversation, string activity, long sequence, string? content = null) =>
        new() { Conversation = conversation, Activity = activity, Sequence = sequence, ShownAt = Noon, Content = content ?? activity };
}
