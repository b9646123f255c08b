using FsCheck;
using FsCheck.Fluent;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;

namespace PmBot.ProjectCore.Tests.Reminders;

public sealed class RecurrenceTests
{
    private static readonly string[] Zones = ["America/Bogota", "America/Santiago", "Europe/Madrid", "Europe/London", "Australia/Lord_Howe", "UTC"];

    private static readonly string[] Rules =
    [
        "T09", "T08:30", "P1D", "P15D", "P1WD", "P1WDT09", "XXXX-WXX-1T09", "XXXX-WXX-2,4T10", "XXXX-WXX-5/P2W", "XXXX-WXX-5T16:45/P3W", "P2W", "XXXX-XX-15", "XXXX-XX-31T17",
        "XXXX-XX-WXX-1-#1", "XXXX-XX-WXX-5-#-1T16", "P1M", "P3M", "XXXX-XX-31/P2M", "XXXX-06-03", "XXXX-02-29T08", "P1Y", "PT2H", "PT15M", "XXXX-WXX-6,7",
    ];

    [Theory]
    [MemberData(nameof(AllRules))]
    public void What_is_written_is_read_again(string rule)
    {
        var read = Recurrence.Parse(rule).ShouldNotBeNull();
        read.ToString().ShouldBe(rule);
    }

    public static TheoryData<string> AllRules => [.. Rules];

    [Theory]
    [InlineData("TMO", "T09")]
    [InlineData("P1DT09", "T09")]
    [InlineData("XXXX-WXX-WE", "XXXX-WXX-6,7")]
    [InlineData("XXXX-WXX-4,2", "XXXX-WXX-2,4")]
    public void What_the_recognizer_writes_otherwise_is_read_too(string written, string rule) => Recurrence.Parse(written).ShouldNotBeNull().ToString().ShouldBe(rule);

    [Theory]
    [InlineData("")]
    [InlineData("P0D")]
    [InlineData("XXXX-13-01")]
    [InlineData("XXXX-XX-32")]
    [InlineData("2026-03-09")]
    [InlineData("T25")]
    [InlineData("nonsense")]
    public void Anything_else_is_none(string text) => Recurrence.Parse(text).ShouldBeNull();

