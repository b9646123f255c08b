using System.Data.Common;
using System.Globalization;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Workspaces;

/// <summary>Reads a whole <see cref="WorkspaceDirectory"/> in eight statements, by hand: it is in the way of the first message after a start.</summary>
internal static class DirectoryLoader
{
    public static async Task<WorkspaceDirectory> LoadAsync(Lane lane, WorkspaceId id, long revision, CancellationToken cancellationToken)
    {
        var channels = await ReadAsync("SELECT channel, tenant FROM workspace_channels WHERE workspace_id = @p0",
            r => (Channel: r.GetString(0), Tenant: r.GetString(1))).ConfigureAwait(false);
        var workspace = (await ReadAsync("SELECT name, timezone, language, holidays FROM workspaces WHERE id = @p0",
            r => new DirectoryWorkspace(
                id, r.GetString(0), r.GetString(1), r.GetString(2), Days(r.GetString(3)),
                channels.ToDictionary(c => c.Channel, c => c.Tenant, StringComparer.Ordinal), revision)).ConfigureAwait(false))[0];
        var identities = (await ReadAsync(
            "SELECT user_id, channel, tenant, channel_user_id FROM identities WHERE workspace_id = @p0 AND deleted_at IS NULL ORDER BY channel, channel_user_id",
            r => (User: new UserId(r.GetGuid(0)), Address: new ChatAddress(r.GetString(1), r.GetString(2), r.GetString(3)))).ConfigureAwait(false)).ToLookup(i => i.User, i => i.Address);
        var users = await ReadAsync(
            "SELECT id, username, full_name, email, timezone, language, role, is_deactivated, default_project_id, deleted_at FROM users WHERE workspace_id = @p0 ORDER BY username",
            r => User(r, identities)).ConfigureAwait(false);
        var members = (await ReadAsync(
            "SELECT m.project_id, m.user_id, m.role FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = @p0 AND m.deleted_at IS NULL AND u.deleted_at IS NULL ORDER BY u.username",
            r => (Project: new ProjectId(r.GetGuid(0)), Member: new DirectoryMember(new UserId(r.GetGuid(1)), Enum<Role>(r, 2)))).ConfigureAwait(false)).ToLookup(m => m.Project, m => m.Member);
        var environments = (await ReadAsync(
            "SELECT id, project_id, name, aliases, is_protected FROM environments WHERE workspace_id = @p0 AND deleted_at IS NULL ORDER BY name",
            r => (Project: new ProjectId(r.GetGuid(1)), Environment: new DirectoryEnvironment(new EnvironmentId(r.GetGuid(0)), r.GetString(2), TextList.Split(r.GetString(3)), r.GetBoolean(4)))).ConfigureAwait(false))
            .ToLookup(e => e.Project, e => e.Environment);
        var sprints = (await ReadAsync(
            "SELECT id, project_id, name, start_on, end_on, is_current, goal, capacity, started_at, closed_at FROM sprints WHERE workspace_id = @p0 AND deleted_at IS NULL ORDER BY start_on, name",
            Sprint).ConfigureAwait(false)).ToLookup(s => s.Project);
        var projects = await ReadAsync(
            "SELECT id, name, key, aliases, description, template, methodology, is_archived, labels FROM projects WHERE workspace_id = @p0 AND deleted_at IS NULL ORDER BY name",
            r => Project(r, members, environments, sprints)).ConfigureAwait(false);
        return new WorkspaceDirectory(workspace, users, projects);

        async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read)
        {
            var rows = new List<T>();
            var reader = await lane.Command(sql, id.Value).ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) rows.Add(read(reader));
            }

            return rows;
        }
    }

    private static DirectoryUser User(DbDataReader r, ILookup<UserId, ChatAddress> identities)
    {
        var id = new UserId(r.GetGuid(0));
        var deleted = !r.IsDBNull(9);
        return new DirectoryUser(
            id, r.GetString(1), r.GetString(2), Text(r, 3), Text(r, 4), Text(r, 5), Enum<WorkspaceRole>(r, 6), IsActive: !deleted && !r.GetBoolean(7),
            r.IsDBNull(8) ? null : new ProjectId(r.GetGuid(8)), [.. identities[id]])
        {
            IsDeleted = deleted,
        };
    }

    private static DirectorySprint Sprint(DbDataReader r) => new(
        new SprintId(r.GetGuid(0)), new ProjectId(r.GetGuid(1)), r.GetString(2), r.GetFieldValue<DateOnly>(3), r.GetFieldValue<DateOnly>(4), r.GetBoolean(5),
        Text(r, 6), r.IsDBNull(7) ? null : r.GetDecimal(7))
    {
        StartedAt = Moment(r, 8),
        ClosedAt = Moment(r, 9),
    };

    private static DirectoryProject Project(
        DbDataReader r, ILookup<ProjectId, DirectoryMember> members, ILookup<ProjectId, DirectoryEnvironment> environments, ILookup<ProjectId, DirectorySprint> sprints)
    {
        var id = new ProjectId(r.GetGuid(0));
        return new DirectoryProject(
            id, r.GetString(1), r.GetString(2), TextList.Split(r.GetString(3)), Text(r, 4), Enum<ProjectTemplate>(r, 5), Enum<Methodology>(r, 6), r.GetBoolean(7),
            TextList.Split(r.GetString(8)), [.. members[id]], [.. environments[id]], [.. sprints[id]]);
    }

    private static DateOnly[] Days(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))];

    /// <summary>SQLite keeps moments as milliseconds.</summary>
    private static DateTimeOffset? Moment(DbDataReader reader, int column) => reader.IsDBNull(column)
        ? null
        : reader is Npgsql.NpgsqlDataReader ? reader.GetFieldValue<DateTimeOffset>(column) : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static TEnum Enum<TEnum>(DbDataReader reader, int column)
        where TEnum : struct, Enum =>
        WireName.TryParse<TEnum>(reader.GetString(column), out var value) ? value : throw new InvalidDataException($"The database holds an unknown {typeof(TEnum).Name}.");
}
