namespace PmBot.Bot.Dialogs;

/// <summary>Wall clocks.</summary>
public static class Zones
{
    /// <summary>The wall clock of a zone at a moment; UTC when the zone is unknown.</summary>
    public static DateTime Local(DateTimeOffset utcNow, string? zone) =>
        DateTime.SpecifyKind(
            zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(utcNow, found).DateTime : utcNow.UtcDateTime,
            DateTimeKind.Unspecified);

    /// <summary>The moment at which a zone's wall clock shows a time; a time that a clock change leaves out is the one after it.</summary>
    public static DateTimeOffset Moment(DateTime local, string? zone)
    {
        if (zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            return new DateTimeOffset(local, TimeSpan.Zero);
        }

        var valid = found.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(valid, found.GetUtcOffset(valid)).ToUniversalTime();
    }
}
