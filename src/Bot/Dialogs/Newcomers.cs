using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>A task for somebody who is not in its project: whoever may add them is asked whether they come in, and the request goes on.</summary>
internal static class Newcomers
{
    private const string AddMember = "add_member";

    /// <summary>The question whether they come in, to be asked before the refused request, which waits for it; null where it was asked before, or is not for this person to decide.</summary>
    public static DialogFrame? Invite(Error error, DialogFrame refused, SkillCatalog skills, Turn turn)
    {
        if (error is not AssigneeNotMember { Person: var person, Project: var project } || refused.Newcomer == person.Id.Value
            || turn.Directory.RoleIn(project.Id, turn.Actor.User) is not >= Role.Admin || skills.Find(AddMember) is null)
        {
            return null;
        }

        // What both do is undone at once.
        refused.Group ??= Guid.CreateVersion7(turn.UtcNow);
        (refused.Newcomer, refused.Waiting, refused.Said, refused.Confirmation, refused.Attempts) = (person.Id.Value, true, null, null, 0);
        return new DialogFrame
        {
            Intent = AddMember,
            Group = refused.Group,
            Slots =
            {
                ["project"] = new ProjectSlot(project.Id.Value, project.Name),
                ["member"] = new PersonSlot(person.Id.Value, person.Username, person.FullName),
                [Offers.WishSlot] = new ChoiceSlot("join"),
                ["role"] = new ChoiceSlot(WireName.Of(Role.Developer)),
            },
        };
    }

    /// <summary>They do not come in: a new task is made all the same, and nobody has it.</summary>
    public static bool LeaveOut(Error error, DialogFrame refused) => error is AssigneeNotMember && refused is { Newcomer: not null, Intent: "create_task" } && refused.Slots.Remove("assignee");

    /// <summary>They do not come in, as the person has just said: there is nothing more to tell.</summary>
    public static bool IsRefused(Error error, DialogFrame refused) => error is AssigneeNotMember e && refused.Newcomer == e.Person.Id.Value;

    /// <summary>"No, a Diego", where it was asked whether Luis comes in: somebody else gets the task. The request goes on with them.</summary>
    public static (DialogFrame Request, SlotSpec Slot, Entity Person)? Instead(DialogFrame open, Understanding heard, SkillCatalog skills, ConversationState state)
    {
        if (open.Intent != AddMember || state.Stack is not [.., { Newcomer: { } newcomer } request, _]
            || heard.Cues.HasFlag(Cues.Yes) || heard.Operations is not ([] or [{ Slots.Count: 1 }]) || heard.Entities.Where(e => e.Type == EntityType.Person).ToList() is not [{ Value: NameValue name } person] || name.Ids.Contains(newcomer.ToString(), StringComparer.OrdinalIgnoreCase)
            || skills.SpecOf(request)?.Slots.FirstOrDefault(s => s.Type == EntityType.Person) is not { } slot)
        {
            return null;
        }

        return (request, slot, person);
    }
}
