using System.Security.Cryptography;
using System.Text;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

/// <summary>What every state store has to do; run against the embedded one and against a real Redis.</summary>
public abstract class StateStoreSuite
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    protected static CancellationToken None => CancellationToken.None;

    [SkippableFact]
    public async Task Load_finds_nothing_where_nothing_was_saved() => (await Store().LoadAsync("nobody", None)).ShouldBeNull();

    [SkippableTheory]
    [InlineData("slack:T1:C1")]
    [InlineData("ñandú 😀 {tag} \n' OR 1=1 --")]
    public async Task Save_gives_back_the_same_bytes_and_counts_versions(string key)
    {
        var store = Store();
        (await store.SaveAsync(key, Json("uno"), 0, null, None)).ShouldBeTrue();
        (await store.SaveAsync(key, Json("dós"), 1, Lifetime, None)).ShouldBeTrue();

        var loaded = await store.LoadAsync(key, None);
        loaded.ShouldNotBeNull();
        loaded.Version.ShouldBe(2);
        Encoding.UTF8.GetString(loaded.Json.Span).ShouldBe("\"dós\"");
    }

    [SkippableFact]
    public async Task Save_of_an_empty_or_a_large_document_works()
    {
        var store = Store();
        var large = RandomNumberGenerator.GetBytes(300_000);
        await store.SaveAsync("empty", ReadOnlyMemory<byte>.Empty, 0, null, None);
        await store.SaveAsync("large", large, 0, null, None);
        (await store.LoadAsync("empty", None))!.Json.Length.ShouldBe(0);
        (await store.LoadAsync("large", None))!.Json.ToArray().ShouldBe(large);
    }

    [SkippableFact]
    public async Task Save_copies_the_buffer()
    {
        var store = Store();
        var buffer = new byte[] { 1, 2, 3 };
        await store.SaveAsync("buffer", buffer, 0, null, None);
        buffer[0] = 9;
        (await store.LoadAsync("buffer", None))!.Json.ToArray().ShouldBe([1, 2, 3]);
    }

    [SkippableFact]
    public async Task Save_with_another_version_changes_nothing()
    {
        var store = Store();
        (await store.SaveAsync("cas", Json("a"), 1, null, None)).ShouldBeFalse();
        (await store.SaveAsync("cas", Json("b"), 0, null, None)).ShouldBeTrue();
        (await store.SaveAsync("cas", Json("c"), 0, null, None)).ShouldBeFalse();
        (await store.SaveAsync("cas", Json("d"), 2, null, None)).ShouldBeFalse();
        (await store.LoadAsync("cas", None))!.Json.ToArray().ShouldBe(Json("b"));
    }

    [SkippableFact]
    public async Task Delete_removes_and_a_new_life_starts_at_version_one()
    {
        var store = Store();
        await store.DeleteAsync("gone", None);
        await store.SaveAsync("gone", Json("a"), 0, null, None);
        await store.SaveAsync("gone", Json("b"), 1, null, None);
        await store.DeleteAsync("gone", None);
        (await store.LoadAsync("gone", None)).ShouldBeNull();
        (await store.SaveAsync("gone", Json("c"), 0, null, None)).ShouldBeTrue();
        (await store.LoadAsync("gone", None))!.Version.ShouldBe(1);
    }

    [SkippableFact]
    public async Task A_hundred_parallel_increments_lose_nothing()
    {
        var store = Store();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => IncrementAsync(store, "counter"))));
        var loaded = (await store.LoadAsync("counter", None))!;
        BitConverter.ToInt32(loaded.Json.Span).ShouldBe(100);
        loaded.Version.ShouldBe(100);
    }

    [SkippableFact]
    public async Task Of_many_who_create_the_same_entry_one_wins()
    {
        var store = Store();
        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.SaveAsync("first", Json($"{i}"), 0, null, None)));
        won.Count(saved => saved).ShouldBe(1);
        (await store.LoadAsync("first", None))!.Json.ToArray().ShouldBe(Json($"{Array.IndexOf(won, true)}"));
    }

    [SkippableFact]
    public async Task An_entry_expires_and_can_then_be_created_again()
    {
        var store = Store();
        await store.SaveAsync("brief", Json("a"), 0, Lifetime, None);
        await store.SaveAsync("lasting", Json("a"), 0, null, None);
        await AdvanceAsync(Lifetime * 1.2);
        (await store.SaveAsync("brief", Json("b"), 1, Lifetime, None)).ShouldBeFalse();
        (await store.LoadAsync("brief", None)).ShouldBeNull();
        (await store.LoadAsync("lasting", None)).ShouldNotBeNull();
        (await store.SaveAsync("brief", Json("b"), 0, Lifetime, None)).ShouldBeTrue();
        (await store.LoadAsync("brief", None))!.Version.ShouldBe(1);
    }

    [SkippableFact]
    public async Task A_load_renews_the_time_to_live()
    {
        var store = Store();
        await store.SaveAsync("sliding", Json("a"), 0, Lifetime, None);
        for (var i = 0; i < 3; i++)
        {
            await AdvanceAsync(Lifetime * 0.6);
            (await store.LoadAsync("sliding", None)).ShouldNotBeNull();
        }

        await AdvanceAsync(Lifetime * 1.2);
        (await store.LoadAsync("sliding", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_save_may_end_or_begin_the_time_to_live()
    {
        var store = Store();
        await store.SaveAsync("kept", Json("a"), 0, Lifetime, None);
        await store.SaveAsync("kept", Json("a"), 1, null, None);
        await store.SaveAsync("dropped", Json("a"), 0, null, None);
        await store.SaveAsync("dropped", Json("a"), 1, Lifetime, None);
        await AdvanceAsync(Lifetime * 1.2);
        (await store.LoadAsync("kept", None)).ShouldNotBeNull();
        (await store.LoadAsync("dropped", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_cancelled_call_does_nothing()
    {
        var store = Store();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => store.LoadAsync("x", cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => store.SaveAsync("x", Json("a"), 0, null, cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => store.DeleteAsync("x", cancelled.Token));
        (await store.LoadAsync("x", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Nonsense_is_refused()
    {
        var store = Store();
        await Should.ThrowAsync<ArgumentException>(async () => await store.LoadAsync("", None));
        await Should.ThrowAsync<ArgumentException>(async () => await store.SaveAsync("x", Json("a"), -1, null, None));
        await Should.ThrowAsync<ArgumentException>(async () => await store.SaveAsync("x", Json("a"), 0, TimeSpan.Zero, None));
    }

    /// <summary>The store under test, with no entries of other tests in it.</summary>
    protected abstract IStateStore Store();

    /// <summary>Lets that much time pass for the store.</summary>
    protected abstract Task AdvanceAsync(TimeSpan time);

    protected static byte[] Json(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");

    protected static async Task IncrementAsync(IStateStore store, string key)
    {
        while (true)
        {
            var loaded = await store.LoadAsync(key, None);
            var next = (loaded is null ? 0 : BitConverter.ToInt32(loaded.Json.Span)) + 1;
            if (await store.SaveAsync(key, BitConverter.GetBytes(next), loaded?.Version ?? 0, Lifetime * 60, None)) return;
        }
    }
}
