using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

public sealed class StateServicesTests
{
    [Theory]
    [InlineData(null, "data/pmbot.state.db")]
    [InlineData("elsewhere/team.db", "elsewhere/team.state.db")]
    [InlineData(":memory:", ":memory:")]
    public void State_lies_next_to_the_main_database(string? storage, string expected) =>
        Provide(("Storage:Path", storage)).GetRequiredService<IOptions<StateOptions>>().Value.Path.ShouldBe(expected);

    [Fact]
    public async Task Without_redis_the_embedded_store_is_used()
    {
        await using var provider = Provide(("State:Path", ":memory:"));
        provider.GetRequiredService<IStateStore>().ShouldBeOfType<EmbeddedStateStore>();
        provider.GetRequiredService<IConversationGate>().ShouldBeOfType<LocalConversationGate>();
        provider.GetRequiredService<IOptions<StateOptions>>().Value.TimeToLive.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task With_redis_both_are_in_redis_and_the_start_does_not_wait_for_it()
    {
        await using var provider = Provide(("ConnectionStrings:Redis", "127.0.0.1:1"));
        provider.GetRequiredService<IConversationGate>().ShouldBeOfType<RedisConversationGate>();
        var store = provider.GetRequiredService<IStateStore>().ShouldBeOfType<RedisStateStore>();
        await Should.ThrowAsync<StateUnavailableException>(() => store.LoadAsync("x", CancellationToken.None));
    }

    [Theory]
    [InlineData("State:TimeToLive", "00:00:00")]
    [InlineData("State:TimeToLive", "-01:00:00")]
    [InlineData("State:KeyPrefix", "a{b")]
    public void A_setting_that_cannot_work_is_named(string setting, string value) =>
        Should.Throw<OptionsValidationException>(() => Provide((setting, value)).GetRequiredService<IOptions<StateOptions>>().Value)
            .Message.ShouldContain(setting);

    private static ServiceProvider Provide(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddBotState(configuration).BuildServiceProvider();
    }
}
