using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Search;

/// <summary>How well things fit the words, and the piece of text that shows it.</summary>
internal static class SearchRanking
{
    private const int SnippetLength = 110;
    private const int SnippetLead = 30;

    /// <summary>The task as a hit, or null where some word is nowhere in it.</summary>
    public static SearchHit? Of(TaskView task, IReadOnlyList<Comment> comments, WorkspaceDirectory directory, IReadOnlyList<string> wanted)
    {
        var newest = comments.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id.Value).ToArray();
        var everything = Folding.Words(string.Join(' ', newest.Select(c => c.Text).Prepend(task.Description ?? "").Prepend(string.Join(' ', task.Labels)).Prepend(task.Title)));
        var whole = Likeness.Of(wanted, everything);
        if (whole <= 0) return null;
        (SearchPlace Place, double Weight, string Text, Comment? Comment)[] places =
        [
            (SearchPlace.Title, 3, task.Title, null),
            (SearchPlace.Label, 2.5, string.Join(' ', task.Labels.Select(l => "#" + l)), null),
            (SearchPlace.Description, 1.5, task.Description ?? "", null),
            .. newest.Select(c => (SearchPlace.Comment, 1.4, c.Text, (Comment?)c)),
        ];
        // A place that holds all the words says more than a better one that holds half of them.
        var scored = places.Select(p => (p.Place, p.Text, p.Comment, Score: p.Weight * Math.Pow(Share(wanted, p.Text), 2))).ToArray();
        var best = scored.MaxBy(s => s.Score);
        // A word more of it elsewhere counts a little; what is still open a little more.
        var score = whole * (best.Score + (0.2 * scored.Count(s => s.Score > 0)) + (task.IsOpen ? 0.3 : 0));
        return new SearchHit(best.Place, score, Snippet(best.Text, wanted))
        {
            Task = task,
            Author = best.Comment is { } comment ? directory.User(comment.AuthorId)?.Ref : null,
            At = best.Comment?.CreatedAt,
        };
    }

    /// <summary>Projects and sprints whose names, descriptions or goals hold the words.</summary>
    public static IEnumerable<SearchHit> Places(IEnumerable<DirectoryProject> projects, IReadOnlyList<string> wanted)
    {
        foreach (var project in projects)
        {
            var name = string.Join(' ', project.Aliases.Prepend(project.Name));
            var score = Math.Max(2.8 * Likeness.Of(wanted, Folding.Words(name)), 1.5 * Likeness.Of(wanted, Folding.Words(project.Description ?? "")));
            if (score > 0) yield return new SearchHit(SearchPlace.Project, score, Snippet(project.Description ?? project.Name, wanted)) { Project = project.Ref };
            foreach (var sprint in project.Sprints)
            {
                var text = sprint.Goal is { } goal ? $"{sprint.Name}: {goal}" : sprint.Name;
                var found = 1.6 * Likeness.Of(wanted, Folding.Words(text));
                if (found > 0) yield return new SearchHit(SearchPlace.Sprint, found, Snippet(text, wanted)) { Project = project.Ref };
            }
        }
    }

    /// <summary>The share of the words that a text holds, typos counting less.</summary>
    private static double Share(IReadOnlyList<string> wanted, string text)
    {
        var there = Folding.Words(text);
        return there.Length == 0 ? 0 : wanted.Average(w => Likeness.Of([w], there));
    }

    /// <summary>The text around the first word that is found in it.</summary>
    private static string Snippet(string text, IReadOnlyList<string> wanted)
    {
        var line = Folding.OneLine(text);
        if (line.Length <= SnippetLength) return line;
        var at = First(line, wanted);
        var start = at <= SnippetLead ? 0 : line.LastIndexOf(' ', at - SnippetLead) + 1;
        var end = Math.Min(line.Length, start + SnippetLength);
        return (start > 0 ? "… " : "") + line[start..end].TrimEnd() + (end < line.Length ? " …" : "");
    }

    private static int First(string line, IReadOnlyList<string> wanted)
    {
        var at = 0;
        foreach (var word in line.Split(' '))
        {
            if (Folding.Words(word) is [var folded, ..] && wanted.Any(w => Likeness.Of([w], [folded]) > 0)) return at;
            at += word.Length + 1;
        }

        return 0;
    }
}
