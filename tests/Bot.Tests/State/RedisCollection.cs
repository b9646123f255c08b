namespace PmBot.Bot.Tests.State;

/// <summary>Tests with a real Redis: one after the other, as some of them stop it.</summary>
[CollectionDefinition(Name)]
public sealed class RedisCollection : ICollectionFixture<RedisServer>
{
    public const string Name = "Redis";
}
