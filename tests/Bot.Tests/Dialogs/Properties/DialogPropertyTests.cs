#pragma warning disable CA5394 // Dice whose throws can be repeated.
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace PmBot.Bot.Tests.Dialogs.Properties;

/// <summary>What holds in any dialog whatever: random ones, of the sentences that people say to the skills.</summary>
/// <remarks>
/// Dialogs share a world, so each finds what those before it left. A batch of them is one person's, or several people's in the rooms
/// of a channel; after it everything is taken back, sometimes done again and taken back once more.
/// <c>PMBOT_TEST_DIALOGS</c> sets how many there are, <c>PMBOT_TEST_SEED</c> where the dice begin: what fails is named by its seed and comes again.
/// </remarks>
public sealed partial class DialogPropertyTests(ITestOutputHelper output)
{
    private const int Worlds = 4;
    private const int DefaultDialogs = 12_000;
    private const int Batch = 250;

    // A store keeps what was deleted and done; a new one after so many batches keeps the dialogs as fast as at the beginning.
    private const int BatchesInWorld = 16;
    private const int BatchesBetweenRedos = 8;

    // Batches of one person and of people in rooms; of the first, everything is taken back, done again and taken back once more.
    private const int Repeated = 4 * Batch;

    // Whose a batch is; null for the people of the rooms.
    private static readonly string?[] Speakers = ["camila", "camila", null, "camila", "luis", "camila", "kate", "camila"];

    [Fact]
    public async Task Random_dialogs_can_be_left_are_answered_confirmed_and_undone()
    {
        var dialogs = Number("PMBOT_TEST_DIALOGS", DefaultDialogs);
        var seed = Number("PMBOT_TEST_SEED", 20260303);
        var watch = Stopwatch.StartNew();
        var counts = new DialogCounts[Worlds];
        var all = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, Worlds, all, async (w, _) => counts[w] = await RunAsync(dialogs / Worlds, seed + w));
        var sum = counts.Aggregate((a, b) => a + b);
        output.WriteLine($"{dialogs} dialogs in {watch.Elapsed.TotalSeconds:0.0} s: {sum}");
        sum.Operations.ShouldBeGreaterThan(dialogs / 20, "the dialogs hardly do anything");
        sum.Confirmed.ShouldBeGreaterThan(dialogs / 500, "hardly anything is confirmed");
        sum.Refused.ShouldBeLessThan(2 + (dialogs / Batch / 16), "undoing is refused too often");
        sum.Intents.Count.ShouldBeGreaterThan(40, "hardly any skill is asked for");
    }

    /// <summary>What fails must fail again: nothing of a dialog hangs on the clock of the machine, on ids that are drawn, or on what runs beside it.</summary>
    [Fact]
    public async Task The_same_dice_give_the_same_dialogs()
    {
        var seed = Number("PMBOT_TEST_SEED", 20260303);
        var held = new List<string>[2];
        await Parallel.ForAsync(0, held.Length, async (i, _) => await RunWorldAsync(new Random(seed), seed, 0, Repeated, new DialogCounts(), held[i] = []));

        for (var i = 0; i < Math.Min(held[0].Count, held[1].Count); i++)
        {
            held[1][i].ShouldBe(held[0][i], $"line {i}, after\n{string.Join('\n', held[0].Take(i).TakeLast(20))}");
        }

        held[1].Count.ShouldBe(held[0].Count);
        held[0].Count.ShouldBeGreaterThan(Repeated * 2);
    }

    private static async Task<DialogCounts> RunAsync(int dialogs, int seed)
    {
        var counts = new DialogCounts();
        for (var next = 0; next < dialogs;)
        {
            next = await RunWorldAsync(new Random(seed + next), seed, next, Math.Min(dialogs, next + (Batch * BatchesInWorld)), counts);
        }

        return counts;
    }

    /// <returns>Where the next world begins.</returns>
    private static async Task<int> RunWorldAsync(Random random, int seed, int first, int end, DialogCounts counts, List<string>? held = null)
    {
        await using var world = await DialogWorld.StartAsync();
        var start = await world.SnapshotAsync();
        for (var i = first; i < end; i++)
        {
            var batch = i / Batch;
            var dialog = new RandomDialog(world, random, counts, Speakers[batch % Speakers.Length]);
            try
            {
                await dialog.RunAsync();
                held?.AddRange(dialog.Transcript.Select(l => Drawn().Replace(l, "")));
                if ((i % Batch == Batch - 1 || i == end - 1) && !await UndoAsync(world, start, batch % BatchesBetweenRedos == 0, Speakers[batch % Speakers.Length] is null))
                {
                    // What is left cannot be taken back by those who did it: the rest is for another world.
                    counts.Refused++;
                    return i + 1;
                }
            }
            catch (Exception e)
            {
                throw new ShouldAssertException($"dialog {i} of seed {seed}: {(e is ShouldAssertException ? e.Message : e)}\n{string.Join('\n', dialog.Transcript)}", e);
            }
        }

        return end;
    }

    /// <summary>Undoing everything leads back to where it began; doing everything again leads to where it was.</summary>
    private static async Task<bool> UndoAsync(DialogWorld world, string start, bool withRedo, bool refusable)
    {
        await world.RingAsync();
        var before = withRedo ? await world.SnapshotAsync() : null;
        if (await world.UndoAllAsync(refusable) is not { } undone)
        {
            return false;
        }

        Same(await world.SnapshotAsync(), start, "undoing everything does not lead back");
        if (withRedo)
        {
            await world.RedoAsync(undone);
            Same(await world.SnapshotAsync(), before!, "redoing everything does not lead there again");
            await world.UndoAllAsync(refusable: false);
            Same(await world.SnapshotAsync(), start, "undoing what was redone does not lead back");
        }

        return true;
    }

    /// <summary>Names the lines that differ: a whole workspace side by side tells nobody anything.</summary>
    private static void Same(string now, string expected, string otherwise)
    {
        if (now == expected)
        {
            return;
        }

        var (there, wanted) = (now.Split('\n'), expected.Split('\n'));
        throw new ShouldAssertException($"{otherwise}\n{string.Join('\n', wanted.Except(there).Select(l => "  missing: " + l))}\n{string.Join('\n', there.Except(wanted).Select(l => "  instead: " + l))}");
    }

    /// <summary>The codes that link accounts and invite people are drawn, and must be.</summary>
    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}|(?<=(invitaci[oó]n|invitation) )[A-Z2-9]{10}", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Drawn();

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

/// <summary>How much happened.</summary>
internal sealed class DialogCounts
{
    public int Messages { get; set; }
    public int Operations { get; set; }
    public int Confirmed { get; set; }

    /// <summary>How often not everything could be taken back, because others had taken back what had allowed it.</summary>
    public int Refused { get; set; }

    /// <summary>How often each intent was begun.</summary>
    public Dictionary<string, int> Intents { get; } = new(StringComparer.Ordinal);

    public static DialogCounts operator +(DialogCounts one, DialogCounts other)
    {
        var sum = new DialogCounts { Messages = one.Messages + other.Messages, Operations = one.Operations + other.Operations, Confirmed = one.Confirmed + other.Confirmed, Refused = one.Refused + other.Refused };
        foreach (var (intent, count) in one.Intents.Concat(other.Intents))
        {
            sum.Intents[intent] = sum.Intents.GetValueOrDefault(intent) + count;
        }

        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Messages} messages, {Operations} operations, {Confirmed} of them confirmed; {Refused} batches not undone; {Intents.Count} intents: {string.Join(", ", Intents.OrderByDescending(i => i.Value).Select(i => $"{i.Key} {i.Value}"))}";
}
