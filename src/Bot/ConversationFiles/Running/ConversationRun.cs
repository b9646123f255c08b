using System.Globalization;
using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>Plays one conversation file, and goes on behind a line that failed.</summary>
internal sealed class ConversationRun(ConversationFile file, IConversationWorld world)
{
    /// <summary>How long the bot may take for one message, by the wall clock.</summary>
    public static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(30);

    private readonly List<ConversationMistake> _failures = [];
    private readonly List<WorldSnapshot> _history = [];
    private readonly List<SeenReply> _replies = [];
    private readonly Dictionary<string, string> _lastMessageIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<SeenReply>> _lastIn = new(StringComparer.Ordinal);

    private ChannelPlace _place = ChannelPlace.Default;
    private Cast _cast = new(WorldSnapshot.Empty);
    private WorldSnapshot? _beforeMessage;
    private int _lastMessageAt;
    private int _messages;

    /// <summary>What did not come true, by line.</summary>
    public async Task<IReadOnlyList<ConversationMistake>> PlayAsync(CancellationToken cancellationToken)
    {
        _history.Add(await world.LookAsync(cancellationToken));
        _cast = new Cast(_history[0]);
        for (var i = 0; i < file.Steps.Count; i++)
        {
            await TryAsync(file.Steps[i], i, cancellationToken);
        }

        return _failures;
    }

    private async Task TryAsync(ConversationStep step, int index, CancellationToken cancellationToken)
    {
        try
        {
            await PlayAsync(step, index, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Note(step, $"expected an answer, got none within {TurnLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
#pragma warning disable CA1031 // Whatever the bot or its store throws is what this line came to; the conversation goes on.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Note(step, $"expected an answer, got an exception: {e.GetType().Name}: {Quoted.OneLine(e.Message)}");
        }

        foreach (var fault in world.TakeFaults())
        {
            Note(step, $"expected an answer, got a fault: {Quoted.OneLine(fault)}");
        }
    }

    private async Task PlayAsync(ConversationStep step, int index, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ChannelStep channel:
                _place = channel.Place;
                break;
            case ClockStep clock:
                await PassAsync(clock.Now, cancellationToken);
                break;
            case WaitStep wait:
                await PassAsync(world.Clock.GetUtcNow() + wait.Time, cancellationToken);
                break;
            case MessageStep message:
                await HearAsync(message, index, cancellationToken);
                break;
            case ReplyStep reply:
                Note(step, ExpectationEvaluator.Check(reply.Match, Scene()));
                Keep(reply.Match);
                break;
            case ExpectStep expect:
                _history.Add(await world.LookAsync(cancellationToken));
                Note(step, ExpectationEvaluator.Check(expect.Expectation, Scene()));
                break;
            default:
                throw new NotSupportedException($"{step.GetType().Name} is not played.");
        }
    }

    /// <summary>What the bot says meanwhile counts as its replies to the last line.</summary>
    private async Task PassAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        _lastMessageAt = _replies.Count;
        foreach (var conversation in (await world.PassAsync(until, cancellationToken)).GroupBy(sent => sent.Conversation, sent => sent.Reply, StringComparer.Ordinal))
        {
            _replies.AddRange(conversation);
            _lastIn[conversation.Key] = [.. conversation];
        }
    }

    private async Task HearAsync(MessageStep message, int index, CancellationToken cancellationToken)
    {
        if (NeedsLookBefore(index))
        {
            _beforeMessage = await world.LookAsync(cancellationToken);
            _history.Add(_beforeMessage);
        }

        _lastMessageAt = _replies.Count;
        if (Seat(message) is not { } seat)
        {
            return;
        }

        var button = message is PressStep press ? FindButton(press, seat) : null;
        if (message is PressStep && button is null)
        {
            return;
        }

        var id = $"m{(++_messages).ToString(CultureInfo.InvariantCulture)}";
        _lastMessageIn[seat.RoomId] = id;
        message = message is SayStep say ? say with { Text = Filled(say.Text) } : message;
        for (var delivery = 0; delivery < message.Deliveries; delivery++)
        {
            await DeliverAsync(message, MessageFactory.Create(message, button, seat, id, world.Clock.GetUtcNow()), seat, cancellationToken);
        }

        if (_replies.Count > _lastMessageAt)
        {
            _lastIn[seat.ConversationId] = _replies[_lastMessageAt..];
        }
    }

