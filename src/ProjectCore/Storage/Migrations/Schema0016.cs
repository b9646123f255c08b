namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Finds which message took the place of one that its channel could not replace.</summary>
internal static class Schema0016
{
    public static Migration Migration { get; } = new("0016_replaced_messages", """
        CREATE INDEX ix_outbound_target_id ON outbound (target, id) WHERE outcome = 'done' AND target IS NOT NULL;
        """);
}
