#pragma warning disable CA5394 // Dice whose throws can be repeated.
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>One conversation of random messages, ended by "cancela" until nothing is open: alone with the bot, or of two people in a room.</summary>
/// <param name="world">Where.</param>
/// <param name="random">The dice.</param>
/// <param name="counts">Of all dialogs.</param>
/// <param name="person">Who is alone with the bot; null for two people in a room.</param>
internal sealed partial class RandomDialog(DialogWorld world, Random random, DialogCounts counts, string? person)
{
    private const int MaxMessages = 2;
    private const int MaxLongMessages = 7;
    private const int Rooms = 3;

    private static readonly (string Name, string Account)[] Accounts = [("diego", "U0DIE"), ("ana.perez", "U0ANAP"), ("ana.gomez", "U0ANAG")];

    private readonly List<string> _transcript = [];
    private readonly List<string> _buttons = [];

    /// <summary>What was said so far.</summary>
    public IReadOnlyList<string> Transcript => _transcript;

    /// <summary>Holds the conversation.</summary>
    public Task RunAsync() => person is null ? RunInRoomAsync() : RunAloneAsync(person);

    private async Task RunAloneAsync(string speaker)
    {
        var state = new ConversationState();
        var isLong = random.Next(4) == 0;
        if (isLong && random.Next(2) == 0)
        {
            foreach (var message in Sentences.Talk(random))
            {
                state = await SayAsync(speaker, state, message);
            }
        }

        for (var left = Length(isLong); left > 0; left--)
        {
            if (random.Next(40) == 0)
            {
                // Longer than a confirmation lives, and sometimes than a correction is taken for one.
                world.Wait(TimeSpan.FromMinutes(random.Next(9, 20)));
                _transcript.Add("  (time goes by)");
            }

            state = await SayAsync(speaker, state, Sentences.Next(random, _buttons, isLong));
        }

        // However deep it went, "cancela" leads out, and leaving does nothing.
        for (var depth = state.Stack.Count; depth > 0 && state.Stack.Count > 0; depth--)
        {
            var before = counts.Operations;
            state = await SayAsync(speaker, state, depth % 2 == 0 ? "cancela" : "cancel");
            counts.Operations.ShouldBe(before, "leaving did something");
        }

        state.Stack.ShouldBeEmpty("the dialog cannot be left");
    }

    /// <summary>Most dialogs are short, as most of what goes wrong needs little; one in four goes on.</summary>
    private int Length(bool isLong) => isLong ? random.Next(MaxMessages, MaxLongMessages + 1) : random.Next(1, MaxMessages + 1);

    private async Task<ConversationState> SayAsync(string speaker, ConversationState state, string message)
    {
        var before = Before.Of(state, world.Now);
        _transcript.Add($"{speaker}> {message}");
        var said = await world.SayAsync(speaker, state, message);
        Note(said);
        Check(message, before, state, said);
        said.Replies.ShouldNotBeEmpty("silence");
        return DialogWorld.Stored(state);
    }

    /// <summary>Two people in one room: each has a dialog of their own, and what was not said to the bot is none of its business.</summary>
    private async Task RunInRoomAsync()
    {
        var room = $"C{random.Next(Rooms)}";
        var first = random.Next(Accounts.Length);
        var people = new[] { Accounts[first], Accounts[(first + random.Next(1, Accounts.Length)) % Accounts.Length] };
        for (var left = 2 * Length(random.Next(4) == 0); left > 0; left--)
        {
            var speaker = random.Next(people.Length);
            var words = Sentences.Next(random, _buttons, isWeighty: random.Next(4) == 0);
            var call = random.Next(10) < 7 || words.Contains("pmbot", StringComparison.OrdinalIgnoreCase) ? "@PmBot " : "";
            await SayInRoomAsync(people[speaker], people[1 - speaker], room, Unlinking().IsMatch(words) ? "@PmBot hola" : call + words);
        }

        foreach (var person in people)
        {
            var depth = DialogWorld.Loaded(await world.RoomStateAsync(person.Account, room)).Stack.Count;
            for (; depth > 0 && DialogWorld.Loaded(await world.RoomStateAsync(person.Account, room)).Stack.Count > 0; depth--)
            {
                var before = counts.Operations;
                await SayInRoomAsync(person, people[person == people[0] ? 1 : 0], room, "@PmBot cancela");
                counts.Operations.ShouldBe(before, "leaving did something");
            }

            DialogWorld.Loaded(await world.RoomStateAsync(person.Account, room)).Stack.ShouldBeEmpty("the dialog cannot be left");
        }
    }

    private async Task SayInRoomAsync((string Name, string Account) speaker, (string Name, string Account) other, string room, string message)
    {
        var others = await world.RoomStateAsync(other.Account, room);
        var stored = await world.RoomStateAsync(speaker.Account, room);
        var open = DialogWorld.Loaded(stored);
        var before = Before.Of(open, world.Now);
        var isCalled = message.StartsWith("@PmBot ", StringComparison.Ordinal);
        // Without words it is a picture, which people show each other.
        var isMeant = isCalled || (!string.IsNullOrWhiteSpace(message) && open.Top is { Asking: not null } or { Confirmation: not null });
        _transcript.Add($"{speaker.Name} in {room}> {message}");
        var id = world.NextMessageId();
        var said = await world.SayInRoomAsync(speaker.Account, room, message, id);
        Note(said);
        if (!isMeant)
        {
            said.Replies.ShouldBeEmpty("the bot meddles");
            said.Done.ShouldBeEmpty("the bot does what it was not asked");
            (await world.RoomStateAsync(speaker.Account, room)).Span.SequenceEqual(stored.Span).ShouldBeTrue("what was not meant for the bot is remembered");
        }
        else
        {
            said.Replies.ShouldNotBeEmpty("silence");
            var now = await world.RoomStateAsync(speaker.Account, room);
            Check(isCalled ? message["@PmBot ".Length..] : message, before, DialogWorld.Loaded(now), said);
            if (random.Next(8) == 0)
            {
                var again = await world.SayInRoomAsync(speaker.Account, room, message, id);
                again.Done.ShouldBeEmpty("a message delivered again acts again");
                again.Replies.Select(r => r.Text).ShouldBe(said.Replies.Select(r => r.Text), "a message delivered again is answered otherwise");
                (await world.RoomStateAsync(speaker.Account, room)).Span.SequenceEqual(now.Span).ShouldBeTrue("a message delivered again is remembered again");
            }
        }

        (await world.RoomStateAsync(other.Account, room)).Span.SequenceEqual(others.Span).ShouldBeTrue("one person's message moves another's dialog");
    }

