using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Skills.Help;

/// <summary>What the person wants to know about, if they say.</summary>
public sealed record HelpSlots(TextSlot? Topic);

/// <summary>"Ayuda": what is possible here and now.</summary>
public sealed class HelpSkill : Skill<HelpSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("help")
    {
        Aside = true,
        Slots = [Ask.Text("topic").Optional()],
        Replies = ["start", "work", "asking", "confirming"],
    };

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(HelpSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        // Help is the innermost frame while it runs; what it helps with is the one below.
        var key = turn.State.Stack is [.., var below, _]
            ? below.Confirmation is not null ? "confirming" : "asking"
            : turn.Projects.Count == 0 ? "start" : "work";
        var text = key == "asking" ? Text(turn, key, ("what", Offers.Noun(turn.State.Stack[^2].Intent, turn))) : Text(turn, key);
        return Task.FromResult<SkillResult>(new SkillResult.Done(new Reply(text) { Buttons = turn.State.Stack.Count > 1 ? [] : Offers.Start(turn) }));
    }
}
