using Microsoft.AspNetCore.Http;
using PmBot.Bot.Tests.Support;

namespace PmBot.Bot.Tests.Llm;

/// <summary>A bot with a stand-in for its language model.</summary>
internal sealed class Assisted : IAsyncDisposable
{
    private Assisted(StandInModel model, BotUnderTest bot)
    {
        Model = model;
        Bot = bot;
    }

    public StandInModel Model { get; }

    public BotUnderTest Bot { get; }

    public static async Task<Assisted> StartAsync(Func<HttpContext, Task>? answer = null, string workspace = Workspaces.Small, params (string Name, string Value)[] settings)
    {
        var model = await StandInModel.StartAsync();
        model.Answer = answer ?? model.Answer;
        var all = new Dictionary<string, string?> { ["Llm:Endpoint"] = model.Endpoint, ["Llm:Model"] = "stand-in", ["Llm:ApiKey"] = "sk-test-key" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return new Assisted(model, await BotUnderTest.StartAsync(workspace, all, RulesOnly.Reader));
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Model.DisposeAsync();
    }
}
