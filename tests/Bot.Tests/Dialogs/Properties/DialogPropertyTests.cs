#pragma warning disable CA5394 // Dice whose throws can be repeated.
using System.Diagnostics;
using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;
using Xunit.Abstractions;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>What holds in any dialog whatever: random ones, of the sentences that people say to the skills.</summary>
/// <remarks>
/// A dialog is a fresh conversation of one to three messages, ended by "cancela" until nothing is open. Dialogs share a world, so each
/// finds what those before it left; now and then everything is taken back. <c>PMBOT_TEST_DIALOGS</c> sets how many there are,
/// <c>PMBOT_TEST_SEED</c> where the dice begin.
/// </remarks>
public sealed class DialogPropertyTests(ITestOutputHelper output)
{
    private const int Worlds = 2;
    private const int DefaultDialogs = 20_000;
    private const int DialogsBetweenUndos = 250;
    private const int MaxMessages = 3;

    /// <summary>What must never happen without a yes of its own; what a single undo or redo does is that person's explicit wish.</summary>
    private static readonly string[] Dangerous = ["delete_task", "delete_project", "archive_project", "delete_sprint", "remove_member", "remove_user", "remove_environment", "merge_users"];

    [Fact]
    public async Task Random_dialogs_can_be_left_are_answered_confirmed_and_undone()
    {
        var dialogs = Number("PMBOT_TEST_DIALOGS", DefaultDialogs);
        var seed = Number("PMBOT_TEST_SEED", 20260303);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Worlds).Select(w => Task.Run(() => RunAsync(dialogs / Worlds, seed + w))));
        output.WriteLine($"{dialogs} dialogs, {counts.Sum(c => c.Messages)} messages, {counts.Sum(c => c.Operations)} operations, {counts.Sum(c => c.Confirmed)} confirmed, in {watch.Elapsed.TotalSeconds:0.0} s");
        counts.Sum(c => c.Operations).ShouldBeGreaterThan(dialogs / 20, "the dialogs hardly do anything");
        counts.Sum(c => c.Confirmed).ShouldBeGreaterThan(dialogs / 2000, "hardly anything is confirmed");
    }

    private static async Task<Counts> RunAsync(int dialogs, int seed)
    {
        var random = new Random(seed);
        var counts = new Counts();
        await using var world = await DialogWorld.StartAsync();
        var start = await world.SnapshotAsync();
        for (var i = 0; i < dialogs; i++)
        {
            var transcript = new List<string>();
            try
            {
                await DialogAsync(world, random, transcript, counts);
            }
            catch (Exception e)
            {
                throw new ShouldAssertException($"dialog {i} of seed {seed}: {(e is ShouldAssertException ? e.Message : e)}\n{string.Join('\n', transcript)}", e);
            }

            if (i % DialogsBetweenUndos == DialogsBetweenUndos - 1 || i == dialogs - 1)
            {
                await world.UndoAllAsync();
                (await world.SnapshotAsync()).ShouldBe(start, $"undoing everything after dialog {i} of seed {seed} does not lead back");
            }
        }

        return counts;
    }

    private static async Task DialogAsync(DialogWorld world, Random random, List<string> transcript, Counts counts)
    {
        var state = new ConversationState();
        var buttons = new List<string>();
        for (var left = random.Next(1, MaxMessages + 1); left > 0; left--)
        {
            var message = buttons.Count > 0 && random.Next(5) == 0 ? buttons[random.Next(buttons.Count)] : Sentences.All[random.Next(Sentences.All.Length)];
            state = await StepAsync(world, state, message, transcript, buttons, counts);
        }

        // However deep it went, "cancela" leads out, and leaving does nothing.
        for (var depth = state.Stack.Count; depth > 0 && state.Stack.Count > 0; depth--)
        {
            var before = counts.Operations;
            state = await StepAsync(world, state, depth % 2 == 0 ? "cancela" : "cancel", transcript, buttons, counts);
            counts.Operations.ShouldBe(before, "leaving did something");
        }

        state.Stack.ShouldBeEmpty("the dialog cannot be left");
    }

    private static async Task<ConversationState> StepAsync(
        DialogWorld world, ConversationState state, string message, List<string> transcript, List<string> buttons, Counts counts)
    {
        var confirmation = state.Top?.Confirmation;
        var history = string.Join(',', state.IntentHistory);
        transcript.Add($"> {message}");
        var said = await world.SayAsync(state, message);
        transcript.AddRange(said.Replies.Select(r => $"  {r.Text.ReplaceLineEndings("|")}{(r.Buttons.Count == 0 ? "" : $" [{string.Join("] [", r.Buttons.Select(b => b.Say))}]")}"));
        transcript.AddRange(said.Done.Select(d => $"  ! {d}"));

        said.Replies.ShouldNotBeEmpty("silence");
        said.Replies.ShouldAllBe(r => r.Text.Trim().Length > 0);
        state.Stack.Count.ShouldBeLessThanOrEqualTo(FrameRunner.MaxDepth);
        (state.Top is null or { Asking: not null } or { Confirmation: not null }).ShouldBeTrue("something is open that nobody is asked about");

        var dangerous = said.Done.Where(d => Dangerous.Contains(d, StringComparer.Ordinal)).ToList();
        if (dangerous.Count > 0)
        {
            confirmation.ShouldNotBeNull($"{dangerous[0]} without having been asked about");
            said.Heard.Cues.HasFlag(Cues.Yes).ShouldBeTrue($"{dangerous[0]} without a yes");
            dangerous.Count.ShouldBe(1, "one yes for two");
            counts.Confirmed++;
        }

        if (Sentences.BareYes.Contains(message, StringComparer.Ordinal) && confirmation is null)
        {
            said.Done.ShouldBeEmpty("a yes to nothing did something");
            string.Join(',', state.IntentHistory).ShouldBe(history, "a yes to nothing began a request");
        }

        counts.Messages++;
        counts.Operations += said.Done.Count;
        buttons.Clear();
        buttons.AddRange(said.Replies.SelectMany(r => r.Buttons).Select(b => b.Say));
        return DialogWorld.Stored(state);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private sealed class Counts
    {
        public int Messages { get; set; }
        public int Operations { get; set; }
        public int Confirmed { get; set; }
    }
}
