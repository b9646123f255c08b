using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PmBot.Adapters.BotFramework;
using PmBot.Adapters.Hosting;
using PmBot.Adapters.Tests.BotFramework.StandIns;

namespace PmBot.Adapters.Tests.Hosting;

public sealed class HangUpTests
{
    [Theory]
    [InlineData(typeof(ConnectionResetException), false, true)]
    [InlineData(typeof(ConnectionAbortedException), false, true)]
    [InlineData(typeof(IOException), true, true)]
    [InlineData(typeof(TaskCanceledException), true, true)]
    [InlineData(typeof(IOException), false, false)]
    [InlineData(typeof(TaskCanceledException), false, false)]
    [InlineData(typeof(InvalidOperationException), true, false)]
    public void Only_what_says_that_the_caller_is_gone_is_a_hang_up(Type exception, bool aborted, bool hangsUp)
    {
        var http = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: aborted) };

        HangUp.Is((Exception)Activator.CreateInstance(exception, "gone")!, http).ShouldBe(hangsUp);
    }

    [Fact]
    public async Task A_connection_reset_before_the_request_is_marked_as_aborted_is_no_failure()
    {
        await using var bot = await BotServer.StartEchoAsync();
        var http = new DefaultHttpContext { RequestServices = bot.Services };
        http.Connection.RemoteIpAddress = System.Net.IPAddress.Loopback;
        http.Request.Method = "POST";
        http.Request.Host = new("localhost");
        http.Request.ContentType = "application/json";
        await using var body = new ResetStream();
        http.Request.Body = body;

        await bot.Services.GetRequiredService<MessagesEndpoint>().HandleAsync(http);

        body.WasRead.ShouldBeTrue();
        http.Response.HasStarted.ShouldBeFalse();
    }

    /// <summary>A body whose sender resets the connection.</summary>
    private sealed class ResetStream : MemoryStream
    {
        public bool WasRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead = true;
            return ValueTask.FromException<int>(new ConnectionResetException("Connection reset by peer"));
        }
    }
}
