namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Of which messages of a channel one of ours consists that was too long for one.</summary>
internal static class Schema0013
{
    public static Migration Migration { get; } = new("0013_message_pages", """
        CREATE TABLE message_pages (
            adapter {text} NOT NULL,
            place {text} NOT NULL,
            page {text} NOT NULL,
            head {text} NOT NULL,
            number {int} NOT NULL,
            kept_at {moment} NOT NULL,
            CONSTRAINT "PK_message_pages" PRIMARY KEY (adapter, place, page)
        );
        CREATE INDEX ix_message_pages_adapter_place_head ON message_pages (adapter, place, head);
        CREATE INDEX ix_message_pages_kept_at ON message_pages (kept_at);
        """);
}
