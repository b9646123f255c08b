using PmBot.Bot.ConversationFiles;
using PmBot.Bot.ConversationFiles.Running;

namespace PmBot.Bot.Tests.ConversationFiles;

public sealed class ExpectationEvaluatorTests
{
    private const string World = """
        {
          "workspace": { "name": "Andes", "channels": { "slack": "T0" } },
          "users": [ { "username": "camila", "full_name": "Camila Torres", "language": "es", "role": "admin", "slack": "U0CAMILA" } ],
          "projects": [
            {
              "name": "Catálogo", "key": "CAT", "aliases": ["catalog"], "members": { "camila": "owner", "diego": "developer" },
              "environments": [ { "name": "staging" }, { "name": "production", "aliases": ["prod"], "protected": true } ],
              "sprints": [ { "name": "Sprint 3", "start": "2026-03-02", "end": "2026-03-13", "current": true } ]
            }
          ],
          "tasks": [
            { "id": 7, "project": "Catálogo", "title": "Filtro por color", "status": "in_progress", "assignee": "diego", "due": "2026-03-12", "priority": "high", "estimate": 3.0, "labels": ["ux", "móvil"] },
            { "id": 8, "project": "Catálogo", "title": "Fotos", "status": "todo", "priority": "medium", "depends_on": [7] }
          ],
          "deployments": [
            { "id": 21, "project": "Catálogo", "environment": "production", "version": "v1.4.0", "status": "succeeded" },
            { "id": 22, "project": "Catálogo", "environment": "production", "version": "v1.4.1", "status": "pending_approval" }
          ]
        }
        """;

    [Theory]
    [InlineData("task 7: status=in_progress, assignee=DIEGO, due=2026-03-12, priority=low|high")]
    [InlineData("task \"filtro por COLOR\": id=7, project=catalogo, estimate=3")]
    [InlineData("task 7: labels=movil+ux")]
    [InlineData("task 7: labels=[ux, móvil]")]
    [InlineData("task 8: labels=none, assignee=none|diego, description=none, depends_on=7")]
    [InlineData("task 8: exists")]
    [InlineData("task 8: unchanged")]
    [InlineData("project \"CATALOGO\": key=CAT, archived=false, aliases=catalog, members=diego+camila, environments=staging+production")]
    [InlineData("project CAT: exists")]
    [InlineData("member diego \"Catálogo\": role=developer")]
    [InlineData("sprint \"sprint 3\" \"Catálogo\": current=true, end=2026-03-13")]
    [InlineData("deployment \"Catálogo\" production: status=pending_approval, version=v1.4.1")]
    [InlineData("deployment \"Catálogo\" prod: id=22")]
    [InlineData("user camila: full_name=camila torres, language=es, role=admin")]
    [InlineData("tasks created: 0")]
    public void Evaluator_accepts_what_is_so(string expectation) => Check(expectation, World).ShouldBeNull();

    [Theory]
    [InlineData("task 7: status=done", "expected task 7: status=done, got status=in_progress")]
    [InlineData("task 7: status=in_progress, assignee=none", "expected task 7: assignee=none, got assignee=diego")]
    [InlineData("task 7: labels=ux", "expected task 7: labels=ux, got labels=[ux, móvil]")]
    [InlineData("task 7: labels=ux+móvil+web", "got labels=[ux, móvil]")]
    [InlineData("task 8: assignee=diego", "expected task 8: assignee=diego, got assignee=none")]
    [InlineData("task 9: exists", "expected task 9 to exist, got none (task 7 \"Filtro por color\", task 8 \"Fotos\")")]
    [InlineData("task 9: status=todo", "expected task 9: status=todo, got none")]
    [InlineData("task 7: deleted", "expected task 7 to be deleted, got it still there")]
    [InlineData("task 9: deleted", "got none at any time")]
    [InlineData("task 9: unchanged", "at the start of the file")]
    [InlineData("project \"Móvil\": exists", "got none (project CAT \"Catálogo\")")]
    [InlineData("member kate \"Catálogo\": exists", "got none")]
    [InlineData("sprint \"Sprint 3\" \"Móvil\": exists", "got none")]
    [InlineData("sprint \"Sprint 3\" \"Catálogo\": current=false", "got current=true")]
    [InlineData("deployment \"Catálogo\" staging: exists", "got none")]
    [InlineData("variable \"Catálogo\" staging KEY: exists", "got none")]
    [InlineData("reminder camila: exists", "got none")]
    [InlineData("standup camila 2026-03-03: today=none", "got none")]
    [InlineData("user kate: exists", "got none (user camila)")]
    [InlineData("tasks created: 1", "expected 1 tasks created, got 0")]
    public void Evaluator_says_what_is_not_so(string expectation, string message) => Check(expectation, World).ShouldNotBeNull().ShouldContain(message);

    [Fact]
    public void Evaluator_compares_with_the_start_of_the_file()
    {
        var changed = World.Replace("\"todo\"", "\"done\"", StringComparison.Ordinal);

        Check("task 8: unchanged", World, changed).ShouldBe("expected task 8 to be unchanged, got status todo → done");
        Check("task 7: unchanged", World, changed).ShouldBeNull();
        Check("project \"Catálogo\": unchanged", World, changed).ShouldBeNull();
    }

