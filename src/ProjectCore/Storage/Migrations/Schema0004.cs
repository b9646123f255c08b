namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>A team's week: where people are reached, what they are told and when.</summary>
internal static class Schema0004
{
    public static Migration Migration { get; } = new("0004_week", """
        CREATE TABLE conversation_refs (
            workspace_id {guid} NOT NULL CONSTRAINT "FK_conversation_refs_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            key {text} NOT NULL,
            user_id {guid} CONSTRAINT "FK_conversation_refs_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            channel {text} NOT NULL,
            conversation {text} NOT NULL,
            name {text},
            language {text},
            reference {text} NOT NULL,
            features {text} NOT NULL,
            seen_at {moment} NOT NULL,
            CONSTRAINT "PK_conversation_refs" PRIMARY KEY (workspace_id, key)
        ){clustered};
        CREATE INDEX ix_conversation_refs_user_id ON conversation_refs (user_id) WHERE user_id IS NOT NULL;
        CREATE TABLE project_channels (
            id {guid} NOT NULL CONSTRAINT "PK_project_channels" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_project_channels_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_project_channels_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            conversation_key {text} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_project_channels_project_id ON project_channels (project_id);
        CREATE TABLE reminders (
            id {guid} NOT NULL CONSTRAINT "PK_reminders" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_reminders_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            owner_id {guid} NOT NULL CONSTRAINT "FK_reminders_users_owner_id" REFERENCES users (id) ON DELETE RESTRICT,
            recipient_id {guid} CONSTRAINT "FK_reminders_users_recipient_id" REFERENCES users (id) ON DELETE RESTRICT,
            conversation_key {text},
            text {text},
            task_id {guid} CONSTRAINT "FK_reminders_tasks_task_id" REFERENCES tasks (id) ON DELETE RESTRICT,
            zone {text} NOT NULL,
            local_at {text},
            recurrence {text},
            trigger_id {guid} CONSTRAINT "FK_reminders_tasks_trigger_id" REFERENCES tasks (id) ON DELETE RESTRICT,
            next_at {moment},
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE INDEX ix_reminders_next_at ON reminders (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX ix_reminders_workspace_id ON reminders (workspace_id);
        CREATE INDEX ix_reminders_trigger_id ON reminders (trigger_id) WHERE trigger_id IS NOT NULL;
        CREATE TABLE absences (
            id {guid} NOT NULL CONSTRAINT "PK_absences" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_absences_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_absences_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            from_day {date} NOT NULL,
            to_day {date} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE INDEX ix_absences_workspace_id_to_day ON absences (workspace_id, to_day);
        CREATE TABLE notice_settings (
            id {guid} NOT NULL CONSTRAINT "PK_notice_settings" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_notice_settings_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_notice_settings_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            settings {text} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_notice_settings_user_id ON notice_settings (user_id);
        CREATE INDEX ix_notice_settings_workspace_id ON notice_settings (workspace_id);
        CREATE TABLE standup_schedules (
            id {guid} NOT NULL CONSTRAINT "PK_standup_schedules" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_standup_schedules_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_standup_schedules_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            set_by {guid} NOT NULL CONSTRAINT "FK_standup_schedules_users_set_by" REFERENCES users (id) ON DELETE RESTRICT,
            at_time {text} NOT NULL,
            starts_on {date} NOT NULL,
            paused_until {date},
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_standup_schedules_project_id ON standup_schedules (project_id);
        CREATE INDEX ix_standup_schedules_workspace_id ON standup_schedules (workspace_id);
        CREATE TABLE standups (
            id {guid} NOT NULL CONSTRAINT "PK_standups" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_standups_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            project_id {guid} NOT NULL CONSTRAINT "FK_standups_projects_project_id" REFERENCES projects (id) ON DELETE RESTRICT,
            user_id {guid} NOT NULL CONSTRAINT "FK_standups_users_user_id" REFERENCES users (id) ON DELETE RESTRICT,
            day {date} NOT NULL,
            yesterday {text},
            today {text},
            blockers {text},
            is_skipped {bool} NOT NULL,
            created_at {moment} NOT NULL,
            version {long} NOT NULL,
            deleted_at {moment}
        );
        CREATE UNIQUE INDEX ix_standups_project_id_user_id_day ON standups (project_id, user_id, day);
        CREATE INDEX ix_standups_workspace_id_day ON standups (workspace_id, day);
        CREATE TABLE deliveries (
            id {guid} NOT NULL CONSTRAINT "PK_deliveries" PRIMARY KEY,
            workspace_id {guid} NOT NULL CONSTRAINT "FK_deliveries_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            key {text} NOT NULL,
            kind {text} NOT NULL,
            user_id {guid},
            conversation_key {text},
            subject_id {guid},
            payload {text} NOT NULL,
            meant_at {moment} NOT NULL,
            due_at {moment} NOT NULL,
            attempts {int} NOT NULL,
            last_error {text},
            done_at {moment},
            outcome {text}
        );
        CREATE UNIQUE INDEX ix_deliveries_workspace_id_key ON deliveries (workspace_id, key);
        CREATE INDEX ix_deliveries_due_at ON deliveries (due_at) WHERE done_at IS NULL;
        CREATE INDEX ix_deliveries_done_at ON deliveries (done_at) WHERE done_at IS NOT NULL;
        CREATE TABLE posted_messages (
            workspace_id {guid} NOT NULL CONSTRAINT "FK_posted_messages_workspaces_workspace_id" REFERENCES workspaces (id) ON DELETE RESTRICT,
            key {text} NOT NULL,
            conversation_key {text} NOT NULL,
            message_id {text} NOT NULL,
            content {text} NOT NULL,
            posted_at {moment} NOT NULL,
            CONSTRAINT "PK_posted_messages" PRIMARY KEY (workspace_id, key)
        ){clustered};
        CREATE INDEX ix_posted_messages_posted_at ON posted_messages (posted_at);
        """);
}
