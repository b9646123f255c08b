using Microsoft.AspNetCore.Http;
using PmBot.Bot.Tests.Support;
using static PmBot.Bot.Tests.Llm.StandInModel;

namespace PmBot.Bot.Tests.Llm;

/// <summary>However the model misbehaves, the bot says what it would say without one.</summary>
public sealed class LlmFaultTests
{
    private const string Unread = "Kérlek jegyezd fel azt a dolgot";

    private static readonly Dictionary<string, Func<HttpContext, Task>> Faults = new()
    {
        ["never answers"] = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default),
        ["drips"] = DripAsync,
        ["no JSON"] = Body("<html>Welcome</html>"),
        ["cut JSON"] = Body("""{"id":"x","choices":[{"index":0,"mess"""),
        ["no choices"] = Body("""{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[]}"""),
        ["prose"] = Says("Sure! I created the task for you."),
        ["content of another schema"] = Says("""{"intent":"create_task","title":"dolgot"}"""),
        ["a list of texts"] = Says("""{"requests":["create_task"]}"""),
        ["slots that are no text"] = Says("""{"requests":[{"intent":"create_task","slots":{"title":{"a":1}}}]}"""),
        ["a name twice"] = Says("""{"requests":[],"requests":[{"intent":"create_task","slots":{"title":"dolgot"}}]}"""),
        ["unknown intents"] = Requests(("format_disk", [("title", "dolgot")])),
        ["hundreds of requests"] = Requests([.. Enumerable.Repeat(("create_task", new[] { ("title", "dolgot") }), 500)]),
        ["a huge answer"] = HugeAsync,
        ["deep nesting"] = Says(new string('[', 5000)),
        ["too many requests"] = Body("{}", 429, ("Retry-After", "20")),
        ["too many requests until a date"] = Body("{}", 429, ("Retry-After", "Wed, 21 Oct 2037 07:28:00 GMT")),
        ["too many requests until never"] = Body("{}", 429, ("Retry-After", "99999999999999999999")),
        ["error"] = Body("""{"error":{"message":"boom"}}""", 500),
        ["unauthorised"] = Body("""{"error":{"message":"bad key"}}""", 401),
        ["reset"] = context => { context.Abort(); return Task.CompletedTask; },
        ["elsewhere"] = Body("", 307, ("Location", "http://localhost:9/v1/chat/completions")),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_bot_is_as_good_as_without(string fault)
    {
        await using var alone = await BotUnderTest.StartAsync(Workspaces.Small);
        var expected = await alone.SayAsync("camila", Unread);
        await using var assisted = await Assisted.StartAsync(Faults[fault]);

        var said = await assisted.Bot.SayAsync("camila", Unread);

        said.ShouldBe(expected);
        assisted.Model.Heard.Count.ShouldBe(1);
        (await assisted.Bot.CountTasksAsync("camila")).ShouldBe(2);
        assisted.Bot.Faults.ShouldBeEmpty();
        (await assisted.Bot.SayAsync("camila", "crea una tarea: pagar la luz")).ShouldContain(r => r.Contains("#9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_keeps_failing_is_left_alone()
    {
        await using var assisted = await Assisted.StartAsync(Body("{}", 500));

        for (var i = 0; i < 6; i++)
        {
            await assisted.Bot.SayAsync("camila", Unread);
        }

        assisted.Model.Heard.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_model_that_asks_for_time_gets_it()
    {
        await using var assisted = await Assisted.StartAsync(Body("{}", 429, ("Retry-After", "60")));

        await assisted.Bot.SayAsync("camila", Unread);
        await assisted.Bot.SayAsync("camila", Unread);

        assisted.Model.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_is_not_there_changes_nothing()
    {
        await using var alone = await BotUnderTest.StartAsync(Workspaces.Small);
        await using var assisted = await BotUnderTest.StartAsync(
            Workspaces.Small, new Dictionary<string, string?> { ["Llm:Endpoint"] = "http://127.0.0.1:9/v1", ["Llm:Model"] = "none" });

        (await assisted.SayAsync("camila", Unread)).ShouldBe(await alone.SayAsync("camila", Unread));
    }

    private static async Task DripAsync(HttpContext context)
    {
        try
        {
            while (true)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(200), context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The bot has hung up.
        }
    }

    private static async Task HugeAsync(HttpContext context)
    {
        var piece = new byte[1 << 20];
        Array.Fill(piece, (byte)' ');
        try
        {
            for (var i = 0; i < 2000; i++)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The bot has hung up.
        }
    }
}
