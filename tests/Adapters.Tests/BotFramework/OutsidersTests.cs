using System.Text.Json;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Tests.BotFramework;

public sealed class OutsidersTests
{
    [Theory]
    [InlineData("""{"from":{"id":"29:a"},"conversation":{"id":"c","tenantId":"t1"}}""", false)]
    [InlineData("""{"from":{"id":"29:a","aadObjectId":"o","role":"user"},"conversation":{"id":"c","tenantId":"t1"}}""", false)]
    [InlineData("""{"from":{"id":"29:a","tenantId":"T1"},"conversation":{"id":"c","tenantId":"t1"}}""", false)]
    [InlineData("""{"from":{"id":"29:a","tenantId":"t2"},"conversation":{"id":"c","tenantId":"t1"}}""", true)]
    [InlineData("""{"from":{"id":"29:a","tenantId":"t2"},"conversation":{"id":"c"},"channelData":{"tenant":{"id":"t1"}}}""", true)]
    [InlineData("""{"from":{"id":"29:a","tenantId":"t2"},"conversation":{"id":"c"}}""", false)]
    [InlineData("""{"from":{"id":"29:a","userRole":"guest"},"conversation":{"id":"c","tenantId":"t1"}}""", true)]
    [InlineData("""{"from":{"id":"29:a","userRole":"Anonymous"},"conversation":{"id":"c","tenantId":"t1"}}""", true)]
    [InlineData("""{"from":{"id":"29:a","userRole":7,"tenantId":null},"conversation":{"id":"c","tenantId":"t1"}}""", false)]
    [InlineData("""{"from":{"id":"U1","role":"guest"},"conversation":{"id":"c","tenantId":"t1"}}""", true)]
    [InlineData("""{"conversation":{"id":"c","tenantId":"t1"}}""", false)]
    public void Who_is_of_another_tenant_or_a_guest_is_told_apart(string activity, bool isOutsider) =>
        Outsiders.Is(JsonSerializer.Deserialize(activity, ActivityJson.Default.Activity)!).ShouldBe(isOutsider);
}
