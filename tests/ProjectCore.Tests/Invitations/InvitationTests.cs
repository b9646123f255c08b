using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Invitations;

public sealed class InvitationTestsOnSqlite(SqliteStore store) : InvitationTests(store), IClassFixture<SqliteStore>;

public sealed class InvitationTestsOnPostgres(PostgresStore store) : InvitationTests(store), IClassFixture<PostgresStore>;

public abstract class InvitationTests(Store store)
{
    [SkippableFact]
    public async Task A_code_lets_one_person_in_once_however_it_is_written()
    {
        var world = await World.CreateAsync(store);
        var code = await InviteAsync(world, Role.Developer);

        var joined = await world.DoAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash($" {code[..5].ToLowerInvariant()}-{code[5..]}")));

        joined.Reversible.ShouldBeFalse();
        joined.Subjects.OfType<MemberView>().ShouldHaveSingleItem().Role.ShouldBe(Role.Developer);
        (await world.DirectoryAsync())!.RoleIn(world.Project, world.Luis.User).ShouldBe(Role.Developer);
        var late = await world.AddUserAsync("tarde", "Tarde");
        (await world.TryAsync(late, new RedeemInvitation(InvitationCode.Hash(code)))).Error.ShouldBeOfType<InvitationUsed>();
        (await PendingAsync(world, world.Adam)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_code_leads_to_its_workspace_as_long_as_it_counts()
    {
        var (world, elsewhere) = (await World.CreateAsync(store), await World.CreateAsync(store));
        var (code, other) = (await InviteAsync(world, Role.Developer), await InviteAsync(elsewhere, Role.Viewer));
        (await WhereAsync(code)).ShouldBe(world.Workspace);
        (await WhereAsync(other)).ShouldBe(elsewhere.Workspace);
        (await WhereAsync("FALSE23456")).ShouldBeNull();

        await world.DoAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash(code)));
        (await WhereAsync(code)).ShouldBeNull();
        store.Clock.Advance(Invitation.Lifetime);
        (await WhereAsync(other)).ShouldBeNull();
    }

    [Theory]
    [InlineData("hola, me invitaron con k7m2qx9p4t", "K7M2QX9P4T")]
    [InlineData("invitación: K7M2QX9P4T!", "K7M2QX9P4T")]
    [InlineData("K7M2QX9P4T5", null)]
    [InlineData("me invitaron", null)]
    public void A_code_is_found_in_what_somebody_writes(string text, string? code) => InvitationCode.Find(text).ShouldBe(code);

    [SkippableFact]
    public async Task It_expires_after_a_week_and_a_wrong_code_finds_nothing()
    {
        var world = await World.CreateAsync(store);
        var code = await InviteAsync(world, Role.Viewer);
        (await world.TryAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash("FALSE23456")))).Error.ShouldBeOfType<InvitationNotFound>();
        store.Clock.Advance(Invitation.Lifetime);
        (await world.TryAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash(code)))).Error.ShouldBeOfType<InvitationExpired>();
        (await PendingAsync(world, world.Adam)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_revoked_one_is_worth_nothing_until_it_is_restored()
    {
        var world = await World.CreateAsync(store);
        var code = await InviteAsync(world, Role.Viewer);
        var invitation = (await PendingAsync(world, world.Adam)).ShouldHaveSingleItem();
        await world.DoAsync(world.Olga, new RevokeInvitation(invitation.Id));
        (await world.TryAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash(code)))).Error.ShouldBeOfType<InvitationNotFound>();
        await world.UndoAsync(world.Olga);
        (await world.TryAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash(code)))).IsOk.ShouldBeTrue();
        (await world.TryAsync(world.Olga, new RevokeInvitation(invitation.Id))).Error.ShouldBeOfType<InvitationUsed>();
    }

    [SkippableFact]
    public async Task Only_admins_invite_and_see_and_nobody_gives_more_than_they_have()
    {
        var world = await World.CreateAsync(store);
        (await world.TryAsync(world.Diego, Wish(world, Role.Viewer))).Error.ShouldBeOfType<NotAllowed>();
        (await world.TryAsync(world.Luis, Wish(world, Role.Viewer))).Error.ShouldBeOfType<ProjectNotFound>();
        (await world.TryAsync(world.Adam, Wish(world, Role.Owner))).Error.ShouldBeOfType<NotAllowed>();
        await world.DoAsync(world.Adam, Wish(world, Role.Viewer) with { Email = "P@x.example" });
        (await world.TryAsync(world.Adam, Wish(world, Role.Viewer) with { Email = "p@X.example" })).Error.ShouldBeOfType<InvitationPending>();
        (await PendingAsync(world, world.Diego)).ShouldBeEmpty();
        (await PendingAsync(world, world.Adam)).ShouldHaveSingleItem().Email.ShouldBe("p@x.example");
    }

    [SkippableFact]
    public async Task Nobody_loses_by_it_what_they_have()
    {
        var world = await World.CreateAsync(store);
        var code = await InviteAsync(world, Role.Viewer);
        (await world.TryAsync(world.Diego, new RedeemInvitation(InvitationCode.Hash(code)))).Error.ShouldBeOfType<NothingToChange>();
        (await PendingAsync(world, world.Adam)).ShouldHaveSingleItem();
        (await world.TryAsync(world.Luis, new RedeemInvitation(InvitationCode.Hash(code)))).IsOk.ShouldBeTrue();
    }

    private static InviteMember Wish(World world, Role role) => new(world.Project, role, InvitationCode.New());

    private static async Task<string> InviteAsync(World world, Role role)
    {
        var done = await world.DoAsync(world.Adam, Wish(world, role));
        return done.Subjects.OfType<InvitationView>().ShouldHaveSingleItem().Code.ShouldNotBeNull();
    }

    private Task<IReadOnlyList<InvitationView>> PendingAsync(World world, Actor actor) => store.Get<InvitationQueries>().PendingAsync(actor, default);

    private Task<ProjectCore.Workspaces.WorkspaceId?> WhereAsync(string code) => store.Get<InvitationQueries>().WorkspaceOfAsync(InvitationCode.Hash(code), default);
}
