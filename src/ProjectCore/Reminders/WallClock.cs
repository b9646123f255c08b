namespace PmBot.ProjectCore.Reminders;

/// <summary>From wall clocks to moments, on the days too on which clocks are set.</summary>
public static class WallClock
{
    /// <summary>The zone of an IANA name; UTC when it is unknown.</summary>
    public static TimeZoneInfo Zone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>The moment at which the clock shows this.</summary>
    /// <remarks>A time that is skipped in spring comes as much later as was skipped; one that comes twice in autumn is the first.</remarks>
    public static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall))
        {
            // The offset from before the gap carries the time over it.
            var before = zone.GetUtcOffset(wall.AddHours(-3));
            return new DateTimeOffset(wall, before).ToUniversalTime();
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    /// <summary>What the clock shows at a moment.</summary>
    public static DateTime ToLocal(DateTimeOffset moment, TimeZoneInfo zone) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(moment, zone).DateTime, DateTimeKind.Unspecified);
}
