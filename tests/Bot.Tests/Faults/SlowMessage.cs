using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PmBot.Bot.Tests.Faults;

/// <summary>A message whose last bytes wait: the service has begun to read it when <see cref="InFlight"/> ends.</summary>
internal sealed class SlowMessage : IDisposable
{
    // The service asks for the body ("100 Continue") when it begins to read; before that nothing of it is sent.
    private readonly HttpClient _http = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
    private readonly HeldContent _content;
    private readonly HttpRequestMessage _request;
    private readonly Task<HttpResponseMessage> _answer;

    public SlowMessage(Service service, JsonObject activity)
    {
        _content = new HeldContent(Encoding.UTF8.GetBytes(activity.ToJsonString()));
        _request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/api/messages")) { Content = _content };
        _request.Headers.ExpectContinue = true;
        _answer = _http.SendAsync(_request);
    }

    /// <summary>The service is reading.</summary>
    public Task InFlight => _content.Asked.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Sends the rest.</summary>
    /// <returns>The answer's body; it is 200.</returns>
    public async Task<string> FinishAsync()
    {
        _content.Release();
        using var answer = await _answer;
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return body;
    }

    public void Dispose()
    {
        _request.Dispose();
        _content.Dispose();
        _http.Dispose();
    }

    private sealed class HeldContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent(byte[] bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new("application/json");
        }

        public Task Asked => _asked.Task;

        public void Release() => _released.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _asked.TrySetResult();
            await _released.Task;
            await stream.WriteAsync(_bytes);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
