using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Files;

/// <summary>Writes a workspace as a file that imports to the same thing.</summary>
public sealed class WorkspaceExporter
{
    private readonly Database database;
    private readonly WorkspaceDirectories directories;

    internal WorkspaceExporter(Database database, WorkspaceDirectories directories) => (this.database, this.directories) = (database, directories);

    /// <summary>The whole workspace, or an error where there is no such one.</summary>
    public Task<Result<string>> ExportAsync(WorkspaceId workspace, FileFormat format, CancellationToken cancellationToken) =>
        database.ReadAsync<Result<string>>(
            async lane =>
            {
                if (await directories.CurrentAsync(lane, workspace, cancellationToken).ConfigureAwait(false) is not { } directory) return new WorkspaceNotFound();
                var document = await DocumentAsync(lane.Context, directory, cancellationToken).ConfigureAwait(false);
                return format == FileFormat.Json ? JsonText.Write(document) : YamlText.Write(document);
            },
            cancellationToken);

    private static async Task<DocMap> DocumentAsync(PmBotDbContext db, WorkspaceDirectory directory, CancellationToken cancellationToken)
    {
        var id = directory.Workspace.Id;
        var tasks = await db.Tasks.AsNoTracking().Include(t => t.Dependencies).Where(t => t.WorkspaceId == id).OrderBy(t => t.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        tasks.RemoveAll(t => directory.Project(t.ProjectId) is null);
        var comments = (await db.Comments.AsNoTracking().Where(c => c.WorkspaceId == id).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(c => c.TaskId);
        var deployments = await db.Deployments.AsNoTracking().Where(d => d.WorkspaceId == id).OrderBy(d => d.Number).ToListAsync(cancellationToken).ConfigureAwait(false);
        var numbers = tasks.ToDictionary(t => t.Id, t => t.Number);
        var week = await WeekExport.ReadAsync(db, directory, numbers, cancellationToken).ConfigureAwait(false);
        var document = new Entries()
            .Add("workspace", Workspace(directory.Workspace))
            .Add("users", directory.Users.Select(u => User(u, directory)))
            .Add("projects", directory.Projects.Select(p => Project(p, directory)))
            .Add("tasks", tasks.Select(t => TaskOf(t, directory, numbers, comments[t.Id])))
            .Add("deployments", deployments.Where(d => directory.Project(d.ProjectId)?.Environments.Any(e => e.Id == d.EnvironmentId) == true).Select(d => Deployment(d, directory)));
        foreach (var (section, rows) in week) document.Add(section, rows);
        return document.Map();
    }

    private static DocMap Workspace(DirectoryWorkspace workspace) => new Entries()
        .Add("name", workspace.Name).Add("timezone", workspace.Timezone).Add("language", workspace.Language)
        .AddPlain("holidays", workspace.Holidays.Select(Day))
        .Add("channels", workspace.Channels.OrderBy(c => c.Key, StringComparer.Ordinal).Aggregate(new Entries(), (all, c) => all.Add(c.Key, c.Value)).Map())
        .Map();

    private static DocMap User(DirectoryUser user, WorkspaceDirectory directory)
    {
        var entries = new Entries().Add("username", user.Username).Add("full_name", user.FullName).Add("email", user.Email).Add("timezone", user.Timezone).Add("language", user.Language);
        var others = new List<DocMap>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var identity in user.Identities)
        {
            // The short form stands for an account in the workspace's own tenant, one a channel.
            var home = new ChatAddress(identity.Channel, directory.Workspace.Channels.GetValueOrDefault(identity.Channel, ""), identity.UserId);
            if (identity == home && WorkspaceFileReader.NamedChannels.Contains(identity.Channel, StringComparer.Ordinal) && named.Add(identity.Channel)) entries.Add(identity.Channel, identity.UserId);
            else others.Add(new Entries().Add("channel", identity.Channel).Add("tenant", identity.Tenant.Length == 0 ? null : identity.Tenant).Add("user", identity.UserId).Map());
        }

        return entries.Add("identities", others).Add("role", WireName.Of(user.Role)).AddFlag("deactivated", !user.IsActive)
            .Add("default_project", user.DefaultProject is { } project ? directory.Project(project)?.Name : null).Map();
    }

    private static DocMap Project(DirectoryProject project, WorkspaceDirectory directory) => new Entries()
        .Add("name", project.Name).Add("key", project.Key).Add("aliases", project.Aliases).Add("description", project.Description)
        .Add("template", WireName.Of(project.Template)).Add("methodology", WireName.Of(project.Methodology)).AddFlag("archived", project.Archived)
        .Add("members", project.Members.Aggregate(new Entries(), (all, m) => all.Add(directory.User(m.User)!.Username, WireName.Of(m.Role))).Map())
        .Add("environments", project.Environments.Select(e => new Entries().Add("name", e.Name).Add("aliases", e.Aliases).AddFlag("protected", e.Protected).Map()))
        .Add("sprints", project.Sprints.Select(s => new Entries()
            .Add("name", s.Name).AddPlain("start", Day(s.Start)).AddPlain("end", Day(s.End)).AddFlag("current", s.IsCurrent).Add("goal", s.Goal).AddPlain("capacity", Number(s.Capacity))
            .Add("status", WireName.Of(s.Status)).AddPlain("started", Moment(s.StartedAt)).AddPlain("closed", Moment(s.ClosedAt)).Map()))
        .Map();

    private static DocMap TaskOf(TaskItem task, WorkspaceDirectory directory, Dictionary<TaskId, int> numbers, IEnumerable<Comment> comments) => new Entries()
        .AddPlain("id", task.Number.ToString(CultureInfo.InvariantCulture)).Add("project", directory.Project(task.ProjectId)!.Name)
        .Add("title", task.Title).Add("description", task.Description).Add("status", WireName.Of(task.Status)).Add("priority", WireName.Of(task.Priority))
        .Add("assignee", Assignee(task, directory)).AddPlain("due", task.Due?.ToString()).AddPlain("estimate", Number(task.Estimate)).Add("labels", task.Labels)
        .AddPlain("depends_on", task.DependsOn.Where(numbers.ContainsKey).Select(d => numbers[d]).Order().Select(n => n.ToString(CultureInfo.InvariantCulture)))
        .Add("sprint", task.SprintId is { } sprint ? directory.Sprint(sprint)?.Name : null)
        .Add("created_by", Username(task.CreatedBy, directory)).AddPlain("created", Moment(task.CreatedAt)).AddPlain("finished", Moment(task.FinishedAt))
        .Add("comments", comments.Select(c => new Entries().Add("by", Username(c.AuthorId, directory)).AddPlain("at", Moment(c.CreatedAt)).Add("text", c.Text).Map()))
        .Map();

    private static DocMap Deployment(Deployments.Deployment deployment, WorkspaceDirectory directory) => new Entries()
        .AddPlain("id", deployment.Number.ToString(CultureInfo.InvariantCulture)).Add("project", directory.Project(deployment.ProjectId)!.Name)
        .Add("environment", directory.Project(deployment.ProjectId)!.Environments.FirstOrDefault(e => e.Id == deployment.EnvironmentId)?.Name)
        .Add("version", deployment.Release).Add("status", WireName.Of(deployment.Status))
        .Add("requested_by", deployment.RequestedBy is { } user ? Username(user, directory) : null).AddPlain("created", Moment(deployment.CreatedAt))
        .Map();

    /// <summary>Somebody who has left is in no file; what they wrote goes on in the name of an admin when it is imported.</summary>
    private static string? Username(UserId id, WorkspaceDirectory directory) => directory.User(id) is { IsDeleted: false } user
        ? user.Username
        : directory.Users.FirstOrDefault(u => u is { IsActive: true, Role: WorkspaceRole.Admin })?.Username;

    /// <summary>Who has lost their place in the project meanwhile would be refused as assignee.</summary>
    private static string? Assignee(TaskItem task, WorkspaceDirectory directory) =>
        task.AssigneeId is { } id && directory.Project(task.ProjectId)!.MemberRole(id) is Role.Developer or Role.Admin or Role.Owner ? directory.User(task.AssigneeId!.Value)!.Username : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Moment(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static string? Number(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A map in the making; what there is none of is left out.</summary>
    private sealed class Entries
    {
        private readonly List<DocEntry> entries = [];

        public Entries Add(string key, DocNode value) => value is DocMap { Entries.Count: 0 } or DocList { Items.Count: 0 } ? this : Put(key, value);

        public Entries Add(string key, string? text) => text is null ? this : Put(key, new DocScalar(0, text));

        public Entries Add(string key, IEnumerable<DocMap> maps) => Add(key, new DocList(0, [.. maps]));

        public Entries Add(string key, IEnumerable<string> texts) => Add(key, new DocList(0, [.. texts.Select(t => new DocScalar(0, t))], Inline: true));

        public Entries AddPlain(string key, string? value) => value is null ? this : Put(key, new DocScalar(0, value, IsText: false));

        public Entries AddPlain(string key, IEnumerable<string> values) => Add(key, new DocList(0, [.. values.Select(v => new DocScalar(0, v, IsText: false))], Inline: true));

        public Entries AddFlag(string key, bool value) => value ? AddPlain(key, "true") : this;

        public DocMap Map() => new(0, entries);

        private Entries Put(string key, DocNode value)
        {
            entries.Add(new DocEntry(key, 0, value));
            return this;
        }
    }
}

/// <summary>The two ways to write a workspace file.</summary>
public enum FileFormat
{
    Yaml,
    Json,
}