    /// <summary>What holds after any message that was meant for the bot.</summary>
    private void Check(string message, Before before, ConversationState state, Said said)
    {
        foreach (var reply in said.Replies)
        {
            string.IsNullOrWhiteSpace(reply.Text).ShouldBeFalse("an empty reply");
            (Placeholder().IsMatch(reply.Text.Replace(Sentences.Hole, "", StringComparison.Ordinal)) && !_transcript.Exists(t => t.Contains('{', StringComparison.Ordinal) && t[0] != ' ')).ShouldBeFalse("a reply with a hole");
        }

        state.Stack.Count(f => !f.Waiting).ShouldBeLessThanOrEqualTo(FrameRunner.MaxDepth);
        (state.Top is null or { Asking: not null } or { Confirmation: not null }).ShouldBeTrue("something is open that nobody is asked about");
        CheckDanger(message, before, said);
        foreach (var intent in before.Begun(state))
        {
            counts.Intents[intent] = counts.Intents.GetValueOrDefault(intent) + 1;
        }

        if (Sentences.IsBareYes(message))
        {
            CheckYes(before, state, said);
        }

        counts.Messages++;
        counts.Operations += said.Done.Count;
    }

    /// <summary>What is dangerous was asked about, and nothing but the answer to that did it.</summary>
    private void CheckDanger(string message, Before before, Said said)
    {
        var confirmed = 0;
        foreach (var done in said.Done)
        {
            if (done.NeedsYesFor() is not { } about)
            {
                continue;
            }

            var asked = before.Confirmation.ShouldNotBeNull($"{done} without having been asked about");
            (said.Heard is null || said.Heard.Cues.HasFlag(Cues.Yes) || Sentences.IsWordyYes(message)).ShouldBeTrue($"{done} by '{message}', which is no yes");
            asked.ExpiresAt.ShouldBeGreaterThan(before.At, $"{done} by a yes that came too late");
            asked.Subjects.Select(s => s.Id).ToHashSet().SetEquals(about).ShouldBeTrue($"{done} was done to other things than were asked about");
            confirmed++;
        }

        confirmed.ShouldBeLessThanOrEqualTo(1, "one yes for two");
        counts.Confirmed += confirmed;
    }

    /// <summary>A yes begins nothing but what was offered: it answers what was asked, after which only what waited goes on.</summary>
    private static void CheckYes(Before before, ConversationState state, Said said)
    {
        if (before.IsOffered)
        {
            return;
        }

        if (!before.IsOpen)
        {
            said.Done.ShouldBeEmpty("a yes to nothing did something");
        }

        before.Begun(state).Where(i => !before.Waiting.Contains(i) && !IsAskedFirst(i, before.Asking, state)).ShouldBeEmpty("a yes began a request");
    }

    /// <summary>What the answered request has to wait for, and asks about itself: a first project where there is none, and whether somebody who is to have a task comes into its project.</summary>
    private static bool IsAskedFirst(string intent, string? answered, ConversationState state) => intent switch
    {
        "create_project" => answered == "project",
        "add_member" => answered is not null && state.Stack is [.., { Newcomer: not null, Waiting: true } request, { Intent: "add_member" } question] && question.Group == request.Group,
        _ => false,
    };

    private void Note(Said said)
    {
        _buttons.Clear();
        foreach (var reply in said.Replies)
        {
            _transcript.Add($"  {reply.Text.ReplaceLineEndings("|")}{(reply.Buttons.Count == 0 ? "" : $" [{string.Join("] [", reply.Buttons)}]")}");
            _buttons.AddRange(reply.Buttons);
        }

        foreach (var done in said.Done)
        {
            _transcript.Add($"  ! {done}");
        }
    }

    [GeneratedRegex(@"\{[a-z_.]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("desv[ií]ncul|unlink", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unlinking();

    /// <summary>What was open before a message.</summary>
    private sealed record Before(PendingConfirmation? Confirmation, bool IsOpen, bool IsOffered, string? Asking, IReadOnlyList<string> History, IReadOnlySet<string> Waiting, DateTimeOffset At)
    {
        public static Before Of(ConversationState state, DateTimeOffset at) =>
            new(state.Top?.Confirmation, state.Top is not null, state is { Top: null, Offer: not null }, state.Top?.Asking, [.. state.IntentHistory], state.Stack.Where(f => f.Waiting).Select(f => f.Intent).ToHashSet(StringComparer.Ordinal), at);

        /// <summary>The requests begun since; of the history only the last are kept.</summary>
        public IEnumerable<string> Begun(ConversationState now)
        {
            var forgotten = 0;
            while (!now.IntentHistory.Take(History.Count - forgotten).SequenceEqual(History.Skip(forgotten), StringComparer.Ordinal))
            {
                forgotten++;
            }

            return now.IntentHistory.Skip(History.Count - forgotten);
        }
    }
}
