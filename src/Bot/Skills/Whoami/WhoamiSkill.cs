using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.Whoami;

/// <summary>The name the person gives, if they introduce themselves.</summary>
public sealed record WhoamiSlots(TextSlot? Name);

/// <summary>"¿Quién soy?", "me llamo Diego".</summary>
public sealed class WhoamiSkill : Skill<WhoamiSlots>
{
    private const int MaxNameLength = 60;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("whoami")
    {
        Aside = true,
        Slots = [Ask.Text("name").Optional()],
        Replies = ["said", "renamed", "role", "no_projects", "accounts"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(WhoamiSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots.Name?.Text.Trim(' ', ',', '.', ';', ':', '!') is { Length: > 0 and <= MaxNameLength } name && name != turn.Person.FullName && !Phrases.OnlyPoints(name))
        {
            var renamed = await turn.ExecuteAsync(new UpdateUserSettings(turn.Actor.User) { FullName = name }, confirmation: null, cancellationToken);
            return renamed.Try(out _, out var error)
                ? new SkillResult.Done(new Reply(Text(turn, "renamed", ("name", name))) { Buttons = [Offers.Undo(turn)] })
                : new SkillResult.Refused(error);
        }

        var places = turn.Projects.Select(p => Text(
            turn, "role", ("project", p.Name), ("role", turn.Text($"role.{WireName.Of(turn.Directory.RoleIn(p.Id, turn.Actor.User)!.Value)}")))).ToList();
        var accounts = turn.Person.Identities.Count > 0 && !turn.IsShared ? " " + Text(turn, "accounts", ("accounts", Accounts.Names(turn.Person, turn))) : "";
        return new SkillResult.Done(new Reply(Text(
            turn, "said",
            ("name", turn.Person.FullName),
            ("username", turn.Person.Username),
            ("workspace", turn.Directory.Workspace.Name),
            ("timezone", turn.Person.Timezone ?? turn.Directory.Workspace.Timezone),
            ("projects", places.Count == 0 ? Text(turn, "no_projects") : string.Join(", ", places))) + accounts));
    }
}
