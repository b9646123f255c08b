using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Search;

/// <summary>Finds words anywhere: titles, descriptions, labels and comments of tasks, done ones too, and projects and sprints.</summary>
/// <remarks>The database finds what holds the words as written, case and accents aside; only where it finds nothing are the newest tasks looked through for typos.</remarks>
public sealed class SearchQueries
{
    private const int MaxCandidates = 400;
    private const int MaxFuzzyCandidates = 3000;

    private readonly Database database;
    private readonly WorkspaceDirectories directories;

    internal SearchQueries(Database database, WorkspaceDirectories directories) => (this.database, this.directories) = (database, directories);

    /// <summary>What the words find in what the actor sees, best first.</summary>
    /// <param name="projects">Empty for all active ones.</param>
    public Task<IReadOnlyList<SearchHit>> FindAsync(Actor actor, string words, IReadOnlyList<ProjectId> projects, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SearchHit>>(
            async lane =>
            {
                var wanted = SearchWords.Of(words);
                if (wanted.Count == 0 || await directories.CurrentAsync(lane, actor.Workspace, cancellationToken).ConfigureAwait(false) is not { } directory) return [];
                var visible = directory.VisibleProjects(actor.User, includeArchived: projects.Count > 0).Where(p => projects.Count == 0 || projects.Contains(p.Id)).ToArray();
                if (visible.Length == 0) return [];
                var hits = await TasksAsync(lane, directory, visible, wanted, cancellationToken).ConfigureAwait(false);
                hits.AddRange(SearchRanking.Places(visible, wanted));
                return [.. hits.OrderByDescending(h => h.Score).ThenByDescending(h => h.Task?.UpdatedAt ?? DateTimeOffset.MinValue).ThenByDescending(h => h.Task?.Number)];
            },
            cancellationToken);

    private static async Task<List<SearchHit>> TasksAsync(
        Lane lane, WorkspaceDirectory directory, DirectoryProject[] visible, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var exact = await HoldingAsync(lane, visible, wanted, cancellationToken).ConfigureAwait(false);
        var ids = exact.Count > 0 ? exact : await NewestAsync(lane, visible, cancellationToken).ConfigureAwait(false);
        var rows = await lane.Context.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
        var comments = (await lane.Context.Comments.AsNoTracking().Where(c => ids.Contains(c.TaskId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(c => c.TaskId);
        var views = await TaskQueries.ViewsAsync(lane, directory, rows, cancellationToken).ConfigureAwait(false);
        return [.. views.Select(v => SearchRanking.Of(v, [.. comments[v.Id]], directory, wanted)).OfType<SearchHit>()];
    }

    /// <summary>The tasks that hold every word at the beginning of a word of theirs, the newest first.</summary>
    private static async Task<List<TaskId>> HoldingAsync(Lane lane, DirectoryProject[] visible, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder("SELECT t.id FROM tasks t WHERE t.deleted_at IS NULL AND t.project_id IN (");
        sql.AppendJoin(", ", visible.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}"))).Append(')');
        for (var i = 0; i < wanted.Count; i++)
        {
            var word = string.Create(CultureInfo.InvariantCulture, $"@p{visible.Length + i}");
            sql.Append(" AND (").Append(Holds(lane, "t.title", word)).Append(" OR ").Append(Holds(lane, "t.description", word)).Append(" OR ").Append(Holds(lane, "t.labels", word))
                .Append(" OR EXISTS (SELECT 1 FROM comments c WHERE c.task_id = t.id AND c.deleted_at IS NULL AND ").Append(Holds(lane, "c.text", word)).Append("))");
        }

        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY t.updated_at DESC, t.number DESC LIMIT {MaxCandidates}");
        object?[] values = [.. visible.Select(p => (object)p.Id.Value), .. wanted.Select(w => lane.IsPostgres ? $@"\m{w}" : $"% {w}%")];
        var found = new List<TaskId>();
        var reader = await lane.Command(sql.ToString(), values).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) found.Add(new TaskId(reader.GetGuid(0)));
        }

        return found;
    }

    // PostgreSQL folds by a table of letters, SQLite by a function of ours; the words are letters and digits only.
    private static string Holds(Lane lane, string column, string word) => lane.IsPostgres
        ? $"translate(lower(coalesce({column}, '')), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc') ~ {word}"
        : $"' ' || {SqliteDatabase.FoldFunction}({column}) LIKE {word}";

    private static Task<List<TaskId>> NewestAsync(Lane lane, DirectoryProject[] visible, CancellationToken cancellationToken)
    {
        var projects = visible.Select(p => p.Id).ToArray();
        return lane.Context.Tasks.AsNoTracking().Where(t => projects.Contains(t.ProjectId)).OrderByDescending(t => t.Number).Select(t => t.Id).Take(MaxFuzzyCandidates).ToListAsync(cancellationToken);
    }
}
