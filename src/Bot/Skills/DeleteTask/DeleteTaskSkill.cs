using System.Text.RegularExpressions;
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
public sealed partial class DeleteTaskSkill : OperationSkill<DeleteTaskSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("delete_task")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext()],
        Replies = ["confirm", "deleted"],
    };

    /// <summary>"Quita la de los influencers" while a sprint is spoken of takes it out of the sprint, and deletes nothing.</summary>
    protected override async Task<SkillResult?> CheckAsync(DeleteTaskSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Top is not { Confirmed: false, Words: { } words } || !TakesAway().IsMatch(words)
            || turn.State.LastDone is not { } done || turn.UtcNow - done.At > Corrections.Window || !IsAboutSprint(done))
        {
            return null;
        }

        var tasks = await turn.Services.Tasks.FindAsync(turn.Actor, [.. slots.Task.Tasks.Select(t => new TaskId(t.Id))], cancellationToken);
        return tasks.Count > 0 && tasks.All(t => t.Sprint is not null)
            ? new SkillResult.Instead(new DialogFrame { Intent = "plan_sprint", Words = words, Slots = { ["task"] = slots.Task } })
            : null;
    }

    private static bool IsAboutSprint(Executed done) =>
        done.Intent is "plan_sprint" or "sprint_status" or "create_sprint" or "start_sprint" or "change_sprint" || (done.Intent == "list_tasks" && done.Slots.ContainsKey("sprint"));

    // What plainly deletes, or names the board, is no word about a sprint.
    [GeneratedRegex(@"^(?!.*\b(borr\w*|elimin\w*|delete|erase|trash|tablero|board|proyecto|project|para siempre|for good)\b).*\b(qu[ií]t\w*|s[aá]c[aoe]\w*|saqu\w*|remove|take|pull|drop|kick)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex TakesAway();

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
