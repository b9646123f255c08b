using PmBot.Bot.Dialogs;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>A person's chat accounts in words.</summary>
internal static class Accounts
{
    /// <summary>"Slack", or "Slack (U0CAM)" where the person has two there.</summary>
    public static string Name(ChatAddress address, Turn turn)
    {
        var channel = address.Channel switch
        {
            "slack" => "Slack",
            "discord" => "Discord",
            "teams" => "Teams",
            var other => turn.HasText($"channel.{other}") ? turn.Text($"channel.{other}") : other,
        };
        return turn.Person.Identities.Count(i => i.Channel == address.Channel) > 1 ? $"{channel} ({address.UserId})" : channel;
    }

    /// <summary>All of them, the one that is being used marked.</summary>
    public static string Names(DirectoryUser person, Turn turn) => string.Join(
        ", ", person.Identities.Select(i => i == turn.Account ? turn.Text("account_here", ("account", Name(i, turn))) : Name(i, turn)));
}
