namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>What came in and has to be worked on, and what has to go out.</summary>
internal static class Schema0007
{
    public static Migration Migration { get; } = new("0007_delivery", """
        CREATE TABLE inbox (
            id {guid} NOT NULL CONSTRAINT "PK_inbox" PRIMARY KEY,
            adapter {text} NOT NULL,
            key {text} NOT NULL,
            lane {text} NOT NULL,
            payload {text} NOT NULL,
            stored_at {moment} NOT NULL,
            due_at {moment} NOT NULL,
            attempts {int} NOT NULL,
            last_error {text},
            done_at {moment},
            outcome {text}
        );
        CREATE UNIQUE INDEX ix_inbox_adapter_key ON inbox (adapter, key);
        CREATE INDEX ix_inbox_lane_id ON inbox (lane, id) WHERE done_at IS NULL;
        CREATE INDEX ix_inbox_due_at ON inbox (due_at) WHERE done_at IS NULL;
        CREATE INDEX ix_inbox_done_at ON inbox (done_at) WHERE done_at IS NOT NULL;
        CREATE TABLE outbound (
            id {guid} NOT NULL CONSTRAINT "PK_outbound" PRIMARY KEY,
            adapter {text} NOT NULL,
            key {text} NOT NULL,
            lane {text} NOT NULL,
            scope {text} NOT NULL,
            target {text},
            payload {text} NOT NULL,
            result {text},
            stored_at {moment} NOT NULL,
            due_at {moment} NOT NULL,
            attempts {int} NOT NULL,
            last_error {text},
            done_at {moment},
            outcome {text}
        );
        CREATE UNIQUE INDEX ix_outbound_adapter_key ON outbound (adapter, key);
        CREATE INDEX ix_outbound_lane_id ON outbound (lane, id) WHERE done_at IS NULL;
        CREATE INDEX ix_outbound_due_at ON outbound (due_at) WHERE done_at IS NULL;
        CREATE INDEX ix_outbound_done_at ON outbound (done_at) WHERE done_at IS NOT NULL;
        """);
}
