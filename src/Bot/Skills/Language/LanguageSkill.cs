using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.Language;

/// <summary>The language to answer in.</summary>
public sealed record LanguageSlots(ChoiceSlot Language);

/// <summary>"Habla en inglés": from now on, whatever language the person writes in.</summary>
public sealed class LanguageSkill : OperationSkill<LanguageSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("language")
    {
        Slots = [Ask.Language()],
        Replies = ["switched"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(LanguageSlots slots, Turn turn) =>
        new UpdateUserSettings(turn.Actor.User) { Language = Change.To<string?>(slots.Language.Name) };

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(LanguageSlots slots, OperationOutcome outcome, Turn turn) => Switched(slots, turn);

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(LanguageSlots slots, Error error, Turn turn) => error is NothingToChange ? Switched(slots, turn) : null;

    private SkillResult.Done Switched(LanguageSlots slots, Turn turn)
    {
        turn.State.PinnedLanguage = slots.Language.Name;
        turn.Language = slots.Language.Name;
        return new SkillResult.Done(new Reply(Text(turn, "switched")) { Buttons = Offers.Start(turn) });
    }
}
