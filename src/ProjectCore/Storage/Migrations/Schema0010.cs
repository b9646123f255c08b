namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>How far a Discord session was dealt with, and what buttons mean whose data is longer than their ids.</summary>
internal static class Schema0010
{
    public static Migration Migration { get; } = new("0010_discord", """
        CREATE TABLE discord_sessions (
            application {text} NOT NULL CONSTRAINT "PK_discord_sessions" PRIMARY KEY,
            session {text} NOT NULL,
            kept_at {moment} NOT NULL
        );
        CREATE TABLE discord_components (
            id {text} NOT NULL CONSTRAINT "PK_discord_components" PRIMARY KEY,
            content {text} NOT NULL,
            kept_at {moment} NOT NULL
        );
        CREATE INDEX ix_discord_components_kept_at ON discord_components (kept_at);
        """);
}
