namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>What the bot learns from: misread messages, and how well each model does.</summary>
internal static class Schema0002
{
    public static Migration Migration { get; } = new("0002_learning", """
        CREATE TABLE feedback_pairs (
            id {text} NOT NULL CONSTRAINT "PK_feedback_pairs" PRIMARY KEY,
            language {text} NOT NULL,
            kind {text} NOT NULL,
            read_intent {text} NOT NULL,
            read_text {text} NOT NULL,
            meant_intent {text} NOT NULL,
            meant_text {text} NOT NULL,
            changed {text} NOT NULL,
            source {text} NOT NULL,
            model {text} NOT NULL,
            status {text} NOT NULL,
            times {int} NOT NULL,
            first_at {moment} NOT NULL,
            last_at {moment} NOT NULL
        );
        CREATE INDEX ix_feedback_pairs_status_last_at ON feedback_pairs (status, last_at);
        CREATE TABLE model_tallies (
            model {text} NOT NULL,
            day {date} NOT NULL,
            turns {long} NOT NULL,
            answered {long} NOT NULL,
            corrected {long} NOT NULL,
            unsure {long} NOT NULL,
            CONSTRAINT "PK_model_tallies" PRIMARY KEY (model, day)
        );
        """);
}
