using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PmBot.Adapters.Tests.Discord.StandIns;

/// <summary>A moment of the protocol at which the connection can be cut.</summary>
internal enum Step
{
    Never,
    BeforeHello,
    AfterHello,
    OnIdentify,
    MidReady,
    AfterReady,
    OnResume,
    MidReplay,
    AfterResumed,
    OnHeartbeat,
}

/// <summary>The gateway: sessions with all their events, resumes with replay, close codes, compression in one stream a connection.</summary>
internal sealed class GatewayStandIn(DiscordStandIn discord)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private readonly List<Connection> connections = [];
    private int sessionNumber;

    /// <summary>Known threads and channels, for REST.</summary>
    public ConcurrentDictionary<string, JsonObject> Channels { get; } = new();

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromHours(1);

    public bool AnswersHeartbeats { get; set; } = true;

    /// <summary>Where connections are cut, one after the other.</summary>
    public ConcurrentQueue<Step> Cuts { get; } = new();

    /// <summary>With which codes identifies are refused, one after the other.</summary>
    public ConcurrentQueue<int> Refusals { get; } = new();

    /// <summary>Answers resumes with op 9 d:false.</summary>
    public bool RefusesResumes { get; set; }

    public bool MessageContentAllowed { get; set; }

    /// <summary>Messages are sent in pieces of so many bytes; 0 for whole ones.</summary>
    public int FrameSize { get; set; }

    /// <summary>All payloads that came, as they came.</summary>
    public ConcurrentQueue<JsonNode> Received { get; } = new();

    public ConcurrentQueue<(long At, JsonNode Payload)> Identifies { get; } = new();

    public ConcurrentQueue<(long At, JsonNode Payload)> Resumes { get; } = new();

    public ConcurrentQueue<string> Queries { get; } = new();

    /// <summary>The moments at which connections came and went.</summary>
    public ConcurrentQueue<(long At, bool Opened)> Moments { get; } = new();

    public ConcurrentQueue<int?> ClientCloses { get; } = new();

    public int Heartbeats;

    public int ConnectionCount
    {
        get
        {
            lock (gate) return connections.Count;
        }
    }

    public int ReadyCount;

    /// <summary>Adds an event to the newest session, and sends it if somebody is connected.</summary>
    public void Emit(string name, JsonNode data, int times = 1)
    {
        Session session;
        long number;
        lock (gate)
        {
            session = sessions.Values.Last();
            number = ++session.Sequence;
            session.Events.Add((number, name, data));
        }

        for (var i = 0; i < times; i++) session.Live?.Post(Dispatch(number, name, data));
    }

    /// <summary>Ends the newest connection without a word.</summary>
    public void Cut() => Newest?.Cut();

    public void Close(int code) => Newest?.Close(code);

    public void Send(JsonObject payload) => Newest?.Post(payload.ToJsonString());

    public static JsonObject Op(int op, JsonNode? d = null) => new() { ["op"] = op, ["d"] = d, ["s"] = null, ["t"] = null };

    /// <summary>The events so far make way for none: what was emitted is forgotten, as after a long time.</summary>
    public void Forget()
    {
        lock (gate) sessions.Clear();
    }

    public async Task AcceptAsync(HttpContext context)
    {
        Queries.Enqueue(context.Request.QueryString.Value ?? "");
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        Cuts.TryDequeue(out var cut);
        var connection = new Connection(this, socket, cut, context.Request.Query["compress"] == "zlib-stream", context);
        lock (gate) connections.Add(connection);
        Moments.Enqueue((discord.Time.GetTimestamp(), true));
        await connection.RunAsync();
        Moments.Enqueue((discord.Time.GetTimestamp(), false));
        lock (gate)
        {
            foreach (var session in sessions.Values.Where(s => s.Live == connection)) session.Live = null;
        }
    }

    private Connection? Newest
    {
        get
        {
            lock (gate) return connections.LastOrDefault();
        }
    }

    private static string Dispatch(long number, string name, JsonNode data) =>
        new JsonObject { ["op"] = 0, ["t"] = name, ["s"] = number, ["d"] = data.DeepClone() }.ToJsonString();

    private sealed class Session(string id)
    {
        public string Id => id;

        public long Sequence { get; set; }

        public List<(long Number, string Name, JsonNode Data)> Events { get; } = [];

        public Connection? Live { get; set; }
    }

    private sealed class Connection
    {
        private readonly GatewayStandIn owner;
        private readonly WebSocket socket;
        private readonly Step cut;
        private readonly HttpContext context;
        private readonly MemoryStream compressed = new();
        private readonly ZLibStream? compressor;
        private readonly SemaphoreSlim sending = new(1, 1);
        private Task last = Task.CompletedTask;

        public Connection(GatewayStandIn owner, WebSocket socket, Step cut, bool compresses, HttpContext context)
        {
            (this.owner, this.socket, this.cut, this.context) = (owner, socket, cut, context);
            compressor = compresses ? new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true) : null;
        }

        public async Task RunAsync()
        {
            try
            {
                if (CutAt(Step.BeforeHello)) return;
                await SendAsync(Op(10, new JsonObject { ["heartbeat_interval"] = owner.HeartbeatInterval.TotalMilliseconds }).ToJsonString());
                if (CutAt(Step.AfterHello)) return;
                while (await ReadAsync() is { } payload)
                {
                    owner.Received.Enqueue(payload);
                    if (!await TakeAsync(payload)) return;
                }
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The other side has gone.
            }
        }

        public void Cut()
        {
            try
            {
                context.Abort();
            }
            catch (ObjectDisposedException)
            {
                // It has ended meanwhile.
            }
        }

        public void Close(int code) => Queue(async () => await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None));

        public void Post(string payload) => Queue(() => SendAsync(payload));

        // One after the other, in the order in which they were asked for.
        private void Queue(Func<Task> send)
        {
            lock (sending)
            {
                last = last.ContinueWith(_ => send(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            }
        }

        private async Task<bool> TakeAsync(JsonNode payload)
        {
            switch (payload["op"]!.GetValue<int>())
            {
                case 1:
                    Interlocked.Increment(ref owner.Heartbeats);
                    if (CutAt(Step.OnHeartbeat)) return false;
                    if (owner.AnswersHeartbeats) await SendAsync(Op(11).ToJsonString());
                    return true;
                case 2:
                    return await IdentifyAsync(payload);
                case 6:
                    return await ResumeAsync(payload);
                default:
                    await socket.CloseOutputAsync((WebSocketCloseStatus)4001, null, CancellationToken.None);
                    return false;
            }
        }

        private async Task<bool> IdentifyAsync(JsonNode payload)
        {
            owner.Identifies.Enqueue((Now, payload));
            if (CutAt(Step.OnIdentify)) return false;
            var d = payload["d"]!;
            if (d["token"]!.GetValue<string>() != DiscordStandIn.Token) return await RefuseAsync(4004);
            if ((d["intents"]!.GetValue<int>() & 32768) != 0 && !owner.MessageContentAllowed) return await RefuseAsync(4014);
            if (owner.Refusals.TryDequeue(out var code)) return await RefuseAsync(code);
            Session session;
            lock (owner.gate)
            {
                var id = $"session-{++owner.sessionNumber}";
                owner.sessions[id] = session = new Session(id) { Live = this };
            }

            var ready = new JsonObject
            {
                ["v"] = 10,
                ["user"] = new JsonObject { ["id"] = DiscordStandIn.BotId, ["username"] = "PmBot", ["bot"] = true },
                ["guilds"] = new JsonArray(new JsonObject { ["id"] = DiscordStandIn.GuildId, ["unavailable"] = true }),
                ["session_id"] = session.Id,
                ["resume_gateway_url"] = owner.Url + "/resume",
                ["application"] = new JsonObject { ["id"] = DiscordStandIn.ApplicationId, ["flags"] = 0 },
            };
            long number;
            lock (owner.gate)
            {
                number = ++session.Sequence;
                session.Events.Add((number, "READY", ready));
            }

            if (cut is Step.MidReady)
            {
                await SendAsync(Dispatch(number, "READY", ready), half: true);
                Cut();
                return false;
            }

            await SendAsync(Dispatch(number, "READY", ready));
            Interlocked.Increment(ref owner.ReadyCount);
            return !CutAt(Step.AfterReady);
        }

        private async Task<bool> ResumeAsync(JsonNode payload)
        {
            owner.Resumes.Enqueue((Now, payload));
            if (CutAt(Step.OnResume)) return false;
            var d = payload["d"]!;
            List<(long Number, string Name, JsonNode Data)> missed;
            Session? session;
            lock (owner.gate)
            {
                var known = owner.sessions.TryGetValue(d["session_id"]!.GetValue<string>(), out session);
                var seq = d["seq"]!.GetValue<long>();
                missed = known ? [.. session!.Events.Where(e => e.Number > seq)] : [];
                if (!known || owner.RefusesResumes || seq > session!.Sequence) session = null;
                else session.Live = this;
            }

            if (session is null)
            {
                await SendAsync(Op(9, JsonValue.Create(false)).ToJsonString());
                return true;
            }

            foreach (var (number, name, data) in missed)
            {
                await SendAsync(Dispatch(number, name, data));
                if (CutAt(Step.MidReplay)) return false;
            }

            await SendAsync(new JsonObject { ["op"] = 0, ["t"] = "RESUMED", ["s"] = session.Sequence, ["d"] = new JsonObject() }.ToJsonString());
            Interlocked.Increment(ref owner.ReadyCount);
            return !CutAt(Step.AfterResumed);
        }

        private async Task<bool> RefuseAsync(int code)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, CancellationToken.None);
            return await ReadAsync() is not null && false;
        }

        private bool CutAt(Step step)
        {
            if (cut != step) return false;
            Cut();
            return true;
        }

        private long Now => owner.Now;

        private async Task SendAsync(string payload, bool half = false)
        {
            await sending.WaitAsync();
            try
            {
                byte[] bytes;
                if (compressor is null)
                {
                    bytes = Encoding.UTF8.GetBytes(payload);
                }
                else
                {
                    compressed.SetLength(0);
                    await compressor.WriteAsync(Encoding.UTF8.GetBytes(payload));
                    await compressor.FlushAsync();
                    bytes = compressed.ToArray();
                }

                if (half) bytes = bytes[..(bytes.Length / 2)];
                var type = compressor is null ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                // In compression even the messages of the socket may be pieces: what ends with the flush is whole.
                var pieces = owner.FrameSize > 0 && compressor is not null ? bytes.Chunk(owner.FrameSize).ToArray() : [bytes];
                foreach (var piece in pieces) await socket.SendAsync(piece, type, endOfMessage: true, CancellationToken.None);
            }
            finally
            {
                sending.Release();
            }
        }

        private async Task<JsonNode?> ReadAsync()
        {
            var buffer = new byte[8192];
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    owner.ClientCloses.Enqueue((int?)socket.CloseStatus);
                    return null;
                }

                length += part.Count;
                if (length > 4096)
                {
                    await socket.CloseOutputAsync((WebSocketCloseStatus)4002, null, CancellationToken.None);
                    return null;
                }

                if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, length));
            }
        }
    }

    private long Now => discord.Time.GetTimestamp();

    private string Url => discord.GatewayUrl;
}
