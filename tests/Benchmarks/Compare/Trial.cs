namespace PmBot.Benchmarks.Compare;

/// <summary>What is measured on whom: one row of the table.</summary>
/// <param name="Scenario">The scenario's name, as <c>load</c> knows it.</param>
/// <param name="Rate">Turns a second, or null for as fast as it goes.</param>
/// <param name="Contestant">Who is measured.</param>
internal sealed record Trial(string Scenario, double? Rate, Contestant Contestant)
{
    public string Title => Rate is { } rate ? FormattableString.Invariant($"{Scenario} at {rate:N0}/s") : Scenario;
}
