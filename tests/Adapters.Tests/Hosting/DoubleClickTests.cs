using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Tests.Hosting;

public sealed class DoubleClickTests
{
    [Fact]
    public void Clicks_in_a_row_are_one_until_there_is_a_pause()
    {
        var clock = new Clock();
        var clicks = new DoubleClicks(clock);
        bool After(double seconds, string click = "a")
        {
            clock.Now += TimeSpan.FromSeconds(seconds).Ticks;
            return clicks.IsAnother(click);
        }

        new[] { After(0), After(0.2), After(1.9), After(1.9), After(2.1), After(0.1, "b"), After(0.1) }.ShouldBe([false, true, true, true, false, false, true]);
        clicks.Forget("a");
        After(0).ShouldBeFalse("nothing came of the one before");
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
