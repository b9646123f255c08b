using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class LinkingTestsOnSqlite(SqliteStore store) : LinkingTests(store), IClassFixture<SqliteStore>;

public sealed class LinkingTestsOnPostgres(PostgresStore store) : LinkingTests(store), IClassFixture<PostgresStore>;

public abstract class LinkingTests(Store store)
{
    private LinkCodes Codes => store.Get<LinkCodes>();

    [SkippableFact]
    public async Task A_code_links_once_within_ten_minutes()
    {
        var world = await World.CreateAsync(store);
        var stray = await JoinAsync(world);
        var late = await Codes.IssueAsync(world.Diego, default);
        store.Clock.Advance(LinkCode.Lifetime);
        (await Codes.OwnerAsync(stray, late, default)).Error.ShouldBeOfType<LinkCodeOver>();

        var code = await Codes.IssueAsync(world.Diego, default);
        store.Clock.Advance(LinkCode.Lifetime - TimeSpan.FromSeconds(1));
        (await Codes.OwnerAsync(stray, code, default)).Value.ShouldBe(world.Diego.User);
        (await MergeAsync(world, world.Diego, stray, code)).Error.ShouldBeNull();
        (await Codes.OwnerAsync(world.Ana, code, default)).Error.ShouldBeOfType<LinkCodeOver>();

        // The account is his, and the stray is gone.
        var directory = (await world.DirectoryAsync())!;
        directory.Users.ShouldNotContain(u => u.Id == stray.User);
        directory.User(world.Diego.User)!.Identities.ShouldContain(i => i.Channel == "web");
        (await MergeAsync(world, world.Diego, world.Ana, code)).Error.ShouldBeOfType<LinkCodeOver>();
    }

    [SkippableFact]
    public async Task A_new_code_ends_the_one_before()
    {
        var world = await World.CreateAsync(store);
        var first = await Codes.IssueAsync(world.Diego, default);
        var second = await Codes.IssueAsync(world.Diego, default);

        (await Codes.OwnerAsync(world.Ana, first, default)).Error.ShouldBeOfType<LinkCodeUnknown>();
        (await Codes.OwnerAsync(world.Ana, second, default)).Value.ShouldBe(world.Diego.User);
    }

