using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

public sealed class RedisHealthTests
{
    private readonly RedisHealth _health = new();

    [Fact]
    public async Task Before_the_first_answer_callers_wait_for_it()
    {
        var waiting = _health.IsAvailableAsync(CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        _health.Report(answered: true);
        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task A_doubt_is_not_a_verdict_and_a_second_failure_is()
    {
        _health.Report(answered: true);
        _health.Doubt();
        _health.Doubt();
        _health.Doubted.IsCompleted.ShouldBeTrue();
        var waiting = _health.IsAvailableAsync(CancellationToken.None).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        _health.Report(answered: false);
        (await waiting).ShouldBeFalse();
        (await _health.IsAvailableAsync(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_ends_doubt_and_absence()
    {
        _health.Report(answered: false);
        _health.Report(answered: false);
        _health.Report(answered: true);
        (await _health.IsAvailableAsync(CancellationToken.None)).ShouldBeTrue();
        _health.Doubt();
        _health.Report(answered: true);
        _health.Doubted.IsCompleted.ShouldBeFalse();
        (await _health.IsAvailableAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_lets_everybody_go()
    {
        var waiting = _health.IsAvailableAsync(CancellationToken.None).AsTask();
        _health.Stop();
        (await waiting).ShouldBeFalse();
    }
}
