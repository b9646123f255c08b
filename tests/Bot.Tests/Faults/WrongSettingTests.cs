namespace PmBot.Bot.Tests.Faults;

public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("Storage__Pat", "x.db", "Storage:Pat")]
    [InlineData("Storage__AutoMigrate", "perhaps", "Storage:AutoMigrate")]
    [InlineData("Clock__Now", "tomorrow", "Clock:Now")]
    [InlineData("Workspace__File", "missing.yml", "Workspace:File")]
    [InlineData("MicrosoftAppId", "11111111-2222-3333-4444-555555555555", "MicrosoftAppPassword")]
    [InlineData("BotFramework__TurnTimeout", "soon", "BotFramework:TurnTimeout")]
    [InlineData("State__TimeToLive", "long", "State:TimeToLive")]
    [InlineData("State__TimeToLive", "00:00:00", "State:TimeToLive")]
    [InlineData("ConnectionStrings__Redis", "redis://", "ConnectionStrings:Redis")]
    [InlineData("ConnectionStrings__Postgres", "Hots=localhost", "ConnectionStrings:Postgres")]
    [InlineData("Learning__Enabled", "maybe", "Learning:Enabled")]
    [InlineData("Learning__KeepDays", "0", "Learning:KeepDays")]
    [InlineData("Nlu__Model", "missing.model", "Nlu:Model")]
    [InlineData("Nlu__Model", "team.yml", "no trained model")]
    [InlineData("Nlu__ChallengerShare", "101", "Nlu:ChallengerShare")]
    [InlineData("ASPNETCORE_URLS", "nonsense", "ASPNETCORE_URLS")]
    public async Task A_wrong_setting_stops_the_start_with_one_line(string name, string value, string named)
    {
        using var deployment = new Deployment((name, value));

        var (code, output, errors) = await Program.RunAsync(deployment.Settings, deployment[""], "serve");

        output.ShouldBeEmpty();
        var line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        line.ShouldStartWith("pmbot: ");
        line.ShouldContain(named);
        code.ShouldBe(2);
    }

    [Fact]
    public async Task Several_wrong_settings_are_all_named_a_line_each()
    {
        using var deployment = new Deployment(("Storage__Pat", "x.db"), ("Workspace__File", "missing.yml"), ("Clock__Now", "tomorrow"));

        var (code, _, errors) = await Program.RunAsync(deployment.Settings, deployment[""]);

        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3, errors);
        code.ShouldBe(2);
    }

    [Fact]
    public async Task A_workspace_file_with_mistakes_stops_the_start_and_leaves_nothing()
    {
        using var deployment = new Deployment();
        await File.WriteAllTextAsync(deployment["team.yml"], "workspace: { name: Andes }\nusers:\n  - { username: camila, role: emperor }\nprojetcs: []\n");

        var (code, _, errors) = await Program.RunAsync(deployment.Settings, deployment[""], "serve");

        var lines = Complaints(errors);
        lines.Length.ShouldBeGreaterThanOrEqualTo(2, errors);
        lines.ShouldAllBe(l => l.StartsWith("pmbot: Workspace:File: team.yml", StringComparison.Ordinal));
        code.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_another_service_has_stops_the_start_with_one_line()
    {
        using var deployment = new Deployment();
        await using var service = await deployment.StartAsync();

        var (code, _, errors) = await Program.RunAsync(deployment.Settings, deployment[""], "serve");

        Complaints(errors).ShouldHaveSingleItem().ShouldContain("in use by another PmBot");
        code.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_is_taken_stops_the_start_with_one_line()
    {
        using var deployment = new Deployment();
        await using var service = await deployment.StartAsync();
        using var other = new Deployment(("ASPNETCORE_URLS", service.Address.GetLeftPart(UriPartial.Authority)));

        var (code, _, errors) = await Program.RunAsync(other.Settings, other[""], "serve");

        Complaints(errors).ShouldHaveSingleItem().ShouldContain("in use");
        code.ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_is_away_stops_the_start_with_one_line()
    {
        using var deployment = new Deployment(("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=nobody;Password=s3cr3t"));

        var (code, _, errors) = await Program.RunAsync(deployment.Settings, deployment[""], "serve");

        Complaints(errors).ShouldHaveSingleItem().ShouldContain("PostgreSQL");
        errors.ShouldNotContain("s3cr3t");
        code.ShouldBe(1);
    }

    // All but what it tells while it goes well.
    private static string[] Complaints(string errors) =>
        [.. errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.Contains(" info: ", StringComparison.Ordinal))];
}