    [SkippableFact]
    public async Task Who_guesses_is_refused_even_the_right_code_for_ten_minutes()
    {
        var world = await World.CreateAsync(store);
        var code = await Codes.IssueAsync(world.Diego, default);
        for (var i = 0; i < LinkCodes.MaxWrong; i++)
        {
            (await Codes.OwnerAsync(world.Ana, $"AAAAAAA{i + 2}", default)).Error.ShouldBeOfType<LinkCodeUnknown>();
        }

        (await Codes.OwnerAsync(world.Ana, code, default)).Error.ShouldBeOfType<TooManyCodes>();
        (await Codes.OwnerAsync(world.Luis, code, default)).IsOk.ShouldBeTrue();
        store.Clock.Advance(LinkCode.Lifetime + TimeSpan.FromSeconds(1));
        var fresh = await Codes.IssueAsync(world.Diego, default);
        (await Codes.OwnerAsync(world.Ana, fresh, default)).IsOk.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Tasks_and_places_go_along_and_the_higher_role_counts()
    {
        var world = await World.CreateAsync(store);
        var stray = await JoinAsync(world);
        await world.DoAsync(world.Olga, new AddMember(world.Project, stray.User, Role.Admin));
        var task = await world.CreateTaskAsync(world.Olga, "Suya", t => t with { Assignee = stray.User });
        var code = await Codes.IssueAsync(world.Diego, default);

        (await MergeAsync(world, world.Diego, stray, code)).Error.ShouldBeNull();

        (await world.FindAsync(task.Number)).Assignee!.Id.ShouldBe(world.Diego.User);
        (await world.DirectoryAsync())!.RoleIn(world.Project, world.Diego.User).ShouldBe(Role.Admin);
        (await world.DirectoryAsync())!.Project(world.Project)!.Members.ShouldNotContain(m => m.User == stray.User);
    }

    [SkippableFact]
    public async Task The_week_goes_along()
    {
        var world = await World.CreateAsync(store);
        var stray = await JoinAsync(world);
        await world.DoAsync(world.Olga, new AddMember(world.Project, stray.User, Role.Admin));
        var (day, week) = (DateOnly.FromDateTime(World.Now), store.Get<WeekStore>());
        await world.DoAsync(stray, new CreateReminder(stray.User, "America/Bogota") { Text = "llamar", At = World.Now.AddHours(1) });
        await world.DoAsync(world.Ana, new CreateReminder(stray.User, "America/Bogota") { Text = "firmar", At = World.Now.AddHours(2) });
        await world.DoAsync(stray, new SetAway(stray.User, day.AddDays(1), day.AddDays(2)));
        await world.DoAsync(stray, new ChangeNotices(NoticeSettings.Default with { OnlyOwn = true }));
        await world.DoAsync(stray, new ScheduleStandup(world.Project, new TimeOnly(9, 0), day, null));
        await world.DoAsync(stray, new WriteStandup(world.Project, day.AddDays(-1), new StandupAnswers("a", "b", null)));
        await world.DoAsync(stray, new WriteStandup(world.Project, day, new StandupAnswers("c", "d", null)));
        await world.DoAsync(world.Diego, new WriteStandup(world.Project, day, new StandupAnswers(null, null, null, Skipped: true)));
        await KeepAsync(world, stray, "slack", "D1", 0);
        await KeepAsync(world, stray, "web", "W1", 0);
        await KeepAsync(world, world.Diego, "web", "W0", -5);
        await KeepAsync(world, world.Diego, "teams", "T0", -5);
        await store.Get<Deliveries>().AddAsync(
            [
                .. new[] { "notice", "standup" }.Select(kind => new Delivery
                {
                    WorkspaceId = world.Workspace, Key = kind, Kind = kind, UserId = stray.User, MeantAt = store.Clock.GetUtcNow(), DueAt = store.Clock.GetUtcNow(),
                }),
            ],
            default);
        var code = await Codes.IssueAsync(world.Diego, default);

        (await MergeAsync(world, world.Diego, stray, code)).Error.ShouldBeNull();

        var reminders = await week.RemindersOfAsync(world.Diego, default);
        reminders.Select(r => (r.Text, r.Owner.Id, r.Recipient!.Id)).ShouldBe([("llamar", world.Diego.User, world.Diego.User), ("firmar", world.Ana.User, world.Diego.User)]);
        (await week.RemindersOfAsync(stray, default)).ShouldBeEmpty();
        (await week.AbsencesAsync(world.Workspace, day, default)).ShouldHaveSingleItem().Person.Id.ShouldBe(world.Diego.User);
        (await week.SettingsAsync(world.Workspace, world.Diego.User, default)).OnlyOwn.ShouldBeTrue();
        (await week.SchedulesAsync(world.Workspace, default)).ShouldHaveSingleItem().SetBy.ShouldBe(world.Diego.User);
        (await week.StandupsAsync(world.Workspace, day.AddDays(-1), default)).ShouldHaveSingleItem().UserId.ShouldBe(world.Diego.User);
        var today = (await week.StandupsAsync(world.Workspace, day, default)).ShouldHaveSingleItem();
        (today.UserId, today.Today, today.IsSkipped).ShouldBe((world.Diego.User, "d", false));
        (await store.Get<ConversationRefs>().OfAsync(world.Workspace, world.Diego.User, default)).Select(r => r.Conversation).ShouldBe(["D1", "W1", "T0"], ignoreOrder: true);
        (await store.Get<ConversationRefs>().OfAsync(world.Workspace, stray.User, default)).ShouldBeEmpty();
        (await store.Get<Deliveries>().ClaimAsync(10, default)).Where(d => d.Kind is "notice" or "standup").Select(d => (d.Kind, d.UserId)).ShouldBe([("notice", world.Diego.User)]);
    }

    [SkippableFact]
    public async Task What_the_kept_person_wants_to_be_told_stays()
    {
        var world = await World.CreateAsync(store);
        var stray = await JoinAsync(world);
        await world.DoAsync(stray, new ChangeNotices(NoticeSettings.Default with { Silent = true }));
        await world.DoAsync(world.Diego, new ChangeNotices(NoticeSettings.Default with { OnlyOwn = true }));
        var code = await Codes.IssueAsync(stray, default);

        (await MergeAsync(world, world.Diego, stray, code)).Error.ShouldBeNull();

        var left = await store.Get<WeekStore>().SettingsAsync(world.Workspace, world.Diego.User, default);
        (left.OnlyOwn, left.Silent).ShouldBe((true, false));
    }

    [SkippableFact]
    public async Task Without_a_code_of_either_nobody_becomes_another()
    {
        var world = await World.CreateAsync(store);
        var stray = await JoinAsync(world);
        var others = await Codes.IssueAsync(world.Ana, default);

        (await MergeAsync(world, world.Diego, stray, others)).Error.ShouldBeOfType<LinkCodeOver>();
        (await MergeAsync(world, world.Diego, stray, "AAAAAAAA")).Error.ShouldBeOfType<LinkCodeOver>();
        (await world.TryAsync(stray, new MergeUsers(world.Camila.User, stray.User, others))).Error.ShouldBeOfType<NotWorkspaceAdmin>();
    }

    [Theory]
    [InlineData("vincular K7QM-3FXD", "K7QM3FXD")]
    [InlineData("link k7qm3fxd please", "K7QM3FXD")]
    [InlineData("ABCD-EFGH", "ABCDEFGH")]
    [InlineData("vincula mi cuenta catalana", null)]
    [InlineData("K7QM-3FXD9", null)]
    [InlineData("", null)]
    public void A_code_is_found_in_what_people_type(string typed, string? code) => LinkCode.Find(typed).ShouldBe(code);

    private Task KeepAsync(World world, Actor who, string channel, string conversation, int minutes) => store.Get<ConversationRefs>().KeepAsync(
        new ConversationRef
        {
            WorkspaceId = world.Workspace, Key = ConversationRef.PrivateKey(who.User, channel), UserId = who.User, Channel = channel, Conversation = conversation,
            Reference = "{}", Features = "{}", SeenAt = store.Clock.GetUtcNow().AddMinutes(minutes),
        },
        default);

    private static async Task<Actor> JoinAsync(World world)
    {
        var stray = new Actor(world.Workspace, UserId.New(), "web");
        await world.DoAsync(stray, new JoinWorkspace("stray", "Stray", new ChatAddress("web", "", Guid.NewGuid().ToString())));
        return stray;
    }

    private static async Task<Result<OperationOutcome>> MergeAsync(World world, Actor kept, Actor gone, string code)
    {
        var merge = new MergeUsers(kept.User, gone.User, code);
        var preview = await world.Pipeline.PreviewAsync(merge, kept, default);
        return preview.IsOk ? await world.TryAsync(kept, merge, confirmation: new Confirmation(kept.User, preview.Value.Subjects, DateTimeOffset.MaxValue)) : preview.Error!;
    }
}
