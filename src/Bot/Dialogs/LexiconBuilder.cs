using PmBot.Nlu;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>The workspace's names as the NLU needs them.</summary>
internal static class LexiconBuilder
{
    public static Lexicon Build(WorkspaceDirectory directory)
    {
        var entries = new List<LexiconEntry>();
        foreach (var user in directory.Users.Where(u => u.IsActive))
        {
            entries.Add(new LexiconEntry(EntityType.Person, user.Id.ToString(), [user.FullName, user.Username], [.. user.Identities.Select(i => i.UserId)]));
        }

        foreach (var project in directory.Projects)
        {
            entries.Add(new LexiconEntry(EntityType.Project, project.Id.ToString(), [project.Name, project.Key, .. project.Aliases], []));
        }

        foreach (var environment in directory.Projects.SelectMany(p => p.Environments).GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase))
        {
            entries.Add(new LexiconEntry(EntityType.Environment, environment.Key, [environment.Key, .. environment.SelectMany(e => e.Aliases).Distinct(StringComparer.OrdinalIgnoreCase)], []));
        }

        // "Sprint 4" is understood by its own words.
        foreach (var name in directory.Projects.SelectMany(p => p.Sprints).Select(s => s.Name).Where(n => !SprintNames.IsNumbered(n)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            entries.Add(new LexiconEntry(EntityType.Sprint, name, [name], []));
        }

        return new Lexicon(entries);
    }
}
