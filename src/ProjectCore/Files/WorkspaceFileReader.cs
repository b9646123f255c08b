using PmBot.ProjectCore.Deployments;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Files;

/// <summary>From text to <see cref="WorkspaceSpec"/>; notes what is wrong in itself and reads on.</summary>
internal sealed class WorkspaceFileReader(Mistakes mistakes)
{
    /// <summary>Channels whose accounts and tenants have a name of their own in the file.</summary>
    public static readonly string[] NamedChannels = ["slack", "discord", "teams"];

    /// <summary>What the text says, or null where it is no document.</summary>
    public WorkspaceSpec? Read(string text)
    {
        try
        {
            var isJson = text.AsSpan().TrimStart("\ufeff \t\r\n").StartsWith("{", StringComparison.Ordinal);
            return Read(isJson ? JsonText.Read(text.TrimStart('\ufeff')) : YamlText.Read(text));
        }
        catch (DocumentException e)
        {
            mistakes.Add(e.Line, "", e.Message);
            return null;
        }
    }

    private WorkspaceSpec Read(DocNode document)
    {
        var root = new Fields(document, "", mistakes, ["workspace", "users", "projects", "tasks", "deployments", .. WeekExport.Sections]);
        if (!root.Has("workspace")) mistakes.Add(root.Line, "", "\"workspace\" is missing");
        var workspace = new Fields(root.Node("workspace") ?? new DocMap(root.Line, []), "workspace", mistakes, "name", "timezone", "language", "holidays", "channels");
        var channels = new Fields(workspace.Node("channels") ?? new DocMap(workspace.Line, []), "workspace.channels", mistakes, NamedChannels);
        var tenants = NamedChannels.Where(c => channels.Name(c) is not null).ToDictionary(c => c, c => channels.Name(c)!, StringComparer.Ordinal);
        return new WorkspaceSpec(
            root.Has("workspace") ? workspace.Required("name", Workspaces.Workspace.MaxNameLength) : new Located<string>("", root.Line, ""),
            workspace.Name("timezone"), workspace.Name("language"), workspace.Days("holidays"), tenants,
            [.. root.Items("users").Select(i => User(i.Node, i.Path, tenants))],
            [.. root.Items("projects").Select(i => Project(i.Node, i.Path))],
            [.. root.Items("tasks").Select(i => Task(i.Node, i.Path))],
            [.. root.Items("deployments").Select(i => Deployment(i.Node, i.Path))]);
    }

    private UserSpec User(DocNode node, string path, Dictionary<string, Located<string>> tenants)
    {
        var fields = new Fields(
            node, path, mistakes, ["username", "full_name", "email", "timezone", "language", "role", "deactivated", "default_project", "identities", .. NamedChannels]);
        var identities = NamedChannels.Select(c => (Channel: c, Account: fields.Name(c))).Where(c => c.Account is not null)
            .Select(c => new Located<ChatAddress>(
                new ChatAddress(c.Channel, tenants.TryGetValue(c.Channel, out var tenant) ? tenant.Value : "", c.Account!.Value), c.Account.Line, c.Account.Path));
        return new UserSpec(
            fields.Required("username"), fields.Name("full_name"), fields.Text("email"), fields.Text("timezone"), fields.Text("language"),
            fields.Choice<WorkspaceRole>("role"), fields.Flag("deactivated"), fields.Text("default_project"),
            [.. identities, .. fields.Items("identities").Select(i => Identity(i.Node, i.Path))]);
    }

    private Located<ChatAddress> Identity(DocNode node, string path)
    {
        var fields = new Fields(node, path, mistakes, "channel", "tenant", "user");
        var address = new ChatAddress(fields.Required("channel", 40).Value, fields.Name("tenant")?.Value ?? "", fields.Required("user", 500).Value);
        return new Located<ChatAddress>(address, node.Line, path);
    }

    private ProjectSpec Project(DocNode node, string path)
    {
        var fields = new Fields(
            node, path, mistakes, "name", "key", "aliases", "description", "template", "methodology", "archived", "members", "environments", "sprints");
        var members = fields.Node("members") switch
        {
            null => [],
            DocMap map => Members(map, fields.PathOf("members")),
            var other => NotAMap(other, fields.PathOf("members")),
        };
        return new ProjectSpec(
            fields.Required("name", Projects.Project.MaxNameLength), fields.Name("key"), fields.Texts("aliases"), fields.Text("description", Projects.Project.MaxDescriptionLength),
            fields.Choice<ProjectTemplate>("template"), fields.Choice<Methodology>("methodology"), fields.Flag("archived"), members,
            [.. fields.Items("environments").Select(i => Environment(i.Node, i.Path))],
            [.. fields.Items("sprints").Select(i => Sprint(i.Node, i.Path))]);
    }

