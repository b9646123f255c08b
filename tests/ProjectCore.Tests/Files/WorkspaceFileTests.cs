using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Tests.Files;

public sealed class WorkspaceFileTestsOnSqlite() : WorkspaceFileTests(() => new SqliteStore());

public sealed class WorkspaceFileTestsOnPostgres() : WorkspaceFileTests(() => new PostgresStore());

/// <summary>Each test has a store of its own: accounts and tenants are unique across workspaces.</summary>
public abstract class WorkspaceFileTests(Func<Store> newStore) : IAsyncLifetime
{
    private readonly Store store = newStore();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [SkippableTheory]
    [InlineData(FileFormat.Yaml)]
    [InlineData(FileFormat.Json)]
    public async Task What_is_exported_imports_to_the_same_thing(FileFormat format)
    {
        await RoundTripAsync(TestFiles.Andes, format);
    }

    [SkippableFact]
    public async Task The_shared_example_makes_the_round_trip()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        await RoundTripAsync(TestFiles.Shared("workspace.example.yml"), FileFormat.Yaml);
    }

    [SkippableFact]
    public async Task Everything_in_the_file_is_stored()
    {
        var workspace = (await ImportAsync(TestFiles.Andes)).Workspace;
        var directory = (await store.Get<WorkspaceDirectories>().GetAsync(workspace, default))!;

        directory.Workspace.Timezone.ShouldBe("America/Bogota");
        directory.Workspace.Holidays.ShouldBe([new DateOnly(2026, 3, 23), new DateOnly(2026, 4, 3)]);
        directory.Workspace.Channels["slack"].ShouldBe("T0STUDIO");
        directory.Users.Select(u => u.Username).ShouldBe(["ana.gomez", "ana.perez", "camila", "diego", "kate", "luis"]);
        directory.User("kate")!.Timezone.ShouldBe("Europe/London");
        directory.UserBehind(new ChatAddress("slack", "T0STUDIO", "U0ANAG"))!.Username.ShouldBe("ana.gomez");
        var catalogue = directory.Projects.Single(p => p.Key == "CAT");
        catalogue.Aliases.ShouldBe(["el catálogo", "catalog", "tienda"]);
        catalogue.CurrentSprint!.Name.ShouldBe("Sprint 5");
        catalogue.CurrentSprint.Capacity.ShouldBe(28.5m);
        catalogue.Environments.Single(e => e.Name == "production").Protected.ShouldBeTrue();

        var camila = new Actor(workspace, directory.User("camila")!.Id, "test");
        var tasks = await store.Get<TaskQueries>().FindByNumbersAsync(camila, [2, 6, 1], default);
        tasks.Select(t => t.Number).ShouldBe([2, 6, 1]);
        tasks[0].Labels.ShouldBe(["backend", "bug", "pagos"]);
        tasks[0].Sprint.ShouldBe("Sprint 5");
        tasks[1].Due.ShouldBe(new Due(new DateOnly(2026, 3, 10), new TimeOnly(15, 0)));
        tasks[2].FinishedAt.ShouldBe(new DateTimeOffset(2026, 3, 4, 20, 15, 0, TimeSpan.Zero));
        var comments = (await store.Get<TaskQueries>().CommentsAsync(camila, tasks[0].Id, 10, default)).Value;
        comments.Select(c => c.Author.Username).ShouldBe(["luis", "diego"]);

        var next = await store.Get<OperationPipeline>().ExecuteAsync(new OperationRequest(new CreateTask(catalogue.Id, "La siguiente"), camila), default);
        next.Value.Task().Number.ShouldBe(19);
    }

    [SkippableFact]
    public async Task Importing_again_updates_and_deletes_nothing()
    {
        await ImportAsync(TestFiles.Andes);
        var before = await ExportAsync();
        var again = await ImportAsync(TestFiles.Andes);

        again.Tasks.ShouldBe(new ImportCount(0, 18));
        again.Users.ShouldBe(new ImportCount(0, 6));
        (await ExportAsync()).ShouldBe(before);

        await ImportAsync("""
            workspace: { name: andes studio }
            tasks:
              - { id: 3, project: CAT, title: Filtro por tamaño, assignee: null }
            """);
        var after = await ExportAsync();
        after.ShouldContain("Filtro por tamaño");
        after.ShouldContain("Cookie banner");
        after.ShouldContain("due: 2026-03-12"); // what the file does not say stays
    }

    [SkippableFact]
    public async Task Every_mistake_is_named_by_its_line_and_nothing_is_kept()
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var result = await store.Get<WorkspaceImporter>().ImportAsync("""
            workspace:
              name: Andes
              timezone: America/Bogata
              colour: red
            users:
              - { username: camila, full_name: Camila, role: admin, slack: U1 }
              - { username: diego, full_name: Diego, slack: U1 }
              - { username: diego, full_name: Otro }
              - { username: kate, full_name: Kate, rol: admin, timezone: 7 }
            projects:
              - { name: Catálogo, key: CAT, aliases: [tienda], members: { camila: owner, diego: dev, kte: viewer } }
              - { name: Móvil, key: CAT, aliases: [Tienda] }
            tasks:
              - { id: 1, project: Catálogo, title: Uno, assignee: dieg }
              - { id: 2, project: Catalogo, title: Dos, due: 12/03/2026, depends_on: [3] }
              - { id: 3, project: Catálogo, title: Tres, status: doing, depends_on: [2, 99] }
              - { id: 3, project: Nada, title: "" }
              - { id: 4, project: Catálogo, title: Cuatro, assignee: kate, estimate: -1 }
            deployments:
              - { id: 1, project: Catálogo, environment: prod, version: v1, status: succeded }
            """, "andes.yml", default);

        var mistakes = result.Error.ShouldBeOfType<FileInvalid>().Mistakes.Select(m => m.ToString()).ToArray();
        mistakes.ShouldBe([
            "line 3: workspace.timezone: there is no time zone \"America/Bogata\"; an example is America/Bogota",
            "line 4: workspace.colour: \"colour\" is not known here",
            "line 7: users[1].slack: the slack account \"U1\" is given to two users",
            "line 8: users[2].username: there are two users \"diego\"",
            "line 9: users[3].rol: \"rol\" is not known here; did you mean \"role\"?",
            "line 9: users[3].timezone: \"7\" cannot be a timezone",
            "line 11: projects[0].members.diego: \"dev\" is none of viewer, developer, admin, owner",
            "line 11: projects[0].members.kte: there is no user \"kte\"; did you mean \"kate\"?",
            "line 12: projects[1].key: \"CAT\" stands for the project \"Catálogo\" already",
            "line 12: projects[1].aliases[0]: \"Tienda\" stands for the project \"Catálogo\" already",
            "line 14: tasks[0].assignee: there is no user \"dieg\"; did you mean \"diego\"?",
            "line 15: tasks[1].due: \"12/03/2026\" is not a day such as 2026-03-12, or a moment such as 2026-03-12T15:00",
            "line 15: tasks[1].depends_on[0]: the tasks wait for each other in a circle: 2 -> 3 -> 2",
            "line 16: tasks[2].status: \"doing\" is none of todo, in_progress, in_review, blocked, done, cancelled",
            "line 16: tasks[2].depends_on[1]: there is no task 99",
            "line 17: tasks[3].title: this is empty",
            "line 17: tasks[3].id: there are two tasks 3",
            "line 17: tasks[3].project: there is no project \"Nada\"",
            "line 18: tasks[4].estimate: \"-1\" is not a number, 0 or more",
            "line 18: tasks[4].assignee: \"kate\" is no developer, admin or owner of \"Catálogo\"",
            "line 20: deployments[0].status: \"succeded\" is none of pending_approval, queued, running, succeeded, failed, cancelled, rejected, rolled_back; did you mean \"succeeded\"?",
            "line 20: deployments[0].environment: there is no environment of \"Catálogo\" \"prod\"",
        ], ignoreOrder: true);
        mistakes.Select(m => int.Parse(m.Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
        (await store.Get<IdentityQueries>().AnyWorkspaceAsync(default)).ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("- a\n- b")]
    [InlineData("{ \"workspace\": ")]
    [InlineData("workspace: [")]
    [InlineData("workspace: &a { name: *a }")]
    [InlineData("workspace: { name: A }\n---\nworkspace: { name: B }")]
    [InlineData("\0\u0001")]
    public async Task What_is_no_workspace_file_is_refused_kindly(string text)
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var result = await store.Get<WorkspaceImporter>().ImportAsync(text, "x.yml", default);
        result.Error.ShouldBeOfType<FileInvalid>().Mistakes.ShouldNotBeEmpty();
    }

    private async Task RoundTripAsync(string file, FileFormat format)
    {
        var imported = await ImportAsync(file);
        var exported = (await store.Get<WorkspaceExporter>().ExportAsync(imported.Workspace, format, default)).Value;
        var other = newStore();
        await other.InitializeAsync();
        try
        {
            var again = await other.Get<WorkspaceImporter>().ImportAsync(exported, "again", default);
            again.Error.ShouldBeNull();
            (await other.Get<WorkspaceExporter>().ExportAsync(again.Value.Workspace, format, default)).Value.ShouldBe(exported);
            again.Value.Tasks.Created.ShouldBe(imported.Tasks.Created);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    private async Task<ImportSummary> ImportAsync(string file)
    {
        Skip.If(store.SkipReason is not null, store.SkipReason);
        var result = await store.Get<WorkspaceImporter>().ImportAsync(file, "test.yml", default);
        if (result.Error is FileInvalid invalid) string.Join('\n', invalid.Mistakes).ShouldBeNull();
        result.Error.ShouldBeNull();
        return result.Value;
    }

    private async Task<string> ExportAsync()
    {
        var workspace = await store.Get<IdentityQueries>().DefaultWorkspaceAsync(default);
        return (await store.Get<WorkspaceExporter>().ExportAsync(workspace!.Value, FileFormat.Yaml, default)).Value;
    }
}
