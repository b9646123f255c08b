namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>The first schema: workspaces, people, projects, tasks, audit, outbox.</summary>
internal static class Schema0001
{
    public static Migration Migration { get; } = new("0001_start", """
        CREATE TABLE workspaces (
            id {guid} NOT NULL CONSTRAINT "PK_workspaces" PRIMARY KEY,
            name {text} NOT NULL,
            timezone {text} NOT NULL,
            language {text} NOT NULL,
            holidays {text} NOT NULL,
            revision {long} NOT NULL,
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE TABLE workspace_channels (
            workspace_id {guid} NOT NULL CONSTRAINT "FK_workspace_channels_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            channel {text} NOT NULL,
            tenant {text} NOT NULL,
            CONSTRAINT "PK_workspace_channels" PRIMARY KEY (workspace_id, channel)
        );
        CREATE UNIQUE INDEX ix_workspace_channels_channel_tenant ON workspace_channels (channel, tenant);
        CREATE TABLE workspace_counters (
            workspace_id {guid} NOT NULL CONSTRAINT "PK_workspace_counters" PRIMARY KEY
                CONSTRAINT "FK_workspace_counters_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            last_task {int} NOT NULL,
            last_deployment {int} NOT NULL
        );
        CREATE TABLE projects (
            id {guid} NOT NULL CONSTRAINT "PK_projects" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_projects_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            name {text} NOT NULL,
            folded_name {text} NOT NULL,
            key {text} NOT NULL,
            aliases {text} NOT NULL,
            description {text},
            template {text} NOT NULL,
            methodology {text} NOT NULL,
            is_archived {bool} NOT NULL,
            labels {text} NOT NULL,
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_projects_workspace_id_folded_name ON projects (workspace_id, folded_name) WHERE deleted_at IS NULL;
        CREATE UNIQUE INDEX ix_projects_workspace_id_key ON projects (workspace_id, key) WHERE deleted_at IS NULL;
        CREATE TABLE users (
            id {guid} NOT NULL CONSTRAINT "PK_users" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_users_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            username {text} NOT NULL,
            full_name {text} NOT NULL,
            email {text},
            timezone {text},
            language {text},
            role {text} NOT NULL,
            is_deactivated {bool} NOT NULL,
            default_project_id {guid} CONSTRAINT "FK_users_projects_default_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_users_workspace_id_username ON users (workspace_id, username) WHERE deleted_at IS NULL;
        CREATE TABLE identities (
            id {guid} NOT NULL CONSTRAINT "PK_identities" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_identities_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_identities_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            channel {text} NOT NULL,
            tenant {text} NOT NULL,
            channel_user_id {text} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_identities_channel_tenant_channel_user_id ON identities (channel, tenant, channel_user_id) WHERE deleted_at IS NULL;
        CREATE INDEX ix_identities_workspace_id ON identities (workspace_id);
        CREATE TABLE memberships (
            id {guid} NOT NULL CONSTRAINT "PK_memberships" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_memberships_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_memberships_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_memberships_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            role {text} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_memberships_project_id_user_id ON memberships (project_id, user_id);
        CREATE INDEX ix_memberships_workspace_id ON memberships (workspace_id);
        CREATE TABLE environments (
            id {guid} NOT NULL CONSTRAINT "PK_environments" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_environments_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_environments_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            name {text} NOT NULL,
            aliases {text} NOT NULL,
            is_protected {bool} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_environments_project_id_name ON environments (project_id, name) WHERE deleted_at IS NULL;
        CREATE INDEX ix_environments_workspace_id ON environments (workspace_id);
        CREATE TABLE sprints (
            id {guid} NOT NULL CONSTRAINT "PK_sprints" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_sprints_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_sprints_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            name {text} NOT NULL,
            start_on {date} NOT NULL,
            end_on {date} NOT NULL,
            is_current {bool} NOT NULL,
            goal {text},
            capacity {decimal},
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_sprints_project_id_name ON sprints (project_id, name) WHERE deleted_at IS NULL;
        CREATE INDEX ix_sprints_workspace_id ON sprints (workspace_id);
        CREATE TABLE tasks (
            id {guid} NOT NULL CONSTRAINT "PK_tasks" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_tasks_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_tasks_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            number {int} NOT NULL,
            title {text} NOT NULL,
            folded_title {text} NOT NULL,
            description {text},
            status {text} NOT NULL,
            priority {int} NOT NULL,
            assignee_id {guid} CONSTRAINT "FK_tasks_users_assignee_id" REFERENCES users (id) ON DELETE RESTRICT,
            due_day {date},
            due_time {clock},
            estimate {decimal},
            labels {text} NOT NULL,
            sprint_id {guid} CONSTRAINT "FK_tasks_sprints_sprint_id" REFERENCES sprints (id) ON DELETE RESTRICT,
            finished_at {moment},
            created_by {guid} NOT NULL CONSTRAINT "FK_tasks_users_created_by" REFERENCES users (id) ON DELETE RESTRICT,
            created_at {moment} NOT NULL,
            updated_by {guid} NOT NULL,
            updated_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_tasks_workspace_id_number ON tasks (workspace_id, number);
        CREATE INDEX ix_tasks_project_id_status ON tasks (project_id, status);
        CREATE INDEX ix_tasks_assignee_id_status ON tasks (assignee_id, status) WHERE assignee_id IS NOT NULL;
        CREATE INDEX ix_tasks_sprint_id ON tasks (sprint_id) WHERE sprint_id IS NOT NULL;
        CREATE TABLE task_dependencies (
            task_id {guid} NOT NULL CONSTRAINT "FK_task_dependencies_tasks_task_id" REFERENCES tasks (id) ON DELETE CASCADE,
            depends_on_id {guid} NOT NULL CONSTRAINT "FK_task_dependencies_tasks_depends_on_id" REFERENCES tasks (id) ON DELETE RESTRICT,
            CONSTRAINT "PK_task_dependencies" PRIMARY KEY (task_id, depends_on_id)
        ){clustered};
        CREATE INDEX ix_task_dependencies_depends_on_id ON task_dependencies (depends_on_id);
        CREATE TABLE comments (
            id {guid} NOT NULL CONSTRAINT "PK_comments" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_comments_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            task_id {guid} NOT NULL CONSTRAINT "FK_comments_tasks_task_id" REFERENCES tasks (id) ON DELETE RESTRICT,
            author_id {guid} NOT NULL CONSTRAINT "FK_comments_users_author_id" REFERENCES users (id) ON DELETE RESTRICT,
            text {text} NOT NULL,
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE INDEX ix_comments_task_id_created_at ON comments (task_id, created_at);
        CREATE TABLE deployments (
            id {guid} NOT NULL CONSTRAINT "PK_deployments" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_deployments_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            number {int} NOT NULL,
            project_id {guid} NOT NULL CONSTRAINT "FK_deployments_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            environment_id {guid} NOT NULL CONSTRAINT "FK_deployments_environments_environment_id" REFERENCES environments (id) ON DELETE RESTRICT,
            release {text} NOT NULL,
            status {text} NOT NULL,
            requested_by {guid} CONSTRAINT "FK_deployments_users_requested_by" REFERENCES users (id) ON DELETE RESTRICT,
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_deployments_workspace_id_number ON deployments (workspace_id, number);
        CREATE INDEX ix_deployments_project_id_environment_id ON deployments (project_id, environment_id);
        CREATE TABLE audit_entries (
            id {guid} NOT NULL CONSTRAINT "PK_audit_entries" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_audit_entries_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_audit_entries_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            surface {text} NOT NULL,
            operation {text} NOT NULL,
            at {moment} NOT NULL,
            idempotency_key {text},
            group_id {guid},
            outcome {text} NOT NULL,
            inverse {text},
            is_undoable {bool} NOT NULL,
            undone_by {guid}
        );
        CREATE INDEX ix_audit_entries_user_id_id ON audit_entries (user_id, id);
        CREATE UNIQUE INDEX ix_audit_entries_workspace_id_idempotency_key ON audit_entries (workspace_id, idempotency_key)
            WHERE idempotency_key IS NOT NULL;
        CREATE INDEX ix_audit_entries_group_id ON audit_entries (group_id) WHERE group_id IS NOT NULL;
        CREATE TABLE audit_subjects (
            subject_id {guid} NOT NULL,
            after_version {long} NOT NULL,
            before_version {long} NOT NULL,
            same_as_version {long},
            audit_id {guid} NOT NULL CONSTRAINT "FK_audit_subjects_audit_entries_audit_id" REFERENCES audit_entries (id) ON DELETE RESTRICT,
            CONSTRAINT "PK_audit_subjects" PRIMARY KEY (subject_id, after_version)
        ){clustered};
        CREATE TABLE outbox_events (
            id {guid} NOT NULL CONSTRAINT "PK_outbox_events" PRIMARY KEY,
            type {text} NOT NULL,
            payload {text} NOT NULL,
            due_at {moment} NOT NULL,
            attempts {int} NOT NULL,
            delivered_to {text} NOT NULL,
            last_error {text}
        );
        CREATE INDEX ix_outbox_events_due_at ON outbox_events (due_at);
        """);
}
