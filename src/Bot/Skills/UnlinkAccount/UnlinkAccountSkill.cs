using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.UnlinkAccount;

/// <summary>Which account: a channel, or one account by its id.</summary>
public sealed record UnlinkAccountSlots(ChoiceSlot? Integration);

/// <summary>"Desvincula mi cuenta de Discord".</summary>
public sealed class UnlinkAccountSkill : Skill<UnlinkAccountSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("unlink_account")
    {
        Slots = [Ask.Choice("integration").Optional()],
        Replies = ["which", "none", "last", "confirm_here", "done"],
    };

    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var accounts = await turn.Services.Identities.OfAsync(turn.Actor.Workspace, turn.Actor.User, cancellationToken);
        if (accounts.Count <= 1)
        {
            return new SkillResult.Done(new Reply(Text(turn, accounts.Count == 0 ? "none" : "last")));
        }

        var said = Bind(frame).Integration?.Name;
        var meant = said is null ? [] : accounts.Where(a => a.Address.Channel == said || a.Id.ToString() == said).ToList();
        if (meant is not [var account])
        {
            var offered = meant.Count > 1 ? meant : accounts;
            return new SkillResult.AskFor(
                "integration", Text(turn, "which"), [.. offered.Select(a => new SlotChoice(Accounts.Name(a.Address, turn), new ChoiceSlot(a.Id.ToString())))]);
        }

        var unlink = new UnlinkIdentity(account.Id);
        var confirmation = turn.ConfirmationFor(frame);
        if (confirmation is null && account.Address == turn.Account)
        {
            // It ends this very conversation, and nobody here could take it back.
            var preview = await turn.Services.Pipeline.PreviewAsync(unlink, turn.Actor, cancellationToken);
            return preview.Try(out var shown, out var refusal)
                ? new SkillResult.NeedsConfirmation(new Reply(Text(turn, "confirm_here", ("account", Accounts.Name(account.Address, turn)))), shown)
                : new SkillResult.Refused(refusal);
        }

        var result = await turn.ExecuteAsync(unlink, confirmation, cancellationToken);
        return result.Try(out _, out var error)
            ? new SkillResult.Done(new Reply(Text(turn, "done", ("account", Accounts.Name(account.Address, turn)))) { Buttons = [Offers.Undo(turn)] })
            : new SkillResult.Refused(error);
    }

    /// <summary>Never called: the confirmation is with the frame.</summary>
    protected override Task<SkillResult> RunAsync(UnlinkAccountSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Unlinking runs with its frame.");
}
