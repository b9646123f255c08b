namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Sprints that are started and closed, and their history.</summary>
internal static class Schema0003
{
    public static Migration Migration { get; } = new("0003_sprints", """
        ALTER TABLE sprints ADD COLUMN started_at {moment};
        ALTER TABLE sprints ADD COLUMN closed_at {moment};
        CREATE TABLE sprint_entries (
            sprint_id {guid} NOT NULL CONSTRAINT "FK_sprint_entries_sprints_sprint_id" REFERENCES sprints (id) ON DELETE RESTRICT,
            task_id {guid} NOT NULL CONSTRAINT "FK_sprint_entries_tasks_task_id" REFERENCES tasks (id) ON DELETE RESTRICT,
            task_version {long} NOT NULL,
            at {moment} NOT NULL,
            points {decimal},
            state {text} NOT NULL,
            CONSTRAINT "PK_sprint_entries" PRIMARY KEY (sprint_id, task_id, task_version)
        ){clustered};
        INSERT INTO sprint_entries (sprint_id, task_id, task_version, at, points, state)
            SELECT sprint_id, id, 0, created_at, estimate, 'open' FROM tasks WHERE sprint_id IS NOT NULL AND deleted_at IS NULL AND status <> 'cancelled';
        INSERT INTO sprint_entries (sprint_id, task_id, task_version, at, points, state)
            SELECT sprint_id, id, version, finished_at, estimate, 'done' FROM tasks WHERE sprint_id IS NOT NULL AND deleted_at IS NULL AND status = 'done' AND finished_at IS NOT NULL;
        """);
}
