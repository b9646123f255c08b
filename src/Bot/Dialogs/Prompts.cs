using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>The questions: what to say, and which answers to offer as buttons.</summary>
public sealed class Prompts(TaskQueries tasks)
{
    private const int MaxChoices = 6;

    /// <summary>Asks for a slot with the skill's own question and the answers that are likely.</summary>
    public async Task AskAsync(DialogFrame frame, SlotSpec slot, Turn turn, CancellationToken cancellationToken)
    {
        var question = turn.Text($"{frame.Intent}.{slot.Question}");
        var choices = await ChoicesAsync(frame, slot, turn, cancellationToken);
        if (!frame.IsBrief)
        {
            Ask(frame, slot, question, choices, turn);
            return;
        }

        // Asked again and again: in a line, beside what was just shown. "The second" is of that.
        (frame.Asking, frame.Asked, frame.Question, frame.Confirmation) = (slot.Name, slot.Name, question, null);
        frame.Choices = slot.Type == EntityType.Task ? [] : [.. choices.Take(MaxChoices)];
        turn.Say(turn.Text("still_open", ("what", Offers.Noun(frame, turn)), ("question", question)));
    }

    /// <summary>Asks for a slot.</summary>
    /// <param name="frame">The request.</param>
    /// <param name="slot">What is asked for.</param>
    /// <param name="question">The question.</param>
    /// <param name="choices">What can be chosen, or none for a free answer.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="says">Other requests that would help, offered beside the choices; null for none.</param>
    public static void Ask(DialogFrame frame, SlotSpec slot, string question, IReadOnlyList<SlotChoice> choices, Turn turn, IReadOnlyList<string>? says = null)
    {
        frame.Asking = slot.Name;
        frame.Asked = slot.Name;
        frame.Question = question;
        frame.Choices = [.. choices.Take(MaxChoices)];
        frame.Confirmation = null;
        if (slot.Type != EntityType.Task && frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: [var about] })
        {
            // "And who has it?" before the answer: it is what the request is about.
            turn.State.Focus.Tasks = [about];
        }

        if (frame.Choices.Count > 1 && frame.Choices.TrueForAll(c => c.Value is TasksSlot { Tasks.Count: 1 }))
        {
            // "The third" counts over what was just shown. A single suggestion is no list of one: "give it to Diego" does not mean that.
            turn.State.Focus.Show(frame.Choices.Select(c => ((TasksSlot)c.Value).Tasks[0]));
            turn.State.Focus.More = null;
            turn.State.Focus.Back = null;
        }

        turn.Say(question, [.. frame.Choices.Select(c => Button.Saying(c.Label)), .. (says ?? []).Select(Button.Saying)]);
    }

    /// <summary>Asks for a yes to exactly what was shown.</summary>
    public static void Confirm(DialogFrame frame, Reply question, Turn turn)
    {
        frame.Asking = null;
        frame.Choices = [];
        if (frame.Slots.GetValueOrDefault("task") is TasksSlot { Tasks: [var asked] })
        {
            // "Whose is it?", "no, give it to Diego": it is what is asked about.
            turn.State.Focus.Tasks = [asked];
        }

        turn.Say(question with
        {
            ConfirmationId = frame.Confirmation!.Id,
            Correct = turn.Text("channels.correct"),
            Buttons = [new Button(turn.Text("yes_button"), turn.Text("yes_say")), new Button(turn.Text("no_button"), turn.Text("no_say"))],
        });
    }

    private async Task<IReadOnlyList<SlotChoice>> ChoicesAsync(DialogFrame frame, SlotSpec slot, Turn turn, CancellationToken cancellationToken)
    {
        switch (slot.Type)
        {
            case EntityType.Project:
                return [.. (slot.IsArchived ? turn.ArchivedProjects : turn.Projects).Where(p => slot.Role is null || turn.Directory.RoleIn(p.Id, turn.Actor.User) >= slot.Role).Select(p => new SlotChoice(p.Name, new ProjectSlot(p.Id.Value, p.Name)))];
            case EntityType.Person:
                return [.. turn.PeopleFor(frame).Take(MaxChoices).Select(p => new SlotChoice(p.FullName, new PersonSlot(p.Id.Value, p.Username, p.FullName)))];
            case EntityType.Date:
                return DateChoices(turn);
            case EntityType.Task when turn.State.Focus.List.Count > 0:
                // Some of what was shown may be gone meanwhile.
                var there = (await tasks.FindAsync(turn.Actor, [.. turn.State.Focus.List.Select(t => new TaskId(t.Id))], cancellationToken)).Select(t => t.Id.Value).ToHashSet();
                return [.. turn.State.Focus.List.Where(t => there.Contains(t.Id)).Take(MaxChoices).Select(Choice)];
            case EntityType.Task:
                var mine = await tasks.ListAsync(turn.Actor, new TaskFilter { Assignee = turn.Actor.User, OpenOnly = true, LocalNow = turn.Now }, new Page(0, 5), cancellationToken);
                return [.. mine.Tasks.Select(t => Choice(TaskWords.Reference(t)))];
            default:
                return [.. slot.Options.Select(o => new SlotChoice(turn.Text($"{TaskWords.Prefix(slot.Type, slot.Name)}.{o}"), new ChoiceSlot(o)))];
        }
    }

    private static SlotChoice Choice(TaskReference task) => new($"#{task.Number} {task.Title}", new TasksSlot([task]));

    private static List<SlotChoice> DateChoices(Turn turn)
    {
        var today = DateOnly.FromDateTime(turn.Now);
        var friday = today.AddDays(((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7);
        DateOnly[] days = [today, today.AddDays(1), friday, friday.AddDays(7)];
        return [.. days.Distinct().Select(d => new SlotChoice(DateWords.Day(turn.Language, d, today), new DateSlot(d)))];
    }
}
