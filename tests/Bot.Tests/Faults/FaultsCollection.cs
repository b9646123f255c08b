namespace PmBot.Bot.Tests.Faults;

/// <summary>Tests that run alone: they start, stop and kill whole services and their stores, and some measure patience. Those of the real process that need neither run beside the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultsCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "Faults";
}
