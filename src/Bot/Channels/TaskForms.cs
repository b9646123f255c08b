using System.Globalization;
using System.Text.Json;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.Skills;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Channels;

/// <summary>Forms for a new task and for one that is there: shown, taken back, and done by the same operations as what is said.</summary>
internal static class TaskForms
{
    /// <summary>Shows the form that <c>data.form</c> names.</summary>
    /// <param name="data">The invoke's data.</param>
    /// <param name="payload">The message that a new task is made from, or null.</param>
    /// <param name="turn">Whose.</param>
    /// <param name="features">What the channel has room for.</param>
    /// <param name="name">The invoke's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<InvokeResponse> ShowAsync(JsonElement? data, MessagePayload? payload, Turn turn, ChannelFeatures features, string name, CancellationToken cancellationToken)
    {
        if (FormCards.Projects(turn).Count == 0) return InvokeAnswers.Text(name, turn.Text("channels.no_project"));
        if (data.Number("task") is { } number)
        {
            if (await FindAsync(number, turn, cancellationToken) is not { } task) return InvokeAnswers.Text(name, ErrorWords.Say(new TaskNotFound(number), turn));
            var edited = TaskForm.Of(data.Text("form") ?? "edit_task", task);
            if (data.Field("more") is { ValueKind: JsonValueKind.True } && FormCards.Rest(edited, turn, features) is { Count: > 0 } rest) edited = edited with { Fields = rest };
            return InvokeAnswers.Form(Title(edited.Name, task.Number, turn), FormCards.Task(edited, turn, features, trouble: null));
        }

        var form = new TaskForm("new_task")
        {
            Title = data.Text("title") ?? payload?.Title(TaskItem.MaxTitleLength),
            Project = FormFields.ProjectOf(data.Text("project"), turn)?.ToString() ?? (turn.CurrentProject is { } current ? new ProjectId(current.Id).ToString() : FormCards.Projects(turn)[0].Id.ToString()),
            Assignee = data.Text("assignee"),
            DueDate = data.Text("due_date"),
            Priority = data.Text("priority"),
            Description = Description(data, payload, turn),
        };
        return InvokeAnswers.Form(turn.Text("channels.new_task"), FormCards.Task(form, turn, features, trouble: null));
    }

    /// <summary>Takes a form back.</summary>
    /// <returns>What was done, or the form once more with what is wrong.</returns>
    public static Task<Submitted> TakeAsync(JsonElement? data, Turn turn, ChannelFeatures features, CancellationToken cancellationToken) => data.Number("task") is { } number
        ? ChangeAsync(number, data, turn, features, cancellationToken)
        : CreateAsync(data, turn, features, cancellationToken);

    /// <summary>A task as a reply, as after it was spoken of.</summary>
    public static Reply Show(TaskView task, string text, string headline, Turn turn) =>
        new(text) { Buttons = TaskOffers.After(task, turn), Card = TaskCards.Of(task, headline, turn) };

