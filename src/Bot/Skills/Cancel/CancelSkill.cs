using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Skills.Cancel;

/// <summary>"Cancela": the engine leaves what is open before any skill runs; here nothing was.</summary>
public sealed class CancelSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("cancel") { Aside = true, Replies = ["nothing"] };

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult<SkillResult>(new SkillResult.Done(turn.State.LastDone is { Operation: not null } done && turn.UtcNow - done.At < Corrections.Window
            ? new Reply(turn.Text("nothing_to_cancel_but_undo")) { Buttons = [Offers.Undo(turn)] }
            : new Reply(Text(turn, "nothing")) { Buttons = Offers.Start(turn) }));
}
