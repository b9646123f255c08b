namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>Until when the clock's work was planned: what fell due while nothing ran is told apart from what nobody wanted.</summary>
internal static class Schema0015
{
    public static Migration Migration { get; } = new("0015_planned", """
        CREATE TABLE planned (
            workspace_id {guid} NOT NULL CONSTRAINT "PK_planned" PRIMARY KEY,
            at {moment} NOT NULL
        );
        """);
}