    /// <summary>A task that the person may see, or null.</summary>
    public static async Task<TaskView?> FindAsync(int number, Turn turn, CancellationToken cancellationToken) =>
        await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [number], cancellationToken) is [var task] ? task : null;

    private static async Task<Submitted> CreateAsync(JsonElement? data, Turn turn, ChannelFeatures features, CancellationToken cancellationToken)
    {
        var form = Filled("new_task", data) with { Project = data.Text("project") ?? data.Text("only_project") };
        if (FormFields.Read(form, turn, out var read) is { } wrong) return Again(form, wrong, turn, features);
        if (read.Project is not { } project) return Again(form, new Trouble("project", turn.Text("channels.no_project")), turn, features);
        var operation = new CreateTask(project, form.Title ?? "")
        {
            Description = form.Description, Assignee = read.Assignee, Due = read.Due, Priority = read.Priority ?? TaskPriority.Medium,
        };
        var done = await turn.ExecuteAsync(operation, confirmation: null, cancellationToken);
        if (!done.Try(out var outcome, out var error)) return Again(form, Trouble.Of(error, turn), turn, features);
        var task = outcome.Subjects.OfType<TaskView>().First();
        var headline = turn.Text("create_task.headline", ("project", task.Project.Name));
        return new Submitted(task, Show(task, turn.Text("create_task.created", ("task", TaskWords.Line(task, turn)), ("project", task.Project.Name)), headline, turn), null);
    }

    private static async Task<Submitted> ChangeAsync(int number, JsonElement? data, Turn turn, ChannelFeatures features, CancellationToken cancellationToken)
    {
        var form = Filled(data.Text("form") ?? "edit_task", data) with { Number = number };
        if (await FindAsync(number, turn, cancellationToken) is not { } task) return new Submitted(null, null, InvokeAnswers.Text(InvokeNames.TaskSubmit, ErrorWords.Say(new TaskNotFound(number), turn)));
        var there = TaskForm.Of(form.Name, task);
        form = (form with { Version = task.Version, Project = form.Project ?? there.Project, Fields = data.Text("fields")?.Split(',') }).Keeping(there);
        // What somebody else changed since the form was opened is not changed back by it.
        if (data.Text("version") is { } shown && shown != task.Version.ToString(CultureInfo.InvariantCulture))
            return Again(there with { Fields = form.Fields }, new Trouble(null, turn.Text("channels.changed_meanwhile")), turn, features);
        // What stayed as it was need not be possible any more.
        var isSamePerson = form.Assignee == there.Assignee;
        var entered = form with { Project = form.Project == there.Project ? null : form.Project, Assignee = isSamePerson ? null : form.Assignee };
        if (FormFields.Read(entered, turn, out var read) is { } wrong) return Again(form, wrong, turn, features);
        if (isSamePerson) read = read with { Assignee = task.Assignee?.Id };
        var change = Differences(task, form, read);
        var done = await turn.ExecuteAsync(new ChangeTask(task.Id, change), confirmation: null, cancellationToken);
        if (!done.Try(out var outcome, out var error))
            return error is NothingToChange ? new Submitted(task, Show(task, TaskWords.Line(task, turn), task.Project.Name, turn), null) : Again(form, Trouble.Of(error, turn), turn, features);
        var after = outcome.Subjects.OfType<TaskView>().First();
        return new Submitted(after, Show(after, turn.Text("channels.saved", ("task", TaskWords.Line(after, turn))), turn.Text("channels.saved_headline"), turn), null);
    }

    private static TaskChange Differences(TaskView task, TaskForm form, FormFields read) => new()
    {
        Title = form.Title == task.Title ? null : form.Title ?? "",
        Description = Unless((form.Description ?? "") == (task.Description ?? ""), form.Description),
        Assignee = Unless(read.Assignee == task.Assignee?.Id, read.Assignee),
        // The form shows the day only; a time of day stays while the day does.
        Due = Unless(read.Due?.Day == task.Due?.Day, read.Due),
        Priority = read.Priority is { } priority && priority != task.Priority ? priority : null,
        Status = read.Status is { } status && status != task.Status ? status : null,
        Project = read.Project is { } moved && moved != task.Project.Id ? moved : null,
    };

    // Not "same ? null : Change.To(value)": there the null is one of T, and becomes the change that clears the field.
    private static Change<T>? Unless<T>(bool isSame, T value) => isSame ? default(Change<T>?) : Change.To(value);

    private static Submitted Again(TaskForm form, Trouble trouble, Turn turn, ChannelFeatures features)
    {
        var title = form.Number is { } number ? Title(form.Name, number, turn) : turn.Text("channels.new_task");
        return new Submitted(null, null, InvokeAnswers.Form(title, FormCards.Task(form, turn, features, trouble))) { Trouble = trouble };
    }

    private static TaskForm Filled(string name, JsonElement? data) => new(name)
    {
        Title = data.Text("title"), Project = data.Text("project"), Assignee = data.Text("assignee"), DueDate = data.Text("due_date"),
        Priority = data.Text("priority"), Status = data.Text("status"), Description = data.Text("description"),
    };

    private static string? Description(JsonElement? data, MessagePayload? payload, Turn turn)
    {
        if (data.Text("description") is { } said) return said;
        if (payload is null) return null;
        var source = payload.Link is null ? "" : "\n" + payload.Link;
        var from = payload.Author is null ? "" : turn.Text("channels.from_message", ("person", payload.Author)) + "\n";
        var room = TaskItem.MaxDescriptionLength - source.Length - from.Length;
        return from + CardText.Cut(payload.Text, room) + source;
    }

    private static string Title(string? form, int number, Turn turn) => turn.Text(form == "correct" ? "channels.correct_task" : "channels.edit_task", ("number", number));
}

/// <summary>What became of a form.</summary>
/// <param name="Task">The task as it is now; null where nothing was done.</param>
/// <param name="Reply">What to say of it.</param>
/// <param name="Instead">What the form shows instead, where nothing was done.</param>
internal sealed record Submitted(TaskView? Task, Reply? Reply, InvokeResponse? Instead)
{
    /// <summary>What was wrong, where <see cref="Instead"/> is the form once more.</summary>
    public Trouble? Trouble { get; init; }
}

/// <summary>What is wrong with a form.</summary>
/// <param name="Field">The id of the field that it is about; null for the form as a whole.</param>
/// <param name="Text">In plain words.</param>
internal sealed record Trouble(string? Field, string Text)
{
    /// <summary>An error at the field that it is about.</summary>
    public static Trouble Of(Error error, Turn turn) => new(error switch
    {
        TitleMissing or TitleTooLong => "title",
        UserNotFound or NotMember => "assignee",
        ValueInvalid { Field: var field } => field,
        TextTooLong { Field: var field } => field,
        ProjectNotFound or ProjectArchived => "project",
        _ => null,
    }, ErrorWords.Say(error, turn));
}
