namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Invitations, and the audit by time.</summary>
internal static class Schema0006
{
    public static Migration Migration { get; } = new("0006_skills", """
        CREATE TABLE invitations (
            id {guid} NOT NULL CONSTRAINT "PK_invitations" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_invitations_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_invitations_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            role {text} NOT NULL,
            code_hash {text} NOT NULL,
            email {text},
            invited_by {guid} NOT NULL CONSTRAINT "FK_invitations_users_invited_by" REFERENCES users (id) ON DELETE RESTRICT,
            created_at {moment} NOT NULL,
            expires_at {moment} NOT NULL,
            redeemed_at {moment},
            redeemed_by {guid} CONSTRAINT "FK_invitations_users_redeemed_by" REFERENCES users (id) ON DELETE RESTRICT,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_invitations_workspace_id_code_hash ON invitations (workspace_id, code_hash);
        CREATE INDEX ix_invitations_project_id ON invitations (project_id);
        CREATE INDEX ix_audit_entries_workspace_id_at ON audit_entries (workspace_id, at);
        """);
}
