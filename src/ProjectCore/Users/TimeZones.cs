namespace PmBot.ProjectCore.Users;

/// <summary>The time zones that there are.</summary>
public static class TimeZones
{
    /// <summary>Whether it is an IANA name: <c>America/Bogota</c>, <c>Europe/London</c>, <c>UTC</c>.</summary>
    public static bool Exists(string name) =>
        name.Length <= 64 && (name is "UTC" || name.Contains('/', StringComparison.Ordinal)) && !name.Contains("..", StringComparison.Ordinal)
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
