using PmBot.Bot.Replies;

namespace PmBot.Bot.Tests.Replies;

public sealed class ReplyCatalogTests
{
    [Fact]
    public void Load_refuses_a_key_that_a_language_lacks() =>
        Should.Throw<SkillDiscoveryException>(() => ReplyCatalog.Load([File("es", """{"a":"x"}"""), File("en", "{}")])).Message.ShouldContain("'a'");

    [Fact]
    public void Load_refuses_other_holes_in_another_language() =>
        Should.Throw<SkillDiscoveryException>(() => ReplyCatalog.Load([File("es", """{"a":"{name}"}"""), File("en", """{"a":"name"}""")]));

    [Fact]
    public void Load_names_the_file_that_is_malformed() =>
        Should.Throw<SkillDiscoveryException>(() => ReplyCatalog.Load([File("es", "{"), File("en", "{}")])).Message.ShouldContain("replies.es.json");

    [Fact]
    public void Every_skill_has_its_sentences_and_patterns()
    {
        string[] known =
        [
            "create_task", "update_status", "assign_task", "set_due_date", "set_priority", "comment_task", "delete_task", "list_tasks", "get_status",
            "create_project", "list_projects", "switch_project", "project_status", "add_member", "undo", "redo", "help", "greet", "thanks", "cancel", "whoami",
            "language", "out_of_scope", "remove_samples",
        ];

        known.ShouldBeSubsetOf(PmBot.Bot.Dialogs.SkillCatalog.Discover(typeof(ReplyCatalog).Assembly).Skills.Select(s => s.Spec.Intent));
    }

    private static ReplyFile File(string language, string json) => new($"replies.{language}.json", "", language, json);
}