    private IReadOnlyList<(Located<string> User, Role Role)> NotAMap(DocNode node, string path)
    {
        mistakes.Add(node.Line, path, "usernames with roles are expected here");
        return [];
    }

    private List<(Located<string> User, Role Role)> Members(DocMap map, string path)
    {
        var members = new List<(Located<string>, Role)>();
        var fields = new Fields(map, path, mistakes, [.. map.Entries.Select(e => e.Key)]);
        foreach (var entry in map.Entries.DistinctBy(e => e.Key, StringComparer.Ordinal))
        {
            if (fields.Name(entry.Key) is null) mistakes.Add(entry.Line, fields.PathOf(entry.Key), "the role is missing");
            if (fields.Choice<Role>(entry.Key) is { } role) members.Add((new Located<string>(entry.Key, entry.Line, fields.PathOf(entry.Key)), role.Value));
        }

        return members;
    }

    private EnvironmentSpec Environment(DocNode node, string path)
    {
        var fields = new Fields(node, path, mistakes, "name", "aliases", "protected");
        return new EnvironmentSpec(fields.Required("name", Projects.Project.MaxNameLength), fields.Texts("aliases"), fields.Flag("protected"));
    }

    private SprintSpec Sprint(DocNode node, string path)
    {
        var fields = new Fields(node, path, mistakes, "name", "start", "end", "current", "goal", "capacity", "status", "started", "closed");
        var spec = new SprintSpec(
            fields.Required("name", Sprints.Sprint.MaxNameLength), fields.Day("start"), fields.Day("end"), fields.Flag("current"), fields.Text("goal", Sprints.Sprint.MaxGoalLength), fields.Amount("capacity"),
            fields.Choice<Sprints.SprintState>("status"), fields.Moment("started"), fields.Moment("closed"));
        if (!fields.Has("start") || !fields.Has("end")) mistakes.Add(node.Line, path, "a sprint needs \"start\" and \"end\"");
        if (spec.Start is { } start && spec.End is { } end && end.Value < start.Value) mistakes.Add(end, "the sprint ends before it starts");
        return spec;
    }

    private TaskSpec Task(DocNode node, string path)
    {
        var fields = new Fields(
            node, path, mistakes, "id", "project", "title", "description", "status", "priority", "assignee", "due", "estimate", "labels", "depends_on", "sprint",
            "created_by", "created", "finished", "comments");
        if (!fields.Has("id")) mistakes.Add(node.Line, path, "\"id\" is missing");
        return new TaskSpec(
            fields.Number("id"), fields.Required("project"), fields.Required("title"), fields.Text("description", TaskItem.MaxDescriptionLength),
            fields.Choice<TaskState>("status"), fields.Choice<TaskPriority>("priority"), fields.Text("assignee"), fields.Due("due"), fields.Amount("estimate"),
            fields.Texts("labels"), fields.Numbers("depends_on"), fields.Text("sprint"), fields.Name("created_by"), fields.Moment("created"), fields.Moment("finished"),
            [.. fields.Items("comments").Select(i => Comment(i.Node, i.Path))], node.Line, path);
    }

    private CommentSpec Comment(DocNode node, string path)
    {
        var fields = new Fields(node, path, mistakes, "by", "text", "at");
        return new CommentSpec(fields.Required("by"), fields.Required("text", Tasks.Comment.MaxLength), fields.Moment("at"));
    }

    private DeploymentSpec Deployment(DocNode node, string path)
    {
        var fields = new Fields(node, path, mistakes, "id", "project", "environment", "version", "status", "requested_by", "created");
        if (!fields.Has("id")) mistakes.Add(node.Line, path, "\"id\" is missing");
        return new DeploymentSpec(
            fields.Number("id"), fields.Required("project"), fields.Required("environment"), fields.Required("version", Deployments.Deployment.MaxReleaseLength),
            fields.Choice<DeploymentStatus>("status"), fields.Text("requested_by"), fields.Moment("created"));
    }
}
