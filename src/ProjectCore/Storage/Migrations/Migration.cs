namespace PmBot.ProjectCore.Storage.Migrations;

/// <summary>One step of the schema. Never changed once released; a mistake is mended by the next one.</summary>
/// <param name="Name">Sorts in the order of application: <c>0001_start</c>.</param>
/// <param name="Sql">Statements parted by <c>;</c> at a line's end, with the type tokens of <see cref="Dialect"/>.</param>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>The embedded store has no use for it, and only notes it as applied.</summary>
    public bool OnlyOnPostgres { get; init; }
}
