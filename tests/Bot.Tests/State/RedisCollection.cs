namespace PmBot.Bot.Tests.State;

/// <summary>Tests with a real Redis run alone: they measure patience, and a machine kept busy by other tests has none.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RedisCollection : ICollectionFixture<RedisServer>
{
    public const string Name = "Redis";
}
