using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.ResendUndelivered;

/// <summary>"Reenvíalos": has what channels did not take tried again, for admins of the workspace.</summary>
public sealed class ResendUndeliveredSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("resend_undelivered")
    {
        Replies = ["resent", "none"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Person.Role is not WorkspaceRole.Admin)
        {
            return new SkillResult.Refused(new NotWorkspaceAdmin(Spec.Intent));
        }

        var undelivered = turn.Services.Reading.Undelivered;
        var letters = await undelivered.ListAsync(turn.Actor.Workspace, cancellationToken);
        var count = letters.Count == 0 ? 0 : await undelivered.ResendAsync(letters, cancellationToken);
        return new SkillResult.Done(new Reply(count == 0 ? Text(turn, "none") : Text(turn, "resent", ("count", count))));
    }
}
