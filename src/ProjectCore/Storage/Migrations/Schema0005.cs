namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Codes that link a person's chat accounts.</summary>
internal static class Schema0005
{
    public static Migration Migration { get; } = new("0005_linking", """
        CREATE TABLE link_codes (
            digest {text} NOT NULL CONSTRAINT "PK_link_codes" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_link_codes_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_link_codes_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            expires_at {moment} NOT NULL,
            is_used {bool} NOT NULL
        );
        CREATE INDEX ix_link_codes_user_id ON link_codes (user_id);
        CREATE TABLE link_attempts (
            user_id {guid} NOT NULL CONSTRAINT "PK_link_attempts" PRIMARY KEY,
            wrong {int} NOT NULL,
            last_at {moment} NOT NULL
        );
        """);
}
