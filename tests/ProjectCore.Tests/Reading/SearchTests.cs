using PmBot.ProjectCore.Search;
using PmBot.ProjectCore.Tests.Tasks;

namespace PmBot.ProjectCore.Tests.Reading;

public sealed class SearchTestsOnSqlite(AndesOnSqlite andes) : SearchTests(andes), IClassFixture<AndesOnSqlite>;

public sealed class SearchTestsOnPostgres(AndesOnPostgres andes) : SearchTests(andes), IClassFixture<AndesOnPostgres>;

public abstract class SearchTests(Andes andes)
{
    [SkippableFact]
    public async Task Words_are_found_in_titles_descriptions_labels_and_comments_whatever_their_accents()
    {
        (await FindAsync("camila", "LOGÍN")).Select(h => h.Task!.Number).ShouldBe([11, 10], ignoreOrder: true);
        var described = (await FindAsync("camila", "tarjetas emitidas")).ShouldHaveSingleItem();
        (described.Task!.Number, described.Place).ShouldBe((2, SearchPlace.Description));
        described.Snippet.ShouldContain("tarjetas emitidas fuera");
        var said = (await FindAsync("diego", "terms")).ShouldHaveSingleItem();
        (said.Task!.Number, said.Place, said.Author!.Username).ShouldBe((15, SearchPlace.Comment, "kate"));
        // Every word has to be somewhere, not all in one place.
        (await FindAsync("camila", "pagar 8812")).ShouldHaveSingleItem().Task!.Number.ShouldBe(2);
        (await FindAsync("camila", "pagar unicornio")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Done_tasks_are_found_and_titles_come_before_comments()
    {
        (await FindAsync("camila", "cookie")).ShouldHaveSingleItem().Task!.Number.ShouldBe(18);
        var ranked = await FindAsync("camila", "error");
        ranked.Take(2).Select(h => h.Place).ShouldAllBe(p => p == SearchPlace.Title);
    }

    [SkippableFact]
    public async Task Typos_count_only_where_nothing_fits_as_written()
    {
        (await FindAsync("camila", "bucsador")).ShouldContain(h => h.Task!.Number == 1);
        (await FindAsync("camila", "fotos borosas")).ShouldHaveSingleItem().Task!.Number.ShouldBe(4);
    }

    [SkippableFact]
    public async Task Nobody_finds_what_they_may_not_see()
    {
        (await FindAsync("ana.gomez", "cookie")).ShouldBeEmpty();
        (await FindAsync("luis", "landing")).ShouldBeEmpty();
        (await FindAsync("kate", "login")).ShouldBeEmpty();
        (await FindAsync("camila", "' OR 1=1 --")).ShouldAllBe(h => h.Score > 0);
        (await FindAsync("camila", "%_")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Projects_and_sprints_are_found_too()
    {
        (await FindAsync("camila", "tienda")).ShouldContain(h => h.Place == SearchPlace.Project && h.Project!.Name == "Catálogo");
        (await FindAsync("camila", "pagos sin errores")).ShouldContain(h => h.Place == SearchPlace.Sprint);
    }

    private async Task<IReadOnlyList<SearchHit>> FindAsync(string user, string words)
    {
        Skip.If(andes.Store.SkipReason is not null, andes.Store.SkipReason);
        return await andes.Store.Get<SearchQueries>().FindAsync(andes.As(user), words, [], default);
    }
}
