using System.Globalization;
using System.Text.Json.Nodes;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Channels;

/// <summary>The forms of a task as Adaptive Cards with inputs.</summary>
internal static class FormCards
{
    /// <summary>How many fields a form can have: where a channel has room for fewer, the rest stands in a second one.</summary>
    public const int MostFields = 7;

    /// <summary>The data set of those who can take tasks.</summary>
    public const string Assignees = "assignees";

    /// <summary>The data set of the projects in which one may write tasks.</summary>
    public const string OpenProjects = "open_projects";

    // Slack's and Discord's fields hold more; nobody asks for one thing in so many words.
    private const int MostWords = 2_000;

    // What is changed most comes first: where there is no room for all, these are what the first form has.
    private static readonly string[] Importance = ["title", "assignee", "due_date", "priority", "status", "project", "description"];
    private static readonly string[] ImportanceOfNew = ["title", "project", "assignee", "due_date", "priority", "description"];

    /// <summary>The form for a new task, or for one that is there.</summary>
    /// <param name="form">What stands in its fields.</param>
    /// <param name="turn">Whose, in which language.</param>
    /// <param name="features">What the channel has room for.</param>
    /// <param name="trouble">What was wrong with it the last time, or null.</param>
    public static JsonObject Task(TaskForm form, Turn turn, ChannelFeatures features, Trouble? trouble)
    {
        var inputs = Inputs(form, turn, features);
        var shown = Shown(form, inputs, features);
        JsonArray body = [.. inputs.Where(i => shown.Contains(Id(i), StringComparer.Ordinal)).Cast<JsonNode>()];
        if (trouble is not null)
        {
            // Above its field; what is about no field that is shown stands above all.
            var at = body.ToList().FindIndex(input => input!["id"]!.GetValue<string>() == trouble.Field);
            body.Insert(Math.Max(at, 0), new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(trouble.Text), ["wrap"] = true, ["color"] = "Attention" });
        }

