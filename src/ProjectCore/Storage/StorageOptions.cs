namespace PmBot.ProjectCore.Storage;

/// <summary>Where things are kept.</summary>
public sealed class StorageOptions
{
    /// <summary>The SQLite file, used without <see cref="Postgres"/>; its folder is made if need be.</summary>
    public string Path { get; set; } = "data/pmbot.db";

    /// <summary>Connection string of a PostgreSQL 15 or newer.</summary>
    public string? Postgres { get; set; }
}
