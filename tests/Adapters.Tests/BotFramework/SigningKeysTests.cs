using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.Adapters.BotFramework.Authentication;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class SigningKeysTests : IAsyncLifetime, IDisposable
{
    private static readonly RSA Second = RSA.Create(2048);

    private readonly TestTime time = new(new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly HttpClient http = new();
    private LoginStandIn login = null!;
    private SigningKeys keys = null!;

    public async Task InitializeAsync()
    {
        login = await LoginStandIn.StartAsync();
        keys = new(http, new Uri($"{login.Url}/v1/.well-known/openidconfiguration"), time, NullLogger.Instance);
    }

    public async Task DisposeAsync() => await login.DisposeAsync();

    public void Dispose()
    {
        keys.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task Keys_are_kept_for_a_day()
    {
        (await FindAsync("key-1")).ShouldBeTrue();
        time.Advance(TimeSpan.FromHours(23.9));
        (await FindAsync("key-1")).ShouldBeTrue();
        login.KeyFetches.ShouldBe(1);

        time.Advance(TimeSpan.FromHours(0.1));
        (await FindAsync("key-1")).ShouldBeTrue();
        login.KeyFetches.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_was_taken_out_is_gone_after_a_day()
    {
        await FindAsync("key-1");
        login.Keys.Remove("key-1");
        login.Keys["key-2"] = (Second, null);

        time.Advance(TimeSpan.FromHours(24));
        (await FindAsync("key-1")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_key_is_looked_for_again_at_most_hourly()
    {
        await FindAsync("key-1");
        login.Keys["key-2"] = (Second, null);

        (await FindAsync("key-2")).ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(59));
        (await FindAsync("key-2")).ShouldBeFalse();
        login.KeyFetches.ShouldBe(1);

        time.Advance(TimeSpan.FromMinutes(1));
        (await FindAsync("key-2")).ShouldBeTrue();
        (await FindAsync("rubbish")).ShouldBeFalse();
        login.KeyFetches.ShouldBe(2);
    }

    [Fact]
    public async Task Many_searches_at_once_fetch_once()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FindAsync("key-1")));

        found.ShouldAllBe(known => known);
        login.KeyFetches.ShouldBe(1);
    }

    [Fact]
    public async Task Keys_at_hand_outlive_a_login_service_that_is_down()
    {
        await FindAsync("key-1");
        login.IsDown = true;
        time.Advance(TimeSpan.FromHours(30));

        (await FindAsync("key-1")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failed_first_fetch_is_said_and_tried_again_a_little_later()
    {
        login.IsDown = true;
        (await keys.FindAsync("key-1", CancellationToken.None)).Unavailable.ShouldBeTrue();
        login.IsDown = false;
        (await keys.FindAsync("key-1", CancellationToken.None)).Unavailable.ShouldBeTrue();

        time.Advance(TimeSpan.FromSeconds(10));
        (await FindAsync("key-1")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_without_a_key_id_has_no_key()
    {
        (await keys.FindAsync(null, CancellationToken.None)).Key.ShouldBeNull();
        login.KeyFetches.ShouldBe(0);
    }

    private async Task<bool> FindAsync(string keyId) => (await keys.FindAsync(keyId, CancellationToken.None)).Key is not null;
}
