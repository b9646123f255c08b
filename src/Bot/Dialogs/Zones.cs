namespace PmBot.Bot.Dialogs;

/// <summary>Wall clocks.</summary>
public static class Zones
{
    /// <summary>The wall clock of a zone at a moment; UTC when the zone is unknown.</summary>
    public static DateTime Local(DateTimeOffset utcNow, string? zone) =>
        DateTime.SpecifyKind(
            zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(utcNow, found).DateTime : utcNow.UtcDateTime,
            DateTimeKind.Unspecified);
}