        return Envelope(body, form.Data(shown.Count == AllOf(form, turn).Count ? null : shown), turn);
    }

    /// <summary>The fields of a task's form for which the first one has no room; none where it has room for all.</summary>
    public static IReadOnlyList<string> Rest(TaskForm form, Turn turn, ChannelFeatures features)
    {
        var inputs = Inputs(form, turn, features);
        return [.. inputs.Select(Id).Except(Shown(form with { Fields = null }, inputs, features), StringComparer.Ordinal)];
    }

    private static List<string> AllOf(TaskForm form, Turn turn) =>
        [.. (form.Number is null ? ImportanceOfNew : Importance).Where(f => f != "project" || Projects(turn).Count > 1)];

    /// <summary>Which of the fields are shown: those that the form names, or else as many as there is room for.</summary>
    private static List<string> Shown(TaskForm form, List<JsonObject> inputs, ChannelFeatures features)
    {
        var there = inputs.Select(Id).ToList();
        if (form.Fields is { } wanted && wanted.Intersect(there, StringComparer.Ordinal).ToList() is { Count: > 0 } named) return named;
        return [.. (form.Number is null ? ImportanceOfNew : Importance).Where(there.Contains).Take(features.FormFields)];
    }

    private static List<JsonObject> Inputs(TaskForm form, Turn turn, ChannelFeatures features)
    {
        List<JsonObject> inputs =
        [
            new()
            {
                ["type"] = "Input.Text", ["id"] = "title", ["label"] = Say(turn, "title"), ["value"] = form.Title ?? "", ["maxLength"] = TaskItem.MaxTitleLength,
                ["isRequired"] = true, ["errorMessage"] = Say(turn, "title_missing"),
            },
        ];
        var projects = Projects(turn);
        if (projects.Count > 1) inputs.Add(Lookup("project", OpenProjects, [.. projects.Select(p => (p.Name, p.Id.ToString()))], form.Project, turn, features));
        inputs.Add(Lookup("assignee", Assignees, Assignable(form.Assignee, turn), form.Assignee, turn, features));
        JsonObject due = new() { ["type"] = "Input.Date", ["id"] = "due_date", ["label"] = Say(turn, "due_date") };
        if (form.DueDate is { } day) due["value"] = day;
        inputs.Add(due);
        inputs.Add(Choice("priority", Say(turn, "priority"), Names<TaskPriority>("priority", turn), form.Priority ?? WireName.Of(TaskPriority.Medium), required: true));
        if (form.Number is not null) inputs.Add(Choice("status", Say(turn, "status"), Names<TaskState>("status", turn), form.Status, required: true));
        // What a field cannot hold is not shown cut: saved, the rest of it would be gone.
        if ((form.Description?.Length ?? 0) <= features.FormText)
        {
            inputs.Add(new()
            {
                ["type"] = "Input.Text", ["id"] = "description", ["label"] = Say(turn, "description"), ["value"] = form.Description ?? "", ["isMultiline"] = true,
                ["maxLength"] = Math.Min(TaskItem.MaxDescriptionLength, features.FormText),
            });
        }

        return inputs;
    }

    private static string Id(JsonObject input) => input["id"]!.GetValue<string>();

    /// <summary>The form to say a request differently that waits for a yes.</summary>
    /// <param name="words">What was asked for, in the person's words; empty where nobody said it.</param>
    /// <param name="confirmation">The question that it answers.</param>
    /// <param name="turn">Whose, in which language.</param>
    public static JsonObject Request(string words, string confirmation, Turn turn) => Envelope(
        [
            new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(turn.Text("channels.correct_hint")), ["wrap"] = true },
            new JsonObject
            {
                ["type"] = "Input.Text", ["id"] = "words", ["label"] = Say(turn, "words"), ["value"] = words.Length <= MostWords ? words : words[..MostWords], ["isMultiline"] = true,
                ["maxLength"] = MostWords, ["isRequired"] = true, ["errorMessage"] = Say(turn, "words_missing"),
            },
        ],
        new JsonObject { ["form"] = "correct", ["confirmation"] = confirmation },
        turn);

    private static JsonObject Envelope(JsonArray body, JsonObject data, Turn turn) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = AdaptiveCards.Version,
        ["body"] = body,
        ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Submit", ["title"] = turn.Text("channels.save"), ["data"] = data }),
    };

    /// <summary>The projects in which somebody may write tasks.</summary>
    public static IReadOnlyList<DirectoryProject> Projects(Turn turn) =>
        [.. turn.Projects.Where(p => !p.Archived && turn.Directory.RoleIn(p.Id, turn.Actor.User) >= Role.Developer)];

    /// <summary>Those who can take tasks in one of these projects, oneself first.</summary>
    public static IReadOnlyList<DirectoryUser> People(Turn turn)
    {
        var members = Projects(turn).SelectMany(p => p.Members).Where(m => m.Role >= Role.Developer).Select(m => m.User).ToHashSet();
        return [.. turn.Directory.Users.Where(u => u.IsActive && members.Contains(u.Id)).OrderBy(u => u.Id == turn.Actor.User ? 0 : 1).ThenBy(u => u.FullName, StringComparer.CurrentCulture)];
    }

    /// <summary>Those who can take it and whoever has it, even where they could not take it any more: saved without them on the list, it would be nobody's.</summary>
    private static List<(string Title, string Value)> Assignable(string? now, Turn turn)
    {
        List<(string Title, string Value)> people = [.. People(turn).Select(p => (p.FullName, p.Username))];
        if (now is not null && !people.Exists(p => p.Value == now) && turn.Directory.User(now) is { } gone) people.Add((gone.FullName, gone.Username));
        return people;
    }

    private static IEnumerable<(string Title, string Value)> Names<TEnum>(string prefix, Turn turn)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(v => (turn.Text($"{prefix}.{WireName.Of(v)}"), WireName.Of(v)));

    /// <summary>A list; one that is longer than the channel's is looked up while somebody types, and holds what is chosen now.</summary>
    private static JsonObject Lookup(string id, string dataset, List<(string Title, string Value)> choices, string? value, Turn turn, ChannelFeatures features)
    {
        var isLong = choices.Count > features.FormChoices;
        var input = Choice(id, Say(turn, id), isLong ? choices.Where(c => c.Value == value) : choices, value, required: id == "project");
        if (!isLong) return input;
        input["style"] = "filtered";
        input["placeholder"] = Say(turn, id + "_typed");
        input["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = dataset };
        return input;
    }

    private static JsonObject Choice(string id, string label, IEnumerable<(string Title, string Value)> choices, string? value, bool required)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet", ["id"] = id, ["label"] = label, ["style"] = "compact", ["isRequired"] = required,
            ["choices"] = new JsonArray([.. choices.Select(c => (JsonNode)new JsonObject { ["title"] = c.Title, ["value"] = c.Value })]),
        };
        if (value is not null) input["value"] = value;
        return input;
    }

    private static string Say(Turn turn, string name) => turn.Text("channels.form." + name);
}

