namespace PmBot.Bot.Tests.Faults;

/// <summary>Tests that run alone: they measure how long somebody waits, and a machine kept busy by other tests has no patience to measure.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PatienceCollection
{
    public const string Name = "Patience";
}
