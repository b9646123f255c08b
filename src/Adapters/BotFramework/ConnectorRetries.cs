using System.Net;
using Polly;
using Polly.Retry;

namespace PmBot.Adapters.BotFramework;

/// <summary>When a question to a Connector is asked again: 429 as long as it asks for, 502 to 504, and connections that never came about.</summary>
internal static class ConnectorRetries
{
    private const int Attempts = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static ResiliencePipeline<HttpResponseMessage> Create(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Attempts,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = Longest,
                ShouldHandle = outcome => ValueTask.FromResult(IsWorthAnother(outcome.Outcome, time)),
                DelayGenerator = retry => ValueTask.FromResult(Asked(retry.Outcome.Result, time)),
                OnRetry = retry =>
                {
                    retry.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static bool IsWorthAnother(Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
    {
        { Exception: HttpRequestException lost } => SurelyDidNotArrive(lost),
        // Whoever asks has no time for a longer pause than this.
        { Result: { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } busy } =>
            Asked(busy, time) is not { } pause || pause <= Longest,
        _ => false,
    };

    /// <summary>The connection never came about: what was to be sent cannot be there.</summary>
    public static bool SurelyDidNotArrive(HttpRequestException lost) =>
        lost.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    /// <summary>How long the channel wants to be left alone; null when it does not say.</summary>
    public static TimeSpan? Asked(HttpResponseMessage? response, TimeProvider time)
    {
        var asked = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}