/// <summary>What stands in the fields of a task's form.</summary>
/// <param name="Name"><c>new_task</c>, <c>edit_task</c> or <c>correct</c>.</param>
internal sealed record TaskForm(string Name)
{
    /// <summary>The task that is there, or null for a new one.</summary>
    public int? Number { get; init; }

    /// <summary>The version of it that was shown.</summary>
    public long? Version { get; init; }

    public string? Title { get; init; }

    /// <summary>The project's id or name.</summary>
    public string? Project { get; init; }

    /// <summary>A username.</summary>
    public string? Assignee { get; init; }

    /// <summary><c>2026-03-12</c>.</summary>
    public string? DueDate { get; init; }

    public string? Priority { get; init; }

    public string? Status { get; init; }

    public string? Description { get; init; }

    /// <summary>The fields that it has; null for as many as there is room for.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The same with what is in none of its own fields as it is in another.</summary>
    /// <param name="there">How it is.</param>
    public TaskForm Keeping(TaskForm there)
    {
        if (Fields is not { } own) return this;
        string? Of(string field, string? entered, string? kept) => own.Contains(field, StringComparer.Ordinal) ? entered : kept;
        return this with
        {
            Title = Of("title", Title, there.Title), Project = Of("project", Project, there.Project), Assignee = Of("assignee", Assignee, there.Assignee), DueDate = Of("due_date", DueDate, there.DueDate),
            Priority = Of("priority", Priority, there.Priority), Status = Of("status", Status, there.Status), Description = Of("description", Description, there.Description),
        };
    }

    /// <summary>The form of a task as it is.</summary>
    public static TaskForm Of(string name, TaskView task) => new(name)
    {
        Number = task.Number,
        Version = task.Version,
        Title = task.Title,
        Project = task.Project.Id.ToString(),
        Assignee = task.Assignee?.Username,
        DueDate = task.Due?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Priority = WireName.Of(task.Priority),
        Status = WireName.Of(task.Status),
        Description = task.Description,
    };

    /// <summary>What the form brings back beside its inputs.</summary>
    /// <param name="shown">The fields that it has, or null for all.</param>
    public JsonObject Data(IReadOnlyList<string>? shown)
    {
        var data = new JsonObject { ["form"] = Name };
        if (Number is { } number) data["task"] = number;
        if (Version is { } version) data["version"] = version;
        // Where there is but one project the form does not ask for it.
        if (Number is null && Project is not null) data["only_project"] = Project;
        if (shown is null) return data;
        if (Number is not null)
        {
            data["fields"] = string.Join(',', shown);
            return data;
        }

        // Of a task that is not there yet, what had no room is known to the form alone.
        (string Field, string? Value)[] all = [("assignee", Assignee), ("due_date", DueDate), ("priority", Priority), ("description", Description)];
        foreach (var (field, value) in all.Where(f => f.Value is not null && !shown.Contains(f.Field, StringComparer.Ordinal))) data[field] = value;
        return data;
    }
}
