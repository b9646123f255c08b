using PmBot.ProjectCore.Learning;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Learning;

public sealed class FeedbackStoreTestsOnSqlite() : FeedbackStoreTests(new SqliteStore());

public sealed class FeedbackStoreTestsOnPostgres() : FeedbackStoreTests(new PostgresStore());

public abstract class FeedbackStoreTests(Store store) : IAsyncLifetime
{
    private static readonly FeedbackBounds Wide = new(100, TimeSpan.FromDays(30));

    private FeedbackStore Feedback => store.Get<FeedbackStore>();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task The_same_mistake_is_one_row_that_counts_and_keeps_its_decision()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var pair = Pair("mueve [{task}](task)");
        await Feedback.KeepAsync(pair, Wide, default);
        (await Feedback.DecideAsync([pair.Id, "000000000000"], FeedbackStatus.Accepted, default)).ShouldBe(1);
        store.Clock.Advance(TimeSpan.FromDays(1));
        await Feedback.KeepAsync(Pair("mueve [{task}](task)"), Wide, default);

        var kept = (await Feedback.ListAsync(FeedbackStatus.Accepted, default)).ShouldHaveSingleItem();
        kept.Times.ShouldBe(2);
        kept.Kind.ShouldBe(FeedbackKind.Rephrased);
        kept.FirstAt.ShouldBe(pair.FirstAt);
        kept.LastAt.ShouldBe(pair.FirstAt.AddDays(1));
        (await Feedback.ListAsync(FeedbackStatus.New, default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task When_there_are_too_many_the_rejected_go_first_and_the_accepted_last()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var pairs = new List<FeedbackPair>();
        foreach (var text in (string[])["uno", "dos", "tres", "cuatro"])
        {
            pairs.Add(Pair(text));
            await Feedback.KeepAsync(pairs[^1], Wide, default);
            store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Feedback.DecideAsync([pairs[0].Id], FeedbackStatus.Accepted, default);
        await Feedback.DecideAsync([pairs[3].Id], FeedbackStatus.Rejected, default);
        await Feedback.KeepAsync(Pair("cinco"), new FeedbackBounds(3, Wide.MaxAge), default);

        (await Feedback.ListAsync(null, default)).Select(p => p.ReadText).Order(StringComparer.Ordinal).ShouldBe(["cinco", "tres", "uno"]);
    }

    [SkippableFact]
    public async Task What_nobody_accepted_goes_in_time()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (accepted, forgotten) = (Pair("aceptada"), Pair("olvidada"));
        await Feedback.KeepAsync(accepted, Wide, default);
        await Feedback.KeepAsync(forgotten, Wide, default);
        await Feedback.DecideAsync([accepted.Id], FeedbackStatus.Accepted, default);
        store.Clock.Advance(TimeSpan.FromDays(31));
        await Feedback.KeepAsync(Pair("nueva"), Wide, default);

        (await Feedback.ListAsync(null, default)).Select(p => p.ReadText).Order(StringComparer.Ordinal).ShouldBe(["aceptada", "nueva"]);
    }

    [SkippableFact]
    public async Task Rejected_pairs_are_deleted_for_good()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var (one, two) = (Pair("uno"), Pair("dos"));
        await Feedback.KeepAsync(one, Wide, default);
        await Feedback.KeepAsync(two, Wide, default);
        await Feedback.DecideAsync([one.Id], FeedbackStatus.Rejected, default);

        (await Feedback.DeleteAsync(FeedbackStatus.Rejected, default)).ShouldBe(1);
        (await Feedback.ListAsync(null, default)).ShouldHaveSingleItem().Id.ShouldBe(two.Id);
    }

    [SkippableFact]
    public async Task Counts_of_a_model_add_up_over_the_days_and_old_days_are_forgotten()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var day = new DateOnly(2026, 3, 9);
        await Feedback.CountAsync([new("a", day, 10, 4, 1, 2), new("b", day, 5, 5, 0, 0)], day.AddDays(-30), default);
        await Feedback.CountAsync([new("a", day, 1, 1, 1, 0)], day.AddDays(-30), default);
        await Feedback.CountAsync([new("a", day.AddDays(1), 1, 0, 0, 1)], day.AddDays(-30), default);

        (await Feedback.TalliesAsync(day, default)).ShouldBe([new("a", day, 12, 5, 2, 3), new("b", day, 5, 5, 0, 0)]);
        (await Feedback.TalliesAsync(day.AddDays(1), default)).ShouldBe([new("a", day.AddDays(1), 1, 0, 0, 1)]);
        await Feedback.CountAsync([], day.AddDays(1), default);
        (await Feedback.TalliesAsync(day, default)).ShouldHaveSingleItem().Turns.ShouldBe(1);
    }

    private FeedbackPair Pair(string text) => new()
    {
        Id = FeedbackId.Of("create_task", text, "update_status", text, ""),
        Language = "es",
        Kind = FeedbackKind.Rephrased,
        ReadIntent = "create_task",
        ReadText = text,
        MeantIntent = "update_status",
        MeantText = text,
        Source = "rule",
        FirstAt = store.Clock.GetUtcNow(),
        LastAt = store.Clock.GetUtcNow(),
    };
}
