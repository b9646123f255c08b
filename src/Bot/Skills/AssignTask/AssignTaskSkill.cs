using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.AssignTask;

/// <summary>Which tasks, and who does them.</summary>
public sealed record AssignTaskSlots(TasksSlot Task, SlotValue Assignee);

/// <summary>"Asigna la 7 a Ana", "yo me encargo de la 8".</summary>
public sealed partial class AssignTaskSkill : TaskChangeSkill<AssignTaskSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("assign_task")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Person("assignee")],
        Replies = ["changed", "freed", "same"],
    };

    /// <summary>"La 3 no la hace Luis", "can someone other than Luis take it?": whoever does not do it is not given it; who does is asked.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (frame.Words is { } words && Denied().IsMatch(words))
        {
            // Once: the answer names somebody again.
            frame.Words = null;
            frame.Slots.Remove("assignee");
            frame.Pending.Remove("assignee");
        }
    }

    [GeneratedRegex(@"\b(ya )?no (la|lo|las|los) (hace|ve|lleva|toma|agarra|va a (hacer|ver|llevar))\b(?![^,;]*[,;])|\b(alguien|otra persona|qui[eé]n|someone|somebody|anyone|anybody|who)( m[aá]s| else)? (que no sea|aparte de|adem[aá]s de|fuera de|distint[oa] de|other than|besides|except|apart from|who isn['’]?t|that isn['’]?t|that['’]?s not|but not)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Denied();

    /// <inheritdoc/>
    protected override TasksSlot Tasks(AssignTaskSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(AssignTaskSlots slots, Turn turn) =>
        new() { Assignee = ProjectCore.Change.To<UserId?>(slots.Assignee is PersonSlot person ? new UserId(person.Id) : null) };

    /// <inheritdoc/>
    protected override string Say(AssignTaskSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        slots.Assignee is PersonSlot person
            ? Text(turn, "changed", ("person", TaskWords.Called(person.Name, turn)), ("tasks", TaskWords.Several(tasks, turn)))
            : Text(turn, "freed", ("tasks", TaskWords.Several(tasks, turn)));
}
