namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>What was said in web conversations lately.</summary>
internal static class Schema0011
{
    public static Migration Migration { get; } = new("0011_web_transcripts", """
        CREATE TABLE web_conversations (
            id {text} NOT NULL CONSTRAINT "PK_web_conversations" PRIMARY KEY,
            epoch {text} NOT NULL,
            sequence {long} NOT NULL,
            person {text},
            locale {text},
            ended {bool} NOT NULL,
            seen_at {moment} NOT NULL
        );
        CREATE INDEX ix_web_conversations_seen_at ON web_conversations (seen_at);
        CREATE TABLE web_entries (
            conversation {text} NOT NULL,
            activity {text} NOT NULL,
            sequence {long} NOT NULL,
            shown_at {moment} NOT NULL,
            content {text} NOT NULL,
            CONSTRAINT "PK_web_entries" PRIMARY KEY (conversation, activity)
        );
        CREATE INDEX ix_web_entries_conversation_sequence ON web_entries (conversation, sequence);
        """);
}
