using System.Collections.Concurrent;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Keeps what is logged as an error: the bot apologises to the person and goes on, a test should not.</summary>
internal sealed class FaultLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>What was logged since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (_faults.TryDequeue(out var fault))
        {
            taken.Add(fault);
        }

        return taken;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _faults.Enqueue(exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.GetType().Name}: {exception.Message}{Origin(exception)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Where it was thrown, which says more than the message in most cases.</summary>
    private static string Origin(Exception exception) =>
        exception.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("PmBot.", StringComparison.Ordinal)) is { } line ? $" {line}" : "";
}
