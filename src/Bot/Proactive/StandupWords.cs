using PmBot.Bot.Cards;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Proactive;

/// <summary>Stand-ups in words.</summary>
internal static class StandupWords
{
    /// <summary>Whose answers are still to come: who works on the project and is not away.</summary>
    public static IReadOnlyList<DirectoryUser> Missing(
        DirectoryProject project, IReadOnlyList<Standup> said, IReadOnlyList<ProjectCore.Absences.AbsenceView> absences, DateOnly day, WorkspaceDirectory directory) =>
    [
        .. project.Members.Where(m => m.Role >= Role.Developer && absences.AwayOn(m.User, day) is null && said.All(s => s.UserId != m.User))
            .Select(m => directory.User(m.User)).OfType<DirectoryUser>().Where(u => u.IsActive),
    ];

    /// <summary>A project's day: who said what, and who has not yet.</summary>
    public static string Summary(
        string language, ReplyCatalog replies, DirectoryProject project, DateOnly day, IReadOnlyList<Standup> said, IReadOnlyList<DirectoryUser> missing, WorkspaceDirectory directory)
    {
        var lines = new List<string> { Head(language, replies, project, day) };
        foreach (var one in said)
        {
            var name = directory.User(one.UserId)?.FullName ?? "";
            lines.Add(one.IsSkipped ? replies.Say(language, "standup.skipped", ("person", name)) : $"• {name}\n{Answers(language, replies, one.Yesterday, one.Today, one.Blockers)}");
        }

        if (missing.Count > 0)
        {
            lines.Add(replies.Say(language, "standup.missing", ("people", string.Join(", ", missing.Select(m => m.FullName)))));
        }

        return string.Join('\n', lines);
    }

    /// <summary>The same as a card: everybody's answers under their name.</summary>
    public static ReportCard Card(
        string language, ReplyCatalog replies, DirectoryProject project, DateOnly day, IReadOnlyList<Standup> said, IReadOnlyList<DirectoryUser> missing, WorkspaceDirectory directory)
    {
        List<CardSection> sections = [];
        foreach (var one in said)
        {
            var name = directory.User(one.UserId)?.FullName ?? "";
            sections.Add(one.IsSkipped
                ? new CardSection("") { Lines = [replies.Say(language, "standup.skipped", ("person", name))] }
                : new CardSection(name) { Tone = one.Blockers is null ? CardTone.Plain : CardTone.Warning, Lines = Answers(language, replies, one.Yesterday, one.Today, one.Blockers).Split('\n') });
        }

        if (missing.Count > 0)
        {
            sections.Add(new CardSection("") { Lines = [replies.Say(language, "standup.missing", ("people", string.Join(", ", missing.Select(m => m.FullName))))] });
        }

        return new ReportCard(Head(language, replies, project, day).TrimEnd(':'), [], sections);
    }

    private static string Head(string language, ReplyCatalog replies, DirectoryProject project, DateOnly day) =>
        replies.Say(language, "standup.head", ("project", project.Name), ("day", DateWords.Day(language, day, day.AddDays(-3))));

    /// <summary>The three answers, a line each; what was left out is left out.</summary>
    public static string Answers(string language, ReplyCatalog replies, string? yesterday, string? today, string? blockers)
    {
        var lines = new List<string>();
        if (yesterday is not null)
        {
            lines.Add(replies.Say(language, "standup.yesterday", ("what", yesterday)));
        }

        if (today is not null)
        {
            lines.Add(replies.Say(language, "standup.today", ("what", today)));
        }

        lines.Add(blockers is null ? replies.Say(language, "standup.no_blockers") : replies.Say(language, "standup.blockers", ("what", blockers)));
        return string.Join('\n', lines);
    }
}
