using Microsoft.Extensions.Configuration;
using PmBot.Bot.Hosting;

namespace PmBot.Bot.Tests.Llm;

public sealed class LlmOptionsTests
{
    [Theory]
    [InlineData("Llm:Endpoint", "Endpoint=http://localhost:1/v1", "Model")]
    [InlineData("Llm:Model", "Model=m", "Endpoint")]
    [InlineData("Llm:ApiKey", "ApiKey=k", "Endpoint")]
    [InlineData("Llm:ApiKey", "ApiKey=k;Model=m", "Endpoint")]
    [InlineData("Llm:ApiKey", "ApiKey=k;Endpoint=http://localhost:1/v1", "Model")]
    [InlineData("a phrase", "PhraseSummaries=true", "Endpoint")]
    [InlineData("no address", "Endpoint=localhost;Model=m", "Llm:Endpoint")]
    [InlineData("another scheme", "Endpoint=ftp://models.example/v1;Model=m", "Llm:Endpoint")]
    [InlineData("a password", "Endpoint=http://user:hunter2@models.example/v1;Model=m", "Llm:Endpoint")]
    [InlineData("a query", "Endpoint=http://models.example/v1?key=hunter2;Model=m", "Llm:Endpoint")]
    [InlineData("a key with a space", "Endpoint=http://localhost:1/v1;Model=m;ApiKey=hunter2 x", "Llm:ApiKey")]
    [InlineData("neither", "Endpoint=http://localhost:1/v1;Model=m;PhraseSummaries=perhaps", "Llm:PhraseSummaries")]
    [InlineData("unknown", "Endpoint=http://localhost:1/v1;Model=m;Temperature=1", "Llm:Temperature")]
    public void A_setting_that_is_wrong_or_alone_is_named_in_one_line(string what, string settings, string named)
    {
        var line = KnownSettings.Check(Configuration(settings)).ShouldHaveSingleItem(what);

        line.ShouldContain(named);
        line.ShouldNotContain("hunter2");
        line.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("")]
    [InlineData("Endpoint=;Model=;ApiKey=")]
    [InlineData("Endpoint=http://localhost:11434/v1;Model=m")]
    [InlineData("Endpoint=https://models.example/v1;Model=m;ApiKey=sk-1;PhraseSummaries=True")]
    public void Whole_settings_and_none_at_all_are_right(string settings) => KnownSettings.Check(Configuration(settings)).ShouldBeEmpty();

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).Select(p => KeyValuePair.Create("Llm:" + p[0], (string?)p[1])))
        .Build();
}
