using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.ResendUndelivered;

/// <summary>"Reenvíalos": has what channels did not take, and what the bot failed at, tried again, for admins of the workspace.</summary>
public sealed class ResendUndeliveredSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("resend_undelivered")
    {
        Replies = ["resent", "handled", "none"],
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
        if (letters.Count == 0 || await undelivered.ResendAsync(letters, cancellationToken) == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none")));
        }

        var written = letters.Count(l => l.WasWritten);
        List<string> said = [];
        if (letters.Count > written) said.Add(Text(turn, "resent", ("count", letters.Count - written)));
        if (written > 0) said.Add(Text(turn, "handled", ("count", written)));
        return new SkillResult.Done(new Reply(string.Join('\n', said)));
    }
}
