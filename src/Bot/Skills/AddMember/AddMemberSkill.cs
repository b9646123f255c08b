using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.AddMember;

/// <summary>Who, to which project, as what.</summary>
/// <param name="Project">Where.</param>
/// <param name="Member">Who.</param>
/// <param name="Role">As what, if it was said.</param>
/// <param name="Wish">Never said: <see cref="AddMemberSkill.ChangesRole"/> where it is a role that was spoken of and not somebody new, <see cref="AddMemberSkill.Joins"/> where the bot itself thought of it.</param>
/// <param name="Newcomer">Never said: whom the person agreed to add where they had only spoken of a role.</param>
public sealed record AddMemberSlots(ProjectSlot Project, SlotValue Member, ChoiceSlot? Role, ChoiceSlot? Wish, PersonSlot? Newcomer);

/// <summary>"Agrega a Luis al catálogo como desarrollador"; "cambia el rol de Luis".</summary>
/// <remarks>
/// Whoever speaks of a role speaks of somebody who is there: which role is asked where it was not said, and nobody comes into a project by it without a yes.
/// </remarks>
public sealed partial class AddMemberSkill : OperationSkill<AddMemberSlots>
{
    /// <summary>The wish for another role.</summary>
    internal const string ChangesRole = "change_role";

    /// <summary>Somebody without a place in the project is to have something there: nobody spoke of adding them, so it is asked.</summary>
    internal const string Joins = "join";

    private const string NewcomerSlot = "newcomer";

    private static readonly SlotSpec Where = Ask.Project().With(ProjectCore.Projects.Role.Admin).FromContext().OrFirst("create_project");

    private static readonly SlotSpec Who = Ask.Person("member");

    // Whose role comes first: where they have one often says where it is.
    private static readonly SlotSpec[] OfRole = [Who.Asking("whose_role"), Where.Asking("role_where")];

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("add_member")
    {
        Slots = [Where, Who, Ask.Role().Optional(), Ask.Choice(Offers.WishSlot, ChangesRole, Joins).Optional(), Ask.Choice(NewcomerSlot).Optional()],
        Replies = ["added", "changed", "same", "who", "whose_role", "role_where", "which_role", "role_as", "newcomer", "newcomer_as", "newcomer_yes", "viewer_as", "viewer_yes"],
    };

