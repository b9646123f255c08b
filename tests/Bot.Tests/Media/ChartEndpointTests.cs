using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Bot.Commands;
using PmBot.Bot.Media;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Tests.Media;

/// <summary>The real service, asked over HTTP.</summary>
public sealed class ChartEndpointTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmbot-charts-");
    private readonly HttpClient _http = new();
    private WebApplication _service = null!;
    private Actor _owner = null!;
    private Actor _stranger = null!;
    private DirectoryProject _project = null!;

    public async Task InitializeAsync()
    {
        _service = ServeCommand.Build(["--urls=http://127.0.0.1:0", $"--Storage:Path={Path.Combine(_folder.FullName, "pmbot.db")}", "--Clock:Now=2026-03-09T09:30:00-05:00"]);
        await _service.StartAsync();
        var imported = await _service.Services.GetRequiredService<WorkspaceImporter>().ImportAsync(await File.ReadAllTextAsync(Andes()), "andes.yml", CancellationToken.None);
        imported.IsOk.ShouldBeTrue();
        var workspace = (await _service.Services.GetRequiredService<IdentityQueries>().DefaultWorkspaceAsync(CancellationToken.None))!.Value;
        var directory = (await _service.Services.GetRequiredService<WorkspaceDirectories>().GetAsync(workspace, CancellationToken.None))!;
        var (project, stranger) = directory.Projects.SelectMany(p => directory.Users, (p, u) => (Project: p, User: u)).First(x => directory.RoleIn(x.Project.Id, x.User.Id) is null);
        _project = project;
        _owner = new Actor(workspace, project.Members.First(m => m.Role == ProjectCore.Projects.Role.Owner).User, "web");
        _stranger = new Actor(workspace, stranger.Id, "web");
    }

    public async Task DisposeAsync()
    {
        await _service.StopAsync();
        await _service.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_address_in_a_card_gives_the_picture_in_both_formats_and_not_again_when_it_is_the_same()
    {
        var address = Address(_owner);

        var svg = await GetAsync(address);
        svg.StatusCode.ShouldBe(HttpStatusCode.OK);
        svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        svg.Headers.CacheControl!.Private.ShouldBeTrue();
        XDocument.Parse(await svg.Content.ReadAsStringAsync()).Root!.Descendants().ShouldContain(e => e.Value == _project.Name);

        var png = await GetAsync(address.Replace(".svg", ".png", StringComparison.Ordinal));
        PngReader.Read(await png.Content.ReadAsByteArrayAsync()).Width.ShouldBe(960);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(svg.Headers.ETag!);
        (await _http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_changed_address_is_refused_in_a_plain_line()
    {
        var answer = await GetAsync(Address(_owner).Replace("sig=", "sig=A", StringComparison.Ordinal));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await answer.Content.ReadAsStringAsync()).ShouldBe("Esta dirección no es válida. Pide el gráfico de nuevo en el chat.");
    }

    [Fact]
    public async Task An_old_address_is_gone()
    {
        var past = new State.ManualTime();
        past.Advance(TimeSpan.FromDays(-30));
        var links = new ChartLinks(_service.Services.GetRequiredService<PublicAddress>(), _service.Services.GetRequiredService<ChartKey>(), past);

        (await GetAsync(links.For(_owner, ChartKind.Status, _project.Id.Value, "es")!)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_person_gets_no_picture_of_what_they_may_not_see_nor_of_another_workspace()
    {
        (await GetAsync(Address(_stranger))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(Address(_owner with { Workspace = WorkspaceId.New() }))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(Address(_owner).Replace(".svg", ".gif", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> GetAsync(string address) => _http.GetAsync(new Uri(address));

    private string Address(Actor actor) => _service.Services.GetRequiredService<ChartLinks>().For(actor, ChartKind.Status, _project.Id.Value, "es")!;

    private static string Andes([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(here, "..", "..", "..", "Conversations", "workspaces", "andes.yml");
}
