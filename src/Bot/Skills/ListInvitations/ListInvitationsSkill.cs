using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;

namespace PmBot.Bot.Skills.ListInvitations;

/// <summary>Of which project; of all where none is said.</summary>
public sealed record ListInvitationsSlots(ProjectSlot? Project);

/// <summary>"¿Qué invitaciones hay pendientes?".</summary>
public sealed class ListInvitationsSkill : Skill<ListInvitationsSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("list_invitations")
    {
        Aside = true,
        Slots = [Ask.Project().Optional()],
        Replies = ["found", "none", "line", "anybody"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(ListInvitationsSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var pending = await turn.Services.Reading.Invitations.PendingAsync(turn.Actor, cancellationToken);
        var shown = pending.Where(i => slots.Project is null || i.Project.Id.Value == slots.Project.Id).ToList();
        if (shown.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none"))) { Project = slots.Project };
        }

        var lines = shown.Select(i => Text(
            turn, "line", ("who", i.Email ?? Text(turn, "anybody")), ("project", i.Project.Name), ("role", turn.Text($"role.{WireName.Of(i.Role)}")),
            ("person", i.InvitedBy is { } by ? TaskWords.Called(by.FullName, turn) : ""),
            ("date", DateWords.Until(turn.Language, DateOnly.FromDateTime(turn.Local(i.ExpiresAt)), null, turn.Today))));
        return new SkillResult.Done(new Reply(Text(turn, "found", ("count", shown.Count)) + "\n" + string.Join('\n', lines))) { Project = slots.Project };
    }
}
