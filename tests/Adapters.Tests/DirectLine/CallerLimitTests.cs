using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Tests.Support;

namespace PmBot.Adapters.Tests.DirectLine;

public sealed class CallerLimitTests
{
    [Fact]
    public void One_line_with_ever_new_addresses_is_slowed_down_and_others_are_not()
    {
        var rates = new CallerRates(Options.Create(new DirectLineOptions { TokensPerMinute = 5 }), new PacedTime());
        for (var i = 1; i <= 5; i++) rates.Allow(From($"2001:db8:1:2::{i}")).ShouldBeTrue();

        rates.Allow(From("2001:db8:1:2:ffff::1")).ShouldBeFalse();
        rates.Allow(From("2001:db8:1:3::1")).ShouldBeTrue();
        rates.Allow(From("::1")).ShouldBeTrue();
        for (var i = 1; i <= 5; i++) rates.Allow(From(i % 2 == 0 ? "203.0.113.7" : "::ffff:203.0.113.7")).ShouldBeTrue();
        rates.Allow(From("203.0.113.7")).ShouldBeFalse();
        rates.Allow(From("203.0.113.8")).ShouldBeTrue();
    }

    [Fact]
    public void A_post_that_failed_and_came_again_is_remembered_as_long_as_any_other()
    {
        var posted = new PostedActivities();
        var failed = posted.GetOrAdd("again", () => new PostedActivity("1"))!;
        posted.Forget(failed);
        for (var i = 0; i < 120; i++) posted.GetOrAdd($"other {i}", () => new PostedActivity("x"));
        var second = posted.GetOrAdd("again", () => new PostedActivity("2"))!;
        for (var i = 0; i < 20; i++) posted.GetOrAdd($"later {i}", () => new PostedActivity("y"));

        posted.GetOrAdd("again", () => new PostedActivity("3")).ShouldBeSameAs(second);
    }

    private static DefaultHttpContext From(string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return http;
    }
}
