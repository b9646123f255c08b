using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.EditTask;

/// <summary>Which tasks, and what becomes of their title, description, estimate or project.</summary>
public sealed record EditTaskSlots(TasksSlot Task, TextSlot? Title, SlotValue? Description, SlotValue? Estimate, ProjectSlot? Project, ChoiceSlot? Field);

/// <summary>"Renombra la 8 a revisar fotos", "la 7 son 5 puntos", "pasa la 7 a Móvil".</summary>
public sealed class EditTaskSkill : TaskChangeSkill<EditTaskSlots>
{
    private static readonly string[] Fields = ["title", "description", "estimate", "project"];

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("edit_task")
    {
        Shareable = true,
        Slots =
        [
            Ask.Tasks().FromContext(),
            Ask.Text("title").Optional().Rejects("title_missing", "title_too_long"),
            Ask.Text("description").Optional().Rejects("text_too_long"),
            Ask.Estimate().Optional().Rejects("estimate_invalid"),
            Ask.Project().With(Role.Developer).Optional(),
            Ask.Choice("field", Fields).Optional(),
        ],
        Replies =
        [
            "what", "which_title", "which_description", "which_estimate", "which_project", "one_title", "renamed", "described", "estimated", "moved", "changed", "cleared", "same",
            "ask.title", "ask.description", "ask.estimate", "left_sprint",
        ],
    };

    /// <inheritdoc/>
    protected override TasksSlot Tasks(EditTaskSlots slots) => slots.Task;

    /// <inheritdoc/>
    // "default" and not "null", which would be one of the value and clear what was not spoken of.
    protected override TaskChange Change(EditTaskSlots slots, Turn turn) => new()
    {
        Title = slots.Title?.Text,
        Description = slots.Description is { } description ? ProjectCore.Change.To((description as TextSlot)?.Text) : default(Change<string?>?),
        Estimate = slots.Estimate is { } estimate ? ProjectCore.Change.To((estimate as NumberSlot)?.Number) : default(Change<decimal?>?),
        Project = slots.Project is { } project ? new ProjectId(project.Id) : null,
    };

    /// <inheritdoc/>
    protected override SkillResult? Check(EditTaskSlots slots, Turn turn)
    {
        if (slots is { Title: not null, Task.Tasks.Count: > 1 })
        {
            return new SkillResult.AskFor("task", Text(turn, "one_title"), [.. slots.Task.Tasks.Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([t])))]);
        }

        if (slots is not { Title: null, Description: null, Estimate: null, Project: null })
        {
            return null;
        }

        return slots.Field is { } field
            ? new SkillResult.AskFor(field.Name, Text(turn, "which_" + field.Name), field.Name == "project" ? Projects(turn) : [])
            : new SkillResult.AskFor("field", Text(turn, "what"), [.. Fields.Select(f => new SlotChoice(turn.Text($"field.{f}"), new ChoiceSlot(f)))]);
    }

    /// <inheritdoc/>
    protected override string Say(EditTaskSlots slots, IReadOnlyList<TaskView> tasks, Turn turn)
    {
        var lines = TaskWords.Several(tasks, turn);
        if (slots.Project is not null)
        {
            var moved = Text(turn, "moved", ("project", tasks[0].Project.Name), ("tasks", lines));
            return tasks.Any(t => t.Changes.Any(c => c.Field == "sprint")) ? moved + "\n" + Text(turn, "left_sprint") : moved;
        }

        var changed = new[] { slots.Title is not null, slots.Description is not null, slots.Estimate is not null }.Count(c => c);
        return slots switch
        {
            _ when changed > 1 => Text(turn, "changed", ("tasks", lines)),
            { Title: not null } => Text(turn, "renamed", ("tasks", lines)),
            { Description: TextSlot } => Text(turn, "described", ("task", $"#{tasks[0].Number} {tasks[0].Title}"), ("description", Short(tasks[0].Description))),
            { Estimate: NumberSlot } => Text(turn, "estimated", ("tasks", lines)),
            _ => Text(turn, "cleared", ("tasks", lines)),
        };
    }

    private static string Short(string? text) => text is null ? "" : CardText.Cut(text, 120);

    private static List<SlotChoice> Projects(Turn turn) =>
        [.. turn.Projects.Where(p => turn.Directory.RoleIn(p.Id, turn.Actor.User) >= Role.Developer).Select(p => new SlotChoice(p.Name, new ProjectSlot(p.Id.Value, p.Name)))];
}
