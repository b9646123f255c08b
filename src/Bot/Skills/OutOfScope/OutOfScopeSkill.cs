using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Skills.OutOfScope;

/// <summary>What a model recognises as nothing that PmBot does: it says so and offers what it can.</summary>
public sealed class OutOfScopeSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("out_of_scope") { Aside = true, Replies = ["said"] };

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        turn.IsLost = true;
        return Task.FromResult<SkillResult>(new SkillResult.Done(new Reply(Text(turn, "said")) { Buttons = Offers.Start(turn) }));
    }
}
