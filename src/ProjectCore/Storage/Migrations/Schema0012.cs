namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Which workspace somebody's direct messages are about, where the channel does not say; and a Discord account is one in each server, as somebody may be in several.</summary>
internal static class Schema0012
{
    public static Migration Migration { get; } = new("0012_direct_workspaces", """
        CREATE TABLE direct_workspaces (
            channel {text} NOT NULL,
            account {text} NOT NULL,
            workspace_id {guid} NOT NULL,
            chosen_at {moment} NOT NULL,
            CONSTRAINT "PK_direct_workspaces" PRIMARY KEY (channel, account)
        );
        UPDATE identities SET tenant = (SELECT c.tenant FROM workspace_channels c WHERE c.workspace_id = identities.workspace_id AND c.channel = 'discord')
        WHERE channel = 'discord' AND tenant = '' AND EXISTS (SELECT 1 FROM workspace_channels c WHERE c.workspace_id = identities.workspace_id AND c.channel = 'discord');
        """);
}
