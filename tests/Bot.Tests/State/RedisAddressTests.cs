using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("localhost:6379,password=x", "localhost:6379,password=x")]
    [InlineData("redis://cache", "cache:6379")]
    [InlineData("redis://:p%40ss%3Aword@cache:7000/2", "cache:7000,password=p@ss:word,defaultDatabase=2")]
    [InlineData("rediss://default:secret@cache.example", "cache.example:6379,password=secret,ssl=true,sslHost=cache.example")]
    public void An_address_becomes_a_connection_string(string address, string expected) =>
        RedisAddress.ToConnectionString(address).ShouldBe(expected);

    [Theory]
    [InlineData("redis://")]
    [InlineData("redis://ana:secret@cache")]
    [InlineData("redis://:secr,et@cache")]
    public void What_cannot_be_used_is_refused_without_showing_the_password(string address) =>
        Should.Throw<ArgumentException>(() => RedisConnection.Parse(address)).Message.ShouldNotContain("secr");

    [Fact]
    public void The_settings_that_matter_are_set()
    {
        var options = RedisConnection.Parse("redis://:secret@cache/3");
        options.AbortOnConnectFail.ShouldBeFalse();
        options.Password.ShouldBe("secret");
        options.DefaultDatabase.ShouldBe(3);
        (options.SyncTimeout, options.ConnectTimeout).ShouldBe((1000, 1000));
        (RedisConnection.Parse("cache,syncTimeout=5000").SyncTimeout, RedisConnection.Parse("cache,syncTimeout=5000").ConnectTimeout).ShouldBe((5000, 5000));
    }
}
