using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.DeleteTask;

/// <summary>Which tasks.</summary>
public sealed record DeleteTaskSlots(TasksSlot Task);

/// <summary>"Borra la 7": asks first, always.</summary>
public sealed class DeleteTaskSkill : OperationSkill<DeleteTaskSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("delete_task")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext()],
        Replies = ["confirm", "deleted"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(DeleteTaskSlots slots, Turn turn) => new ProjectCore.Tasks.DeleteTask([.. slots.Task.Tasks.Select(t => new TaskId(t.Id))]);

    /// <inheritdoc/>
    protected override string ConfirmationQuestion(DeleteTaskSlots slots, OperationPreview preview, Turn turn) =>
        Text(turn, "confirm", ("count", preview.Views.Count), ("tasks", TaskWords.Preview(preview.Views, turn)));

    /// <inheritdoc/>
    protected override bool MayTouch(TaskView task, Turn turn) =>
        turn.Directory.RoleIn(task.Project.Id, turn.Actor.User) is { } role && role >= (task.CreatedBy?.Id == turn.Actor.User ? Role.Developer : Role.Admin);

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(DeleteTaskSlots slots, OperationOutcome outcome, Turn turn) =>
        new(new Reply(Text(turn, "deleted", ("tasks", Titles(slots.Task.Tasks, turn))))
        {
            Buttons = [Offers.Undo(turn)],
        })
        {
            Tasks = slots.Task.Tasks,
        };

    private static string Titles(IReadOnlyList<TaskReference> tasks, Turn turn)
    {
        const int Most = 8;
        var titles = string.Join(", ", tasks.Take(Most).Select(t => $"#{t.Number} {t.Title}"));
        return tasks.Count <= Most ? titles : $"{titles} {turn.Text("and_more", ("count", tasks.Count - Most))}";
    }
}
