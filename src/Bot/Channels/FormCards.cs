using System.Globalization;
using System.Text.Json.Nodes;
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
    /// <summary>What a channel shows of people at most; Slack's and Discord's own lists hold no more.</summary>
    public const int MostPeople = 100;

    // Slack's and Discord's fields hold more; nobody asks for one thing in so many words.
    private const int MostWords = 2_000;

    /// <summary>The form for a new task, or for one that is there.</summary>
    /// <param name="form">What stands in its fields.</param>
    /// <param name="turn">Whose, in which language.</param>
    /// <param name="trouble">What was wrong with it the last time, or null.</param>
    public static JsonObject Task(TaskForm form, Turn turn, Trouble? trouble)
    {
        JsonArray body = [];
        body.Add(new JsonObject
        {
            ["type"] = "Input.Text", ["id"] = "title", ["label"] = Say(turn, "title"), ["value"] = form.Title ?? "", ["maxLength"] = TaskItem.MaxTitleLength,
            ["isRequired"] = true, ["errorMessage"] = Say(turn, "title_missing"),
        });
        var projects = Projects(turn);
        if (projects.Count > 1)
        {
            body.Add(Choice("project", Say(turn, "project"), projects.Select(p => (p.Name, p.Id.ToString())), form.Project, required: true));
        }

        body.Add(Choice("assignee", Say(turn, "assignee"), People(turn).Select(p => (p.FullName, p.Username)), form.Assignee, required: false));
        body.Add(new JsonObject { ["type"] = "Input.Date", ["id"] = "due_date", ["label"] = Say(turn, "due_date"), ["value"] = form.DueDate ?? "" });
        body.Add(Choice("priority", Say(turn, "priority"), Names<TaskPriority>("priority", turn), form.Priority ?? WireName.Of(TaskPriority.Medium), required: true));
        if (form.Number is not null)
        {
            body.Add(Choice("status", Say(turn, "status"), Names<TaskState>("status", turn), form.Status, required: true));
        }

        body.Add(new JsonObject
        {
            ["type"] = "Input.Text", ["id"] = "description", ["label"] = Say(turn, "description"), ["value"] = form.Description ?? "", ["isMultiline"] = true,
            ["maxLength"] = TaskItem.MaxDescriptionLength,
        });
        if (trouble is not null)
        {
            // Above its field; what is about no field that is shown stands above all.
            var at = body.ToList().FindIndex(input => input!["id"]!.GetValue<string>() == trouble.Field);
            body.Insert(Math.Max(at, 0), new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(trouble.Text), ["wrap"] = true, ["color"] = "Attention" });
        }

        return Envelope(body, form.Data(), turn);
    }

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

    private static IEnumerable<DirectoryUser> People(Turn turn)
    {
        var members = Projects(turn).SelectMany(p => p.Members).Where(m => m.Role >= Role.Developer).Select(m => m.User).ToHashSet();
        return turn.Directory.Users.Where(u => u.IsActive && members.Contains(u.Id)).OrderBy(u => u.Id == turn.Actor.User ? 0 : 1).ThenBy(u => u.FullName, StringComparer.CurrentCulture).Take(MostPeople);
    }

    private static IEnumerable<(string Title, string Value)> Names<TEnum>(string prefix, Turn turn)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(v => (turn.Text($"{prefix}.{WireName.Of(v)}"), WireName.Of(v)));

    private static JsonObject Choice(string id, string label, IEnumerable<(string Title, string Value)> choices, string? value, bool required)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet", ["id"] = id, ["label"] = label, ["style"] = "compact", ["value"] = value ?? "", ["isRequired"] = required,
            ["choices"] = new JsonArray([.. choices.Select(c => (JsonNode)new JsonObject { ["title"] = c.Title, ["value"] = c.Value })]),
        };
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
    public JsonObject Data()
    {
        var data = new JsonObject { ["form"] = Name };
        if (Number is { } number) data["task"] = number;
        if (Version is { } version) data["version"] = version;
        // Where there is but one project the form does not ask for it.
        if (Number is null && Project is not null) data["only_project"] = Project;
        return data;
    }
}
