using PmBot.Bot.Replies;
using PmBot.ProjectCore;

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

    // Those of files stand on a terminal, line by line, in the words of whoever reads the file.
    [Fact]
    public void Every_expected_failure_has_a_sentence_with_no_other_holes_than_it_can_fill()
    {
        string[] ofFiles = ["file_invalid", "conversation_invalid"];
        var replies = PmBot.Bot.Dialogs.SkillCatalog.Discover(typeof(ReplyCatalog).Assembly).Replies;
        List<Type> kinds = [.. new[] { typeof(Error).Assembly, typeof(ReplyCatalog).Assembly }.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Error)) && !t.IsAbstract)];

        kinds.Count.ShouldBeGreaterThan(50);
        foreach (var kind in kinds)
        {
            var parameters = kind.GetConstructors()[0].GetParameters();
            var error = (Error)kind.GetConstructors()[0].Invoke([.. parameters.Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
            if (ofFiles.Contains(error.Code, StringComparer.Ordinal)) continue;
            replies.Has($"error.{error.Code}").ShouldBeTrue(error.Code);
            foreach (var language in ReplyCatalog.Languages)
            {
                var filled = kind.GetProperties().Select(p => new ReplyArgument(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), "7"));
                Should.NotThrow(() => replies.Say(language, $"error.{error.Code}", [.. filled]), error.Code).ShouldNotContain("{", customMessage: error.Code);
            }
        }
    }

    private static ReplyFile File(string language, string json) => new($"replies.{language}.json", "", language, json);
}
