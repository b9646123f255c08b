using System.ClientModel;
using System.Globalization;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using PmBot.Bot.Telemetry;

namespace PmBot.Bot.Llm;

/// <summary>Asks a language model under a time limit, and leaves it alone for a while when it fails or says that it has enough.</summary>
/// <remarks>Nothing that a model does reaches the turn as an exception; only the turn's own end does.</remarks>
public sealed class LlmCircuit
{
    /// <summary>The most that a person waits for a model.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long a failing model is left alone.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    /// <summary>The longest that an announced wait is believed.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private const int Failures = 3;
    private readonly IChatClient _client;
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _clock;
    private readonly ILogger<LlmCircuit> _logger;
    private long _waitUntil;

    /// <param name="client">What is asked.</param>
    /// <param name="clock">A clock that runs: a frozen one would never close the circuit again.</param>
    /// <param name="logger">Hears of failures; never of messages.</param>
    public LlmCircuit(IChatClient client, TimeProvider clock, ILogger<LlmCircuit> logger)
    {
        (_client, _clock, _logger) = (client, clock, logger);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = Failures,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = Break,
                // Whatever an outside service does wrong counts; a turn that was given up says nothing about it.
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null && !args.Context.CancellationToken.IsCancellationRequested),
            })
            .AddTimeout(Patience)
            .Build();
    }

    /// <summary>Asks; null when the model is away, has enough, or does not answer as it should.</summary>
    /// <param name="ask">The question; an answer that it cannot take it refuses with an exception.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    public async Task<T?> AskAsync<T>(Func<IChatClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (_clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _waitUntil))
        {
            BotTelemetry.LanguageModelAsked("waiting");
            return null;
        }

        try
        {
            var answer = await _pipeline.ExecuteAsync(static async (state, ct) => await state.ask(state._client, ct), (ask, _client), cancellationToken);
            BotTelemetry.LanguageModelAsked("ok");
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (BrokenCircuitException)
        {
            BotTelemetry.LanguageModelAsked("open");
            return null;
        }
#pragma warning disable CA1031 // A service that the bot can do without must not end a turn, whatever it sends.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Wait(e);
            BotTelemetry.LanguageModelAsked(e is TimeoutRejectedException ? "slow" : "failed");
            // The message of the exception may quote what was sent or answered.
            Log.LanguageModelFailed(_logger, e.GetType().Name, (e as ClientResultException)?.Status ?? 0);
            return null;
        }
    }

    /// <summary>Takes note of a wait that the service asks for: 429 and 503 with Retry-After.</summary>
    private void Wait(Exception e)
    {
        if (e is not ClientResultException { Status: 429 or 503 } refused || refused.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var after) != true || after is null)
        {
            return;
        }

        var now = _clock.GetUtcNow();
        var wait = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParseExact(after, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment - now
            : TimeSpan.Zero;
        Interlocked.Exchange(ref _waitUntil, (now + (wait < LongestWait ? wait : LongestWait)).UtcTicks);
    }
}