    [Fact]
    public void Evaluator_knows_the_renamed_from_the_deleted()
    {
        var renamed = World.Replace("\"Fotos\"", "\"Imágenes\"", StringComparison.Ordinal);
        var deleted = World.Replace("\"id\": 8", "\"id\": 9", StringComparison.Ordinal);

        Check("task \"Fotos\": deleted", World, renamed).ShouldBe("expected task \"Fotos\" to be deleted, got it still there as task 8 \"Imágenes\"");
        Check("task 8: deleted", World, deleted).ShouldBeNull();
        Check("task 8: deleted", World, deleted, World).ShouldNotBeNull();
        Check("task 8: unchanged", World, deleted).ShouldNotBeNull().ShouldContain("deleted");
    }

    [Fact]
    public void Evaluator_counts_what_was_not_there_before()
    {
        var more = World.Replace("\"id\": 8", "\"id\": 9", StringComparison.Ordinal);

        Check("tasks created: 1", World, more).ShouldBeNull();
        Check("tasks created: 0", World, more).ShouldBe("expected 0 tasks created, got 1 (task 9 \"Fotos\")");
    }

    [Fact]
    public void Evaluator_sees_whether_anything_changed()
    {
        var changed = World.Replace("\"todo\"", "\"done\"", StringComparison.Ordinal);
        var more = World.Replace("\"id\": 8", "\"id\": 9", StringComparison.Ordinal);

        Check("nothing changed", World, World).ShouldBeNull();
        Check("nothing changed", World, changed).ShouldBe("expected nothing changed, got task 8: status todo → done");
        Check("nothing changed", World, more).ShouldBe("expected nothing changed, got task 9 \"Fotos\" is new; task 8 \"Fotos\" is gone");
    }

    [Fact]
    public void Evaluator_counts_in_an_empty_database()
    {
        Check("tasks created: 2", "{}", World).ShouldBeNull();
        Check("projects created: 1", "{}", World).ShouldBeNull();
        Check("reminders created: 0", "{}", World).ShouldBeNull();
        Check("task 7: exists", "{}").ShouldBe("expected task 7 to exist, got none");
    }

    [Theory]
    [InlineData("bot: ¿Borro #7?", true)]
    [InlineData("bot: ¿Borro #7", false)]
    [InlineData("bot~ BORRÓ #7", true)]
    [InlineData("bot~ si, borrar", true)]
    [InlineData("bot~ hecho", false)]
    [InlineData("bot/ ^¿Borro #\\d+\\?$", true)]
    [InlineData("bot/ ^borro", false)]
    [InlineData("bot?", true)]
    [InlineData("bot? cuándo", false)]
    public void Evaluator_matches_replies(string line, bool matches)
    {
        var match = ConversationParserTests.Read($"camila> hola\n{line}").Steps[1].ShouldBeOfType<ReplyStep>().Match;
        var failure = ExpectationEvaluator.Check(match, Scene([World], [new SeenReply("Vale.", "", []), new SeenReply("¿Borro #7?", "", [new SayButton("Sí, borrar", "sí")])]));

        if (matches)
        {
            failure.ShouldBeNull();
        }
        else
        {
            failure.ShouldNotBeNull().ShouldEndWith("got \"Vale.\" and \"¿Borro #7?\" [Sí, borrar]");
        }
    }

    [Fact]
    public void Evaluator_gives_up_on_an_expression_that_takes_too_long() =>
        ExpectationEvaluator.Check(new ReplyMatch.Pattern("^(a+)+$"), Scene([World], [new SeenReply(new string('a', 200) + "!", "", [])])).ShouldNotBeNull().ShouldContain("backtracks");

    [Theory]
    [InlineData("no reply contains: s3cr3t", false)]
    [InlineData("no reply contains: hola", true)]
    [InlineData("reply language: es", true)]
    [InlineData("reply language: en", false)]
    public void Evaluator_looks_at_replies(string expectation, bool holds)
    {
        // What stands in a title says nothing of the reply's language.
        var replies = new[] { new SeenReply("La clave es S3CR3T", "", []) };
        var failure = ExpectationEvaluator.Check(Parse(expectation), Scene([World.Replace("Fotos", "S3CR3T", StringComparison.Ordinal)], replies));

        (failure is null).ShouldBe(holds, failure);
    }

    private static string? Check(string expectation, params string[] worlds) => ExpectationEvaluator.Check(Parse(expectation), Scene(worlds, []));

    private static Expectation Parse(string expectation) =>
        ConversationParserTests.Read($"camila> hola\nexpect {expectation}").Steps[1].ShouldBeOfType<ExpectStep>().Expectation;

    private static Scene Scene(string[] worlds, SeenReply[] replies) => new()
    {
        History = [.. worlds.Select(WorldSnapshot.Parse)],
        BeforeMessage = WorldSnapshot.Parse(worlds[0]),
        AllReplies = replies,
        LastReplies = replies,
        LanguageOf = text => text.Contains("S3CR3T", StringComparison.Ordinal) ? "en" : text.Contains("clave", StringComparison.Ordinal) ? "es" : null,
    };
}
