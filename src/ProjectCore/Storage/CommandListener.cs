using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PmBot.ProjectCore.Storage;

/// <summary>Tells of EF's statements.</summary>
internal sealed class CommandListener(Action<string> onCommand) : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        onCommand(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        onCommand(command.CommandText);
        return ValueTask.FromResult(result);
    }
}
