using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.Queues;

/// <summary>The way to one channel of one team: so many calls at once and no more, tried again within seconds, left alone for a while when it fails as a whole.</summary>
/// <remarks>Every scope has its own, so that a channel that is slow or dead takes nothing from another.</remarks>
internal sealed class ChannelWire : IDisposable
{
    /// <summary>How many calls to a channel are under way at once.</summary>
    public const int MostAtOnce = 8;

    /// <summary>The longest that a call may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How much longer a call may take once the service is told to stop: what is broken off may have arrived, and nobody knows.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>A pause that a channel asks for is waited out in memory up to this; a longer one in the database.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim slots = new(MostAtOnce);
    private readonly CircuitBreakerStateProvider circuit = new();
    private readonly ResiliencePipeline pipeline;
    private readonly TimeProvider clock;

    public ChannelWire(string scope, TimeProvider clock, ILogger logger)
    {
        this.clock = clock;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(250),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = LongestWait,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is DeliveryException { IsTransient: true } failure && !(failure.RetryAfter > LongestWait) && !IsDoubtful(failure, args.Context)),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as DeliveryException)?.RetryAfter),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDurationGenerator = args => ValueTask.FromResult(Min(FirstBreak * Math.Pow(2, Math.Min(args.HalfOpenAttempts, 10)), LongestBreak)),
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is DeliveryException failure && IsOfTheChannel(failure)),
                StateProvider = circuit,
                OnOpened = args =>
                {
                    DeliveryLog.CircuitOpened(logger, scope, args.BreakDuration);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Whether the channel is being left alone now.</summary>
    public bool IsOpen => circuit.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <summary>The channel as a whole is away: nothing that this one message could be blamed for.</summary>
    public static bool IsOfTheChannel(DeliveryException failure) => failure is { IsTransient: true, Status: null or 500 or 502 or 503 or 504 };

    /// <summary>Does something over the wire.</summary>
    /// <param name="call">One attempt.</param>
    /// <param name="mayRepeat">Whether what may have arrived can be sent again at once.</param>
    /// <param name="onTrouble">Told when an attempt failed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">It failed, after the retries that made sense within seconds.</exception>
    /// <exception cref="BrokenCircuitException">The channel is being left alone.</exception>
    public async Task<string?> ExecuteAsync(Func<CancellationToken, Task<string?>> call, bool mayRepeat, Action<DeliveryException> onTrouble, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(MayRepeat, mayRepeat);
        try
        {
            return await pipeline.ExecuteAsync(
                async ctx =>
                {
                    try
                    {
                        return await AttemptAsync(call, ctx.CancellationToken);
                    }
                    catch (DeliveryException failure)
                    {
                        onTrouble(failure);
                        throw;
                    }
                },
                context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Does something that is worth nothing later: not at all when the channel is busy or away.</summary>
    public async Task TryAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        if (IsOpen || !await slots.WaitAsync(TimeSpan.Zero, cancellationToken)) return;
        try
        {
            await call(cancellationToken);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    private async Task<string?> AttemptAsync(Func<CancellationToken, Task<string?>> call, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            // Those who queued here while the channel was dying need not all find out for themselves.
            if (IsOpen) throw new BrokenCircuitException("The channel is being left alone.", FirstBreak);
            using var patience = new CancellationTokenSource(Patience, clock);
            await using var stop = cancellationToken.UnsafeRegister(static p => ((CancellationTokenSource)p!).CancelAfter(Grace), patience);
            try
            {
                return await call(patience.Token);
            }
            catch (OperationCanceledException late) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new DeliveryException("The channel did not answer in time.", late) { MayHaveArrived = true };
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private static readonly ResiliencePropertyKey<bool> MayRepeat = new("may-repeat");

    private static bool IsDoubtful(DeliveryException failure, ResilienceContext context) => failure.MayHaveArrived && !context.Properties.GetValue(MayRepeat, defaultValue: false);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