    /// <inheritdoc/>
    internal override void Imply(DialogFrame frame, Turn turn)
    {
        if (!frame.Slots.ContainsKey(Offers.WishSlot) && frame.Words is { } words && RoleWords.Are(words, frame.Slots.GetValueOrDefault("role") as ChoiceSlot))
        {
            frame.Slots[Offers.WishSlot] = new ChoiceSlot(ChangesRole);
        }

        if (!IsOfRole(frame) || frame.Asked == "project" || frame.Slots.ContainsKey("project") || frame.Pending.ContainsKey("project")
            || turn.CurrentProject is not null || frame.Slots.GetValueOrDefault("member") is not PersonSlot person)
        {
            return;
        }

        // The only project where they have a role that the person may change.
        var theirs = turn.Projects.Where(p => p.MemberRole(new UserId(person.Id)) is not null && turn.Directory.RoleIn(p.Id, turn.Actor.User) >= ProjectCore.Projects.Role.Admin).ToList();
        if (theirs is [var only])
        {
            frame.Slots["project"] = new ProjectSlot(only.Id.Value, only.Name);
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<SlotSpec> SlotsOf(DialogFrame frame) => IsOfRole(frame) ? OfRole : Spec.Slots;

    /// <summary>"Dale, agrégalo", "add him", "que entre": a yes, and nobody else's name.</summary>
    internal override SlotValue? ReadAnswer(DialogFrame frame, Understanding heard) =>
        frame.Asking == NewcomerSlot && Adds().IsMatch(Fold.Text(heard.Text)) ? frame.Slots.GetValueOrDefault("member") : null;

    /// <inheritdoc/>
    public override Operation ToOperation(AddMemberSlots slots, Turn turn)
    {
        var (project, person) = (new ProjectId(slots.Project.Id), new UserId(((PersonSlot)slots.Member).Id));
        var said = Said(slots);
        // Who is added without a word about their role keeps the one that they have.
        return Present(slots, turn) is { } has ? new ChangeRole(project, person, said ?? has) : new ProjectCore.Projects.AddMember(project, person, said ?? Role.Developer);
    }

    /// <inheritdoc/>
    protected override SkillResult? Check(AddMemberSlots slots, Turn turn)
    {
        if (slots.Member is not PersonSlot person)
        {
            return new SkillResult.AskFor("member", Text(turn, slots.Wish is null ? "who" : "whose_role"), []);
        }

        if (slots.Wish is null)
        {
            return null;
        }

        var project = new ProjectId(slots.Project.Id);
        if (turn.Directory.RoleIn(project, turn.Actor.User) is { } own && own < Role.Admin)
        {
            // Not after two questions.
            return new SkillResult.Refused(new NotAllowed(ChangesRole, own, Role.Admin, slots.Project.Name));
        }

        var (present, role) = (Present(slots, turn), Said(slots));
        if ((present is null || slots.Wish.Name == Joins) && slots.Newcomer?.Id != person.Id)
        {
            var key = present is not null ? "viewer_as" : role is null ? "newcomer" : "newcomer_as";
            return new SkillResult.AskFor(
                NewcomerSlot,
                Text(turn, key, ("person", person.Name), ("project", slots.Project.Name), ("role", role is { } wanted ? Name(wanted, turn) : "")),
                [new SlotChoice(Text(turn, present is null ? "newcomer_yes" : "viewer_yes"), person)]);
        }

        return role is null ? AskForRole(slots, person, present, turn) : null;
    }

    private SkillResult.AskFor AskForRole(AddMemberSlots slots, PersonSlot person, Role? present, Turn turn)
    {
        var isOwner = turn.Directory.RoleIn(new ProjectId(slots.Project.Id), turn.Actor.User) >= Role.Owner;
        // Who is owner is for owners to say.
        var roles = Spec.Slot("role")!.Options.Where(o => (present is null || o != WireName.Of(present.Value)) && (isOwner || o != WireName.Of(Role.Owner)));
        return new SkillResult.AskFor(
            "role",
            Text(turn, present is null ? "role_as" : "which_role", ("person", person.Name), ("project", slots.Project.Name), ("before", present is { } has ? Name(has, turn) : "")),
            [.. roles.Select(r => new SlotChoice(turn.Text($"role.{r}"), new ChoiceSlot(r)))]);
    }

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(AddMemberSlots slots, OperationOutcome outcome, Turn turn)
    {
        var member = outcome.Subjects.OfType<MemberView>().First();
        var before = member.Changes.FirstOrDefault(c => c.Field == "role")?.From;
        return Done(before is null ? "added" : "changed", slots, member.Role, turn, before is null ? "" : turn.Text($"role.{before}"));
    }

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(AddMemberSlots slots, Error error, Turn turn) =>
        error is NothingToChange && Present(slots, turn) is { } role ? Done("same", slots, role, turn) : null;

    private static bool IsOfRole(DialogFrame frame) => frame.Slots.GetValueOrDefault(Offers.WishSlot) is ChoiceSlot { Name: ChangesRole };

    private static Role? Said(AddMemberSlots slots) => slots.Role is { } role && WireName.TryParse<Role>(role.Name, out var said) ? said : null;

    private static Role? Present(AddMemberSlots slots, Turn turn) =>
        slots.Member is PersonSlot person ? turn.Directory.Project(new ProjectId(slots.Project.Id))?.MemberRole(new UserId(person.Id)) : null;

    private static string Name(Role role, Turn turn) => turn.Text($"role.{WireName.Of(role)}");

    private SkillResult.Done Done(string key, AddMemberSlots slots, Role role, Turn turn, string before = "") =>
        new(new Reply(Text(turn, key, ("person", ((PersonSlot)slots.Member).Name), ("project", slots.Project.Name), ("role", Name(role, turn)), ("before", before)))
        {
            Buttons = key == "same" ? [] : [Offers.Undo(turn)],
        })
        {
            Project = slots.Project,
        };

    [GeneratedRegex(
        @"^\W*((si|dale|ok|okay|va|vale|claro|bueno|listo|yes|yeah|yep|sure|please|por favor|porfa|pues|entonces|then)\b\W*)*((agrega|anade|suma|incorpora|incluye|mete|invita|agregue|anada|sume)(me|nos)?(lo|la|le)|(agregal|anadil|sumal|incorporal|incluil|metel|invital)[oa]|que (entre|se sume)|(add|invite|include|bring|let) (him|her|them)( in)?|do( (it|that|so))?|dasel[oa])(\W+(y )?(ya|entonces|tambien|al proyecto|por favor|porfa|please|then|to it|to the project|too))*\W*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Adds();
}
