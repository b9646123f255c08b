using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;

namespace PmBot.Bot.Skills.LinkAccount;

/// <summary>The code, where the person has one already.</summary>
public sealed record LinkAccountSlots(TextSlot? Code);

/// <summary>"Vincula mi cuenta" gives a code; "vincular K7QM-3FXD" on the other account makes both one person.</summary>
public sealed partial class LinkAccountSkill : Skill<LinkAccountSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("link_account")
    {
        Slots = [Ask.Text("code").Optional()],
        Replies = ["code", "privately", "confirm", "confirm_nothing", "linked"],
    };

    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        // A code is known by its form, wherever it stands in the message.
        if ((Find(Bind(frame).Code?.Text) ?? Find(turn.State.RecentMessages.LastOrDefault())) is { } code)
        {
            frame.Slots["code"] = new TextSlot(LinkCode.Shown(code));
            return await LinkAsync(frame, code, turn, cancellationToken);
        }

        if (turn.IsShared)
        {
            // Whoever reads a code here could be this person afterwards.
            return new SkillResult.Done(new Reply(Text(turn, "privately")));
        }

        var given = await turn.Services.Links.IssueAsync(turn.Actor, cancellationToken);
        return new SkillResult.Done(new Reply(Text(turn, "code", ("code", LinkCode.Shown(given)), ("minutes", (int)LinkCode.Lifetime.TotalMinutes))));
    }

    /// <summary>A code alone says what it is for.</summary>
    internal override bool Claims(string message) => LinkCode.IsAlone(message);

    /// <summary>A code may look like a date, a number or a word: with nothing but what is said of a code around it, nothing is read into it.</summary>
    internal override Interpretation? ReadForm(string message) => LinkCode.Find(message) is { } code && Around().IsMatch(LinkCode.Without(message))
        ? new Interpretation(
            Spec.Intent, 1, "rule",
            new Dictionary<string, Entity>(StringComparer.Ordinal) { ["code"] = new(EntityType.Text, new TextValue(LinkCode.Shown(code)), message, 0, message.Length) },
            0, message.Length, "Skills/LinkAccount")
        : null;

    [GeneratedRegex(
        @"^\W*((vincul\w*|enla[zc]\w*|conect\w*|asoci\w*|link\w*|connect\w*|pair\w*|c[oó]digo|code|cuentas?|accounts?|slack|discord|teams|web|tengo|este|es|mi|el|la|otra|un|con|de|usa|por favor|porfa|i have|here'?s?|this|is|my|the|other|a|an|with|from|use|to|please)(\W+|$))*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Around();

    private static string? Find(string? text) => text is null ? null : LinkCode.Find(text);

    /// <summary>Never called: the confirmation is with the frame.</summary>
    protected override Task<SkillResult> RunAsync(LinkAccountSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Linking runs with its frame.");

    private async Task<SkillResult> LinkAsync(DialogFrame frame, string code, Turn turn, CancellationToken cancellationToken)
    {
        var owner = await turn.Services.Links.OwnerAsync(turn.Actor, code, cancellationToken);
        if (!owner.Try(out var other, out var unusable))
        {
            return new SkillResult.Refused(unusable);
        }

        if (other == turn.Actor.User)
        {
            return new SkillResult.Refused(new SamePerson());
        }

        var (kept, gone) = await OrderAsync(other, turn, cancellationToken);
        var merge = new MergeUsers(kept, gone, code);
        var actor = turn.Actor with { User = kept };
        var preview = await turn.Services.Pipeline.PreviewAsync(merge, actor, cancellationToken);
        if (!preview.Try(out var shown, out var refusal))
        {
            return new SkillResult.Refused(refusal);
        }

        var name = turn.Directory.User(kept)!.FullName;
        if (turn.ConfirmationFor(frame) is not { } consent)
        {
            // What a stray account left behind is told before it moves.
            var tasks = shown.Views.Count(v => v is TaskView);
            var projects = shown.Views.OfType<MemberView>().Select(m => m.Project.Name).Distinct(StringComparer.Ordinal).ToList();
            var key = tasks == 0 && projects.Count == 0 ? "confirm_nothing" : "confirm";
            return new SkillResult.NeedsConfirmation(
                new Reply(Text(
                    turn, key, ("name", name), ("other", turn.Directory.User(gone)!.FullName), ("tasks", tasks),
                    ("projects", projects.Count == 0 ? turn.Text("nothing") : string.Join(", ", projects)))),
                shown);
        }

        var merged = await turn.ExecuteAsAsync(merge, actor, consent with { By = kept }, cancellationToken);
        if (merged.IsOk)
        {
            // What the stray account was being asked is nobody's business any more.
            turn.State.Stack.RemoveAll(f => !ReferenceEquals(f, frame));
        }

        return merged.Try(out _, out var error)
            ? new SkillResult.Done(new Reply(Text(turn, "linked", ("name", name), ("accounts", Accounts.Names(turn.Directory.User(kept)!, turn)))))
            : new SkillResult.Refused(error);
    }

    /// <summary>Who stays: the one with a place in the workspace; where both have one, who has been here longer.</summary>
    private static async Task<(UserId Kept, UserId Gone)> OrderAsync(UserId other, Turn turn, CancellationToken cancellationToken)
    {
        var me = turn.Actor.User;
        var mine = await WeightAsync(me, turn, cancellationToken);
        var theirs = await WeightAsync(other, turn, cancellationToken);
        return mine.CompareTo(theirs) > 0 ? (me, other) : (other, me);
    }

    private static async Task<(bool Admin, bool HasPlace, long Age)> WeightAsync(UserId user, Turn turn, CancellationToken cancellationToken)
    {
        var since = await turn.Services.Links.KnownSinceAsync(turn.Actor.Workspace, user, cancellationToken);
        var person = turn.Directory.User(user)!;
        return (person.Role == WorkspaceRole.Admin, turn.Directory.Projects.Any(p => p.MemberRole(user) is not null), -since.UtcTicks);
    }
}
