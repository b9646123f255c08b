using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.CreateTask;

/// <summary>What a new task is made of.</summary>
public sealed record CreateTaskSlots(
    ProjectSlot Project, TextSlot Title, TextSlot? Description, SlotValue? Assignee, SlotValue? DueDate, ChoiceSlot? Priority, NumberSlot? Estimate, LabelsSlot? Labels);

/// <summary>"Crea la tarea revisar logs para Diego el viernes".</summary>
public sealed class CreateTaskSkill : OperationSkill<CreateTaskSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("create_task")
    {
        Shareable = true,
        Slots =
        [
            Ask.Text("title").Rejects("title_missing", "title_too_long"),
            Ask.Project().With(Role.Developer).FromContext().OrFirst("create_project"),
            Ask.Text("description").Optional(),
            Ask.Person("assignee").Optional(),
            Ask.Date("due_date").Optional(),
            Ask.Priority().Optional(),
            Ask.Estimate().Optional(),
            Ask.Labels().Optional(),
        ],
        Replies = ["created", "headline", "several"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(CreateTaskSlots slots, Turn turn) => new ProjectCore.Tasks.CreateTask(new ProjectId(slots.Project.Id), slots.Title.Text)
    {
        Description = slots.Description?.Text,
        Assignee = slots.Assignee is PersonSlot person ? new UserId(person.Id) : null,
        Due = slots.DueDate is DateSlot date ? new Due(date.Day, date.Time) : null,
        Priority = slots.Priority is { } said && WireName.TryParse<TaskPriority>(said.Name, out var priority) ? priority : TaskPriority.Medium,
        Estimate = slots.Estimate?.Number,
        Labels = slots.Labels?.Labels ?? [],
    };

    /// <summary>"Mete todo in" leaves a preposition: nobody means a task of that name.</summary>
    protected override SkillResult? Check(CreateTaskSlots slots, Turn turn) =>
        slots.Title.Text is "in" or "en" or "it" or "to" or "on" or "at" or "al" or "a" or "ahí" or "ahi" ? new SkillResult.AskFor("title", Text(turn, "ask.title"), []) : null;

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(CreateTaskSlots slots, OperationOutcome outcome, Turn turn)
    {
        var task = outcome.Subjects.OfType<TaskView>().First();
        return new SkillResult.Done(new Reply(Text(turn, "created", ("task", TaskWords.Line(task, turn)), ("project", task.Project.Name)))
        {
            Buttons = TaskOffers.After(task, turn),
            Card = TaskCards.Done([task], Text(turn, "headline", ("project", task.Project.Name)), turn),
        })
        {
            Tasks = [TaskWords.Reference(task)],
            Project = new ProjectSlot(task.Project.Id.Value, task.Project.Name),
        };
    }
}
