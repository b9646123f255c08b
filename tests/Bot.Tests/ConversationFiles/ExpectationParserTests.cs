using PmBot.Bot.ConversationFiles;
using PmBot.Bot.ConversationFiles.Expectations;

namespace PmBot.Bot.Tests.ConversationFiles;

public sealed class ExpectationParserTests
{
    public static TheoryData<string, ThingRef> Things => new()
    {
        { "task 7", new ThingRef(ThingKind.Task, "") { Number = 7 } },
        { "task #7", new ThingRef(ThingKind.Task, "") { Number = 7 } },
        { "task \"Filtro: por color\"", new ThingRef(ThingKind.Task, "Filtro: por color") },
        { "task “Filtro por color”", new ThingRef(ThingKind.Task, "Filtro por color") },
        { "task «Pantalla de 5\"»", new ThingRef(ThingKind.Task, "Pantalla de 5\"") },
        { "project \"Catálogo\"", new ThingRef(ThingKind.Project, "Catálogo") },
        { "project Catálogo", new ThingRef(ThingKind.Project, "Catálogo") },
        { "member ana.gomez \"Catálogo\"", new ThingRef(ThingKind.Member, "ana.gomez") { Project = "Catálogo" } },
        { "sprint \"Sprint 3\" \"Catálogo\"", new ThingRef(ThingKind.Sprint, "Sprint 3") { Project = "Catálogo" } },
        { "deployment \"Catálogo\" production", new ThingRef(ThingKind.Deployment, "") { Project = "Catálogo", Environment = "production" } },
        { "variable \"Catálogo\" staging API_KEY", new ThingRef(ThingKind.Variable, "API_KEY") { Project = "Catálogo", Environment = "staging" } },
        { "reminder camila", new ThingRef(ThingKind.Reminder, "camila") },
        { "standup camila 2026-03-03", new ThingRef(ThingKind.Standup, "camila") { Date = new DateOnly(2026, 3, 3) } },
        { "user camila", new ThingRef(ThingKind.User, "camila") },
    };

    [Theory]
    [MemberData(nameof(Things))]
    public void Parser_reads_every_kind_of_thing_with_every_predicate(string text, ThingRef thing)
    {
        Parse($"{text}: exists").ShouldBe(new Expectation.Exists(thing));
        Parse($"{text} : deleted").ShouldBe(new Expectation.Deleted(thing));
        Parse($"{text}:unchanged").ShouldBe(new Expectation.Unchanged(thing));
    }

    [Theory]
    [InlineData("tasks", ThingKind.Task)]
    [InlineData("projects", ThingKind.Project)]
    [InlineData("deployments", ThingKind.Deployment)]
    [InlineData("reminders", ThingKind.Reminder)]
    public void Parser_reads_counts(string plural, ThingKind kind) => Parse($"{plural} created: 12").ShouldBe(new Expectation.Created(kind, 12));

    [Fact]
    public void Parser_reads_what_is_expected_of_replies_and_of_everything()
    {
        Parse("reply language: en").ShouldBe(new Expectation.ReplyLanguage("en"));
        Parse("no reply contains: la clave: s3cr3t").ShouldBe(new Expectation.NoReplyContains("la clave: s3cr3t"));
        Parse("no reply contains: \"a b\"").ShouldBe(new Expectation.NoReplyContains("a b"));
        Parse("nothing changed").ShouldBe(new Expectation.NothingChanged());
    }

    [Theory]
    [InlineData("status=done", "status=done")]
    [InlineData("status = done , due=2026-03-05", "status=done; due=2026-03-05")]
    [InlineData("status=todo|in_progress|none", "status=todo|in_progress|none")]
    [InlineData("title=Logs, errores y más, priority=high", "title=Logs, errores y más; priority=high")]
    [InlineData("title=\"a, priority=high | b\", priority=low", "title=a, priority=high | b; priority=low")]
    [InlineData("title=\"none\"", "title=none")]
    [InlineData("labels=ux+web", "labels=[ux, web]")]
    [InlineData("labels=ux, web, status=done", "labels=[ux, web]; status=done")]
    [InlineData("labels=[ux, c++]|none", "labels=[ux, c++]|none")]
    [InlineData("labels=[]", "labels=none")]
    [InlineData("depends_on=7+8", "depends_on=[7, 8]")]
    public void Parser_reads_fields(string text, string read) =>
        string.Join("; ", Parse($"task 7: {text}").ShouldBeOfType<Expectation.Fields>().Expected).ShouldBe(read);

    [Fact]
    public void Parser_tells_a_word_from_nothing()
    {
        Parse("task 7: title=\"none\"").ShouldBeOfType<Expectation.Fields>().Expected[0].AnyOf[0].Items.ShouldBe(["none"]);
        Parse("task 7: assignee=none").ShouldBeOfType<Expectation.Fields>().Expected[0].AnyOf[0].ShouldBe(ExpectedValue.None);
    }

    [Theory]
    [InlineData("task 7: colour=red", "a task has no field \"colour\"; it has assignee")]
    [InlineData("project \"Catálogo\": status=done", "a project has no field \"status\"")]
    [InlineData("task 7: status=done, colour=red", "no field \"colour\"")]
    [InlineData("task 7: status=", "status has no value")]
    [InlineData("task 7: status=done|", "status has no value")]
    [InlineData("task 7: status=done,", "after the last comma")]
    [InlineData("task 7: status=done, status=todo", "expected twice")]
    [InlineData("task 7: done", "is not field=value")]
    [InlineData("task 7:", "what of task 7")]
    [InlineData("task 7", "wants a colon")]
    [InlineData("task 7 status=done", "wants a colon before")]
    [InlineData("task Filtro: exists", "a title stands in quotes")]
    [InlineData("task \"Filtro: exists", "not closed")]
    [InlineData("task \"\": exists", "is empty")]
    [InlineData("task", "is missing")]
    [InlineData("task 7: labels=[ux", "not closed")]
    [InlineData("project \"Catálogo\": archived=yes", "true or false")]
    [InlineData("member camila: exists", "the project is missing")]
    [InlineData("standup camila mañana: exists", "no date")]
    [InlineData("bug 7: exists", "nothing is known of \"bug\"")]
    [InlineData("tasks: 1", "created: N")]
    [InlineData("tasks created: one", "is a number")]
    [InlineData("tasks created: -1", "is a number")]
    [InlineData("reply language: fr", "es or en")]
    [InlineData("no reply contains:", "wants a text")]
    [InlineData("nothing changed: 3", "stands alone")]
    public void Parser_says_what_is_wrong(string text, string message)
    {
        var mistake = ConversationParserTests.Mistakes($"camila> hola\nexpect {text}").ShouldHaveSingleItem();

        mistake.Line.ShouldBe(2);
        mistake.Message.ShouldContain(message);
    }

    private static Expectation Parse(string text) =>
        ConversationParserTests.Read($"camila> hola\nexpect {text}").Steps[1].ShouldBeOfType<ExpectStep>().Expectation;
}
