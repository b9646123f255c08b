using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Proactive;

public sealed class DeliveriesTestsOnSqlite() : DeliveriesTests(new SqliteStore());

public sealed class DeliveriesTestsOnPostgres() : DeliveriesTests(new PostgresStore());

public abstract class DeliveriesTests(Store store) : IAsyncLifetime
{
    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableFact]
    public async Task Of_two_instances_one_takes_each_delivery()
    {
        var world = await World.CreateAsync(store);
        await using var other = store.Another();
        var (one, two) = (store.Get<Deliveries>(), other.GetRequiredService<Deliveries>());
        var now = store.Clock.GetUtcNow();
        await one.AddAsync([.. Enumerable.Range(0, 40).Select(i => Due(world, $"k{i}", now))], default);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).ClaimAsync(10, default))));

        var taken = claims.SelectMany(c => c).Select(d => d.Key).ToList();
        taken.ShouldBeUnique();
        foreach (var left in await one.ClaimAsync(100, default)) taken.Add(left.Key);
        taken.Count.ShouldBe(40);
        taken.ShouldBeUnique();
    }

    [SkippableFact]
    public async Task A_key_is_told_once_however_often_it_is_added()
    {
        var world = await World.CreateAsync(store);
        var deliveries = store.Get<Deliveries>();
        var now = store.Clock.GetUtcNow();
        (await deliveries.AddAsync([Due(world, "k", now)], default)).ShouldBe(1);
        var first = (await deliveries.ClaimAsync(10, default)).ShouldHaveSingleItem();
        await deliveries.SettleAsync(first.Id, "sent", default);

        (await deliveries.AddAsync([Due(world, "k", now), Due(world, "k", now)], default)).ShouldBe(0);
        store.Clock.Advance(TimeSpan.FromHours(1));
        (await deliveries.ClaimAsync(10, default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Who_dies_between_claim_and_sending_leaves_it_to_the_next()
    {
        var world = await World.CreateAsync(store);
        await store.Get<Deliveries>().AddAsync([Due(world, "k", store.Clock.GetUtcNow())], default);
        await using (var dying = store.Another()) (await dying.GetRequiredService<Deliveries>().ClaimAsync(10, default)).Count.ShouldBe(1);

        (await store.Get<Deliveries>().ClaimAsync(10, default)).ShouldBeEmpty();
        store.Clock.Advance(Deliveries.Claim);
        (await store.Get<Deliveries>().ClaimAsync(10, default)).ShouldHaveSingleItem().Key.ShouldBe("k");
    }

    [SkippableFact]
    public async Task What_failed_waits_and_is_tried_at_once_when_its_person_is_here_again()
    {
        var world = await World.CreateAsync(store);
        var deliveries = store.Get<Deliveries>();
        await deliveries.AddAsync([Due(world, "k", store.Clock.GetUtcNow())], default);
        var claimed = (await deliveries.ClaimAsync(10, default))[0];
        await deliveries.RetryAsync(claimed, store.Clock.GetUtcNow() + TimeSpan.FromHours(1), "away", default);

        (await deliveries.ClaimAsync(10, default)).ShouldBeEmpty();
        await deliveries.WakeAsync(world.Workspace, world.Ana.User, default);
        (await deliveries.ClaimAsync(10, default)).ShouldBeEmpty();
        await deliveries.WakeAsync(world.Workspace, world.Diego.User, default);
        var again = (await deliveries.ClaimAsync(10, default)).ShouldHaveSingleItem();
        (again.Attempts, again.LastError).ShouldBe((1, "away"));
    }

    [SkippableFact]
    public async Task A_reminder_missed_again_and_again_is_due_once_and_goes_on()
    {
        var world = await World.CreateAsync(store);
        // Now is Monday 9 March, 10:00 in Bogota.
        await world.DoAsync(world.Diego, new CreateReminder(world.Diego.User, "America/Bogota") { Text = "llamar", At = new DateTime(2026, 3, 9, 10, 30, 0), Recurrence = "T10:30" });
        var week = store.Get<WeekStore>();
        (await week.RingAsync(default)).ShouldBe(0);

        store.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromHours(1));
        await using var other = store.Another();
        await Task.WhenAll(Task.Run(() => week.RingAsync(default)), Task.Run(() => other.GetRequiredService<WeekStore>().RingAsync(default)));

        var due = (await store.Get<Deliveries>().ClaimAsync(10, default)).ShouldHaveSingleItem();
        due.MeantAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 15, 30, 0, TimeSpan.Zero));
        due.UserId.ShouldBe(world.Diego.User);
        (await week.RemindersOfAsync(world.Diego, default)).ShouldHaveSingleItem().NextAt.ShouldBe(new DateTimeOffset(2026, 3, 13, 15, 30, 0, TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task A_reminder_that_waits_for_a_task_rings_once_when_it_is_done()
    {
        var world = await World.CreateAsync(store);
        var task = await world.CreateTaskAsync(world.Diego, "Uno");
        await world.DoAsync(world.Ana, new CreateReminder(world.Ana.User, "America/Bogota") { Text = "publicar", Trigger = task.Id });
        var week = store.Get<WeekStore>();
        (await week.RemindersOfAsync(world.Ana, default)).ShouldHaveSingleItem().Trigger!.Number.ShouldBe(1);

        (await week.RingForAsync(world.Workspace, task.Id, "#1 Uno", store.Clock.GetUtcNow(), default)).ShouldBe(1);
        (await week.RingForAsync(world.Workspace, task.Id, "#1 Uno", store.Clock.GetUtcNow(), default)).ShouldBe(0);
        (await store.Get<Deliveries>().ClaimAsync(10, default)).ShouldHaveSingleItem().Payload.ShouldBe("#1 Uno");
        (await week.RemindersOfAsync(world.Ana, default)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_past_moment_is_refused_and_somebody_elses_reminder_is_not_there()
    {
        var world = await World.CreateAsync(store);
        (await world.TryAsync(world.Diego, new CreateReminder(world.Diego.User, "America/Bogota") { Text = "tarde", At = new DateTime(2026, 3, 9, 9, 59, 0) })).Error.ShouldBeOfType<MomentPast>();
        var made = (ReminderView)(await world.DoAsync(world.Diego, new CreateReminder(world.Diego.User, "America/Bogota") { Text = "llamar", At = new DateTime(2026, 3, 9, 11, 0, 0) })).Subjects[0];
        (await world.TryAsync(world.Ana, new CancelReminder(made.Id))).Error.ShouldBeOfType<ReminderNotFound>();
        (await world.TryAsync(world.Diego, new CreateReminder(world.Diego.User, "America/Bogota") { At = new DateTime(2026, 3, 9, 11, 0, 0) })).Error.ShouldBeOfType<TextMissing>();
    }

    [SkippableFact]
    public async Task A_conversation_is_kept_in_place_of_the_one_before_it()
    {
        var world = await World.CreateAsync(store);
        var refs = store.Get<ConversationRefs>();
        await refs.KeepAsync(Reference(world, "slack", "D1", 0), default);
        await refs.KeepAsync(Reference(world, "slack", "D2", 1), default);
        await refs.KeepAsync(Reference(world, "teams", "T1", 2), default);

        (await refs.OfAsync(world.Workspace, world.Diego.User, default)).Select(r => r.Conversation).ShouldBe(["T1", "D2"]);
        (await refs.OfAsync(world.Workspace, world.Ana.User, default)).ShouldBeEmpty();
        (await refs.FindAsync(world.Workspace, ConversationRef.PrivateKey(world.Diego.User, "slack"), default))!.Conversation.ShouldBe("D2");
    }

    [SkippableFact]
    public async Task A_conversation_is_forgotten_unless_somebody_wrote_from_there_since()
    {
        var world = await World.CreateAsync(store);
        var refs = store.Get<ConversationRefs>();
        // The stores are shared: the ids are this test's own.
        var id = $"50%_\\{Guid.NewGuid():N}";
        await refs.KeepAsync(Shared(world, "k1", id, 0), default);
        await refs.KeepAsync(Shared(world, "k2", $"{id};messageid=7", 5), default);
        await refs.KeepAsync(Shared(world, "k3", id.Replace('%', 'x').Replace('_', 'x'), 0), default);
        var asOf = store.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);

        (await refs.OnAsync("slack", id, default)).Select(r => r.Key).Order(StringComparer.Ordinal).ShouldBe(["k1", "k2"]);
        (await refs.OnAsync("slack", null, default)).Where(r => r.WorkspaceId == world.Workspace).Select(r => r.Key).Order(StringComparer.Ordinal).ShouldBe(["k1", "k2", "k3"]);
        (await refs.OnAsync("teams", id, default)).ShouldBeEmpty();
        (await refs.ForgetAsync(world.Workspace, "k1", asOf, default)).ShouldBeTrue();
        (await refs.ForgetAsync(world.Workspace, "k2", asOf, default)).ShouldBeFalse();
        (await refs.ForgetAsync(world.Workspace, "k1", asOf, default)).ShouldBeFalse();
        (await refs.IsKeptAsync(world.Workspace, "k1", default)).ShouldBeFalse();
        (await refs.IsKeptAsync(world.Workspace, "k2", default)).ShouldBeTrue();
    }

    private ConversationRef Shared(World world, string key, string conversation, int minutes) => new()
    {
        WorkspaceId = world.Workspace, Key = key, Channel = "slack", Conversation = conversation, Reference = "{}", Features = "{}", SeenAt = store.Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes),
    };

    private static Delivery Due(World world, string key, DateTimeOffset at) => new()
    {
        WorkspaceId = world.Workspace, Key = key, Kind = "reminder", UserId = world.Diego.User, MeantAt = at, DueAt = at,
    };

    private ConversationRef Reference(World world, string channel, string conversation, int minutes) => new()
    {
        WorkspaceId = world.Workspace, Key = ConversationRef.PrivateKey(world.Diego.User, channel), UserId = world.Diego.User, Channel = channel, Conversation = conversation,
        Reference = "{}", Features = "{}", SeenAt = store.Clock.GetUtcNow() + TimeSpan.FromMinutes(minutes),
    };
}
