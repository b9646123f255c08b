namespace PmBot.ProjectCore.Storage;

/// <summary>Brings the schema up to date.</summary>
public sealed class Migrator
{
    /// <summary>Applies what is missing; several processes may do so at once.</summary>
    /// <returns>The names of the migrations applied, none when all were there.</returns>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