    [Theory]
    // From Monday 9 March 2026, 10:00.
    [InlineData("T09", "2026-03-10T09:00", "2026-03-11T09:00")]
    [InlineData("XXXX-WXX-1T09", "2026-03-16T09:00", "2026-03-23T09:00")]
    [InlineData("XXXX-WXX-2,4T10", "2026-03-10T10:00", "2026-03-12T10:00")]
    [InlineData("XXXX-WXX-5T16/P2W", "2026-03-13T16:00", "2026-03-27T16:00")]
    [InlineData("XXXX-XX-31T17", "2026-03-31T17:00", "2026-04-30T17:00")]
    [InlineData("XXXX-XX-WXX-1-#1", "2026-04-06T09:00", "2026-05-04T09:00")]
    [InlineData("XXXX-XX-WXX-5-#-1", "2026-03-27T09:00", "2026-04-24T09:00")]
    [InlineData("P2W", "2026-03-23T09:00", "2026-04-06T09:00")]
    [InlineData("P15D", "2026-03-24T09:00", "2026-04-08T09:00")]
    [InlineData("PT2H", "2026-03-09T12:00", "2026-03-09T14:00")]
    [InlineData("XXXX-06-03", "2026-06-03T09:00", "2027-06-03T09:00")]
    [InlineData("P1WDT09", "2026-03-10T09:00", "2026-03-11T09:00")]
    public void It_begins_and_goes_on(string rule, string first, string second)
    {
        var recurrence = Recurrence.Parse(rule)!;
        var begin = recurrence.FirstAfter(new DateTime(2026, 3, 9, 10, 0, 0), []);
        begin.ShouldBe(DateTime.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
        recurrence.NextAfter(WallClock.ToUtc(begin, TimeZoneInfo.Utc), begin, TimeZoneInfo.Utc, []).UtcDateTime
            .ShouldBe(DateTime.Parse(second, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Work_days_leave_weekends_and_holidays_out()
    {
        var recurrence = Recurrence.Parse("P1WDT09")!;
        DateOnly[] holidays = [new(2026, 3, 23)];
        var friday = new DateTime(2026, 3, 20, 9, 0, 0);
        recurrence.NextAfter(WallClock.ToUtc(friday, TimeZoneInfo.Utc), friday, TimeZoneInfo.Utc, holidays).UtcDateTime.ShouldBe(new DateTime(2026, 3, 24, 9, 0, 0));
        recurrence.FirstAfter(friday, holidays).ShouldBe(new DateTime(2026, 3, 24, 9, 0, 0));
    }

    [Fact]
    public void The_wall_clock_stays_when_clocks_are_set()
    {
        var zone = WallClock.Zone("Europe/Madrid");
        var recurrence = Recurrence.Parse("T09")!;
        var first = new DateTime(2026, 3, 27, 9, 0, 0);
        var saturday = WallClock.ToUtc(new DateTime(2026, 3, 28, 9, 0, 0), zone);
        // Clocks go forward on Sunday 29 March: 09:00 is an hour earlier in UTC.
        recurrence.NextAfter(saturday, first, zone, []).ShouldBe(new DateTimeOffset(2026, 3, 29, 7, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_time_that_is_skipped_comes_later_and_one_that_comes_twice_comes_first()
    {
        var zone = WallClock.Zone("Europe/Madrid");
        WallClock.ToUtc(new DateTime(2026, 3, 29, 2, 30, 0), zone).ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero));
        WallClock.ToUtc(new DateTime(2026, 10, 25, 2, 30, 0), zone).ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void The_next_is_always_later_and_shows_the_same_time_of_day()
    {
        var cases = Gen.Elements(Rules).SelectMany(rule => Gen.Elements(Zones).SelectMany(zone => Gen.Choose(0, 3 * 366 * 24 * 60).Select(minutes => (rule, zone, minutes))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var zone = WallClock.Zone(c.zone);
            var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(c.minutes);
            var recurrence = Recurrence.Parse(c.rule)!;
            var first = recurrence.FirstAfter(WallClock.ToLocal(now, zone), []);
            var moment = now;
            for (var i = 0; i < 4; i++)
            {
                var next = recurrence.NextAfter(moment, first, zone, []);
                if (next <= moment) return false;
                var local = WallClock.ToLocal(next, zone);
                var skipped = zone.IsInvalidTime(DateOnly.FromDateTime(local).ToDateTime(TimeOnly.FromDateTime(first)));
                if (recurrence.Unit is not (RecurrenceUnit.Hour or RecurrenceUnit.Minute) && !skipped && local.TimeOfDay != first.TimeOfDay) return false;
                moment = next;
            }

            return true;
        }));
    }

    [Theory]
    [InlineData("2026-03-09T21:00", "2026-03-10T08:00")]
    [InlineData("2026-03-10T07:59", "2026-03-10T08:00")]
    [InlineData("2026-03-10T08:00", "2026-03-10T08:00")]
    [InlineData("2026-03-10T19:59", "2026-03-10T19:59")]
    public void Quiet_hours_over_midnight_hold_back_until_the_morning(string meant, string told)
    {
        var settings = new NoticeSettings { QuietFrom = new TimeOnly(20, 0), QuietTo = new TimeOnly(8, 0) };
        settings.NotBefore(DateTime.Parse(meant, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(DateTime.Parse(told, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_mute_that_ends_in_quiet_hours_lasts_until_they_are_over()
    {
        var settings = new NoticeSettings { QuietFrom = new TimeOnly(20, 0), QuietTo = new TimeOnly(8, 0), MutedUntil = new DateTime(2026, 3, 16, 0, 0, 0) };
        settings.NotBefore(new DateTime(2026, 3, 10, 12, 0, 0)).ShouldBe(new DateTime(2026, 3, 16, 8, 0, 0));
    }
}
