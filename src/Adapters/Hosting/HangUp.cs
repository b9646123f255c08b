using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.Hosting;

/// <summary>Tells a caller who went away in the middle from a failure of ours.</summary>
internal static class HangUp
{
    /// <summary>Whether <paramref name="exception"/> only says that the caller of <paramref name="http"/> is gone, so that nobody is left to be answered.</summary>
    /// <remarks>
    /// A reset connection is told by its own exception: the server fails the reading first and sets
    /// <see cref="HttpContext.RequestAborted"/> a moment later, from another thread.
    /// </remarks>
    public static bool Is(Exception exception, HttpContext http) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException);
}
