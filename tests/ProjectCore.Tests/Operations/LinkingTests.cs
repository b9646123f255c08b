using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;

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
