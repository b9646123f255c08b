using PmBot.Bot.Media;
using PmBot.Bot.Tests.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Media;

public sealed class ChartLinksTests
{
    private static readonly Actor Actor = new(WorkspaceId.New(), UserId.New(), "web");
    private readonly ManualTime _clock = new();

    [Fact]
    public void An_address_reads_back_as_what_it_was_made_of()
    {
        var subject = Guid.NewGuid();

        var request = Read(Links().For(Actor, ChartKind.Status, subject, "es")!).ShouldBeOfType<ChartLink.Good>().Request;

        request.ShouldBe(new ChartRequest(Actor.Workspace, Actor.User, ChartKind.Status, subject, "es"));
    }

    [Fact]
    public void An_address_names_no_data_and_has_no_more_than_it_needs() =>
        Links().For(Actor, ChartKind.Burndown, Guid.Empty, "en")!.ShouldMatch(
            @"^https://pmbot\.example/media/charts/[0-9a-f]{32}/[0-9a-f]{32}/burndown/0{32}\.svg\?lang=en&exp=\d+&sig=[A-Za-z0-9_-]{43}$");

    [Theory]
    [InlineData("status", "velocity")]
    [InlineData("lang=es", "lang=en")]
    [InlineData("exp=1", "exp=2")]
    [InlineData("sig=", "sig=x")]
    public void A_changed_address_is_forged(string from, string to)
    {
        var address = Links().For(Actor, ChartKind.Status, Guid.NewGuid(), "es")!;

        Read(address.Replace(from, to, StringComparison.Ordinal)).ShouldBeOfType<ChartLink.Forged>();
    }

    [Fact]
    public void An_address_for_another_workspace_reader_or_thing_is_forged()
    {
        var address = Links().For(Actor, ChartKind.Status, Guid.NewGuid(), "es")!;
        foreach (var part in new Uri(address).AbsolutePath.Split('/', '.').Where(p => p.Length == 32))
        {
            Read(address.Replace(part, Guid.NewGuid().ToString("N"), StringComparison.Ordinal)).ShouldBeOfType<ChartLink.Forged>();
        }
    }

    [Fact]
    public void Another_key_makes_addresses_worthless() =>
        Read(new ChartLinks(new PublicAddress("https://pmbot.example", () => []), ChartKey.New(), _clock).For(Actor, ChartKind.Status, Guid.NewGuid(), "es")!)
            .ShouldBeOfType<ChartLink.Forged>();

    [Fact]
    public void An_address_is_good_for_a_week_and_no_longer()
    {
        var address = Links().For(Actor, ChartKind.Status, Guid.NewGuid(), "es")!;

        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(2));
        Read(address).ShouldBeOfType<ChartLink.Good>();
        _clock.Advance(TimeSpan.FromHours(3));
        Read(address).ShouldBeOfType<ChartLink.Expired>();
    }

    [Fact]
    public void Where_nothing_serves_there_is_no_address() =>
        new ChartLinks(new PublicAddress(null, () => []), ChartKey.New(), _clock).For(Actor, ChartKind.Status, Guid.NewGuid(), "es").ShouldBeNull();

    [Theory]
    [InlineData(null, "http://[::]:3978", "http://localhost:3978")]
    [InlineData(null, "http://0.0.0.0:80", "http://localhost:80")]
    [InlineData(null, "http://127.0.0.1:5000", "http://127.0.0.1:5000")]
    [InlineData("https://pmbot.example.com/", "http://0.0.0.0:80", "https://pmbot.example.com")]
    public void The_public_address_is_the_setting_or_where_the_service_listens(string? setting, string listening, string expected) =>
        new PublicAddress(setting, () => [listening]).Find().ShouldBe(expected);

    [Theory]
    [InlineData("https://pmbot.example.com", true)]
    [InlineData("http://10.0.0.5:3978/pmbot", true)]
    [InlineData("", true)]
    [InlineData("pmbot.example.com", false)]
    [InlineData("ftp://pmbot.example.com", false)]
    [InlineData("https://x.example/?a=1", false)]
    public void A_public_address_that_makes_no_sense_is_told(string setting, bool good) => (PublicAddress.Mistake(setting) is null).ShouldBe(good);

    private ChartLinks Links() => new(new PublicAddress("https://pmbot.example", () => []), ChartKey.From("a key of the service"), _clock);

    private ChartLink Read(string address)
    {
        var uri = new Uri(address);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query);
        return Links().Read(uri.AbsolutePath[ChartLinks.Root.Length..].Replace(".svg", "", StringComparison.Ordinal), query["lang"]!, query["exp"]!, query["sig"]!);
    }
}
