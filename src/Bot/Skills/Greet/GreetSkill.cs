using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Skills.Greet;

/// <summary>"Hola": greets back and says what is waiting.</summary>
public sealed class GreetSkill : Skill<NoSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("greet") { Aside = true, Replies = ["said"] };

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult<SkillResult>(new SkillResult.Done(new Reply(Text(turn, "said", ("name", TaskWords.FirstName(turn.Person.FullName))))
        {
            Buttons = turn.State.Stack.Count > 1 ? [] : Offers.Start(turn),
        }));
}
