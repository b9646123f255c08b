namespace PmBot.Bot.Tests.Faults;

/// <summary>Tests of the real process run alone: they start, stop and kill whole services, and some measure patience.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultsCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "Faults";
}
