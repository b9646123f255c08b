namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Slack workspaces that installed PmBot, and installations under way.</summary>
internal static class Schema0009
{
    public static Migration Migration { get; } = new("0009_slack", """
        CREATE TABLE slack_installations (
            id {text} NOT NULL CONSTRAINT "PK_slack_installations" PRIMARY KEY,
            name {text},
            bot_user {text},
            secret {text} NOT NULL,
            expires_at {moment},
            scopes {text},
            installed_by {text},
            installed_at {moment} NOT NULL
        );
        CREATE TABLE slack_states (
            hash {text} NOT NULL CONSTRAINT "PK_slack_states" PRIMARY KEY,
            expires_at {moment} NOT NULL
        );
        """);
}