    /// <summary>Where the person sits; a thread hangs from the last message of its room when it is first named.</summary>
    private Seat? Seat(MessageStep message)
    {
        var seat = _cast.Seat(message.User, message.Place ?? _place);
        if (seat.Place.Thread is not { } name)
        {
            return seat;
        }

        var thread = $"{seat.RoomId}/{name}";
        if (!_threads.TryGetValue(thread, out var root) && _lastMessageIn.TryGetValue(seat.RoomId, out root))
        {
            _threads[thread] = root;
        }

        if (root is null)
        {
            Note(message, $"expected a message in the room for the thread \"{name}\" to hang from, got none");
            return null;
        }

        return seat with { ThreadRoot = root };
    }

    /// <summary>What a pattern found by name can be said later.</summary>
    private void Keep(ReplyMatch match)
    {
        if (match is ReplyMatch.Pattern pattern && _replies.Skip(_lastMessageAt).LastOrDefault(pattern.Matches) is { } reply)
        {
            foreach (var (name, value) in pattern.Found(reply))
            {
                _found[name] = value;
            }
        }
    }

    private string Filled(string text) => _found.Aggregate(text, (filled, found) => filled.Replace($"{{{found.Key}}}", found.Value, StringComparison.Ordinal));

    private async Task DeliverAsync(MessageStep message, Activity activity, Seat seat, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TurnLimit);
        var turn = new TurnContext(activity, new RecordingChannel(seat.Features, seat.Reference, _replies.Add)) { SenderIsVouchedFor = true };
        await world.Bot.OnTurnAsync(turn, limit.Token);
        if (activity.Type == ActivityTypes.Invoke)
        {
            Note(message, TakeAnswer(turn.InvokeResponse));
        }
    }

    private string? TakeAnswer(InvokeResponse? response)
    {
        if (response is not { Status: >= 200 and < 300, Body: { ValueKind: JsonValueKind.Object } body })
        {
            return $"expected an answer to the button, got {response?.Status.ToString(CultureInfo.InvariantCulture) ?? "none"}";
        }

        if (MessageFactory.Answer(body) is { } reply)
        {
            _replies.Add(reply);
        }

        return null;
    }

    private SeenButton? FindButton(PressStep press, Seat seat)
    {
        var shown = _lastIn.GetValueOrDefault(seat.ConversationId) ?? [];
        var buttons = shown.Reverse().SelectMany(reply => reply.Buttons).ToList();
        var button = buttons.Find(b => string.Equals(b.Title, press.Button, StringComparison.Ordinal)) ?? buttons.Find(b => b.IsCalled(press.Button));
        if (button is null)
        {
            Note(press, $"expected a button [{press.Button}], got {(buttons.Count == 0 ? "no buttons" : string.Join(' ', buttons))}");
        }

        return button;
    }

    /// <summary>Whether something behind the message compares with what was before it.</summary>
    private bool NeedsLookBefore(int index) =>
        file.Steps.Skip(index).OfType<ExpectStep>().Any(step => step.Expectation is Expectation.Deleted)
        || file.Steps.Skip(index + 1).TakeWhile(step => step is not MessageStep).OfType<ExpectStep>().Any(step => step.Expectation is Expectation.NothingChanged);

    private Scene Scene() => new()
    {
        History = _history,
        BeforeMessage = _beforeMessage,
        AllReplies = _replies,
        LastReplies = _replies[_lastMessageAt..],
        LanguageOf = world.LanguageOf,
    };

    private void Note(ConversationStep step, string? failure)
    {
        if (failure is not null)
        {
            _failures.Add(new ConversationMistake(step.Line, failure));
        }
    }
}
