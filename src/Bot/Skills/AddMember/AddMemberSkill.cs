using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.AddMember;

/// <summary>Who, to which project, as what.</summary>
public sealed record AddMemberSlots(ProjectSlot Project, SlotValue Member, ChoiceSlot? Role);

/// <summary>"Agrega a Luis al catálogo como desarrollador".</summary>
public sealed class AddMemberSkill : OperationSkill<AddMemberSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("add_member")
    {
        Slots = [Ask.Project().With(ProjectCore.Projects.Role.Admin).FromContext().OrFirst("create_project"), Ask.Person("member"), Ask.Role().Optional()],
        Replies = ["added", "changed", "same", "who"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(AddMemberSlots slots, Turn turn)
    {
        var (project, person) = (new ProjectId(slots.Project.Id), new UserId(((PersonSlot)slots.Member).Id));
        var present = turn.Directory.Project(project)?.MemberRole(person);
        Role? said = slots.Role is { } role && WireName.TryParse<Role>(role.Name, out var parsed) ? parsed : null;
        // Who is added without a word about their role keeps the one that they have.
        return present is { } has ? new ChangeRole(project, person, said ?? has) : new ProjectCore.Projects.AddMember(project, person, said ?? Role.Developer);
    }

    /// <inheritdoc/>
    protected override SkillResult? Check(AddMemberSlots slots, Turn turn) =>
        slots.Member is PersonSlot ? null : new SkillResult.AskFor("member", Text(turn, "who"), []);

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(AddMemberSlots slots, OperationOutcome outcome, Turn turn)
    {
        var member = outcome.Subjects.OfType<MemberView>().First();
        var key = member.Changes.Any(c => c.Field == "role" && c.From is not null) ? "changed" : "added";
        var before = member.Changes.FirstOrDefault(c => c.Field == "role")?.From;
        return Said(key, slots, member.Role, turn, before is { } had ? turn.Text($"role.{had}") : "");
    }

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(AddMemberSlots slots, Error error, Turn turn) =>
        error is NothingToChange && slots.Member is PersonSlot person
        && turn.Directory.Project(new ProjectId(slots.Project.Id))?.MemberRole(new UserId(person.Id)) is { } role
            ? Said("same", slots, role, turn)
            : null;

    private SkillResult.Done Said(string key, AddMemberSlots slots, Role role, Turn turn, string before = "") =>
        new(new Reply(Text(
            turn, key, ("person", ((PersonSlot)slots.Member).Name), ("project", slots.Project.Name), ("role", turn.Text($"role.{WireName.Of(role)}")), ("before", before)))
        {
            Buttons = key == "same" ? [] : [Offers.Undo(turn)],
        })
        {
            Project = slots.Project,
        };
}
