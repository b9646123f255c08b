using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Bot.Telemetry;
using PmBot.Nlu;
using PmBot.Nlu.Learning;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Learning;

/// <summary>Watches what the engine makes of messages, and keeps those that were misread together with what was meant.</summary>
/// <remarks>
/// A message counts as misread when one of the offers that it got is picked, when what it did is taken back and something else is asked
/// for, or when a part of what it did is corrected. Whatever goes wrong here, the turn goes on.
/// </remarks>
public sealed class FeedbackWatch(INaturalLanguage nlu, MeantReader reader, LearningOptions options, ModelArms arms, FeedbackQueue queue, ILogger<FeedbackWatch> logger)
{
    /// <summary>How long after a message something said counts as its correction.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>How many messages after it.</summary>
    public const int MaxMessages = 2;

    /// <summary>A message came in.</summary>
    public void Heard(Understanding heard, Turn turn)
    {
        queue.Count(arms.NameFor(turn.Actor.User), Outcome.Turn);
        if (turn.State.LastReading is not { } last)
        {
            return;
        }

        last.MessagesSince++;
        if (heard.Cues.HasFlag(Cues.Cancel) || heard.Operations is [{ Intent: "undo" or "cancel" }, ..])
        {
            last.TakenBack = true;
            if (Recent(turn) is not null)
            {
                CountAgainst(last, turn);
            }
        }
    }

    /// <summary>A message was taken as a request.</summary>
    public void Began(Understanding heard, Turn turn) => Carefully(() =>
    {
        var asked = heard.Operations[0];
        if (asked.Source == "model")
        {
            queue.Count(arms.NameFor(turn.Actor.User), Outcome.Answered);
        }

        if (asked.Intent is "undo" or "cancel" || !options.Enabled)
        {
            return;
        }

        if (Recent(turn) is { } last)
        {
            if (last.Offered.Contains(asked.Intent, StringComparer.Ordinal))
            {
                Keep(FeedbackKind.Choice, last, asked, heard.Text[asked.Start..asked.End], turn);
            }
            else if (last.Intent.Length > 0 && (last.TakenBack || (heard.Cues & (Cues.Correction | Cues.No)) != Cues.None))
            {
                Keep(FeedbackKind.Rephrased, last, asked, heard.Text[asked.Start..asked.End], turn);
            }
        }

        // A sentence with several requests tells of none of them what its words are.
        turn.State.LastReading = heard.Operations.Count > 1
            ? null
            : new ReadMessage(heard.Text, heard.Language, asked.Intent, asked.Source, Spans(asked), turn.UtcNow);
    });

    /// <summary>A message was not understood; these intents were offered.</summary>
    public void Offered(Understanding heard, IEnumerable<string> intents, Turn turn) => Carefully(() =>
    {
        queue.Count(arms.NameFor(turn.Actor.User), Outcome.Unsure);
        turn.State.LastReading = options.Enabled ? new ReadMessage(heard.Text, heard.Language, "", "none", [], turn.UtcNow) { Offered = [.. intents] } : null;
    });

    /// <summary>A part of what was done was corrected.</summary>
    /// <param name="intent">What was done.</param>
    /// <param name="values">The slots that got another value, and the words for it.</param>
    /// <param name="turn">The turn of the correction.</param>
    public void Corrected(string intent, IReadOnlyList<KeyValuePair<string, string>> values, Turn turn) => Carefully(() =>
    {
        if (!options.Enabled || turn.State.LastReading is not { } last || last.Intent != intent || values.Count == 0)
        {
            return;
        }

        var meant = reader.Corrected(last, values);
        Keep(FeedbackKind.Correction, last, new MeantReading(intent, meant.Slots, meant.Elsewhere), nlu.Understand(last.Text, turn.NluContext(null)), turn);
    });

    private void Keep(FeedbackKind kind, ReadMessage last, Interpretation asked, string words, Turn turn)
    {
        var heardAgain = nlu.Understand(last.Text, turn.NluContext(null));
        if (reader.Asked(last, heardAgain, asked, words) is { } meant)
        {
            Keep(kind, last, meant, heardAgain, turn);
        }
    }

    private void Keep(FeedbackKind kind, ReadMessage last, MeantReading meant, Understanding heardAgain, Turn turn)
    {
        if (meant.Intent != last.Intent || meant.Elsewhere.Count == 0)
        {
            CountAgainst(last, turn);
        }

        var lexicon = turn.NluContext(null).Lexicon;
        if (reader.Rewrite(last, meant, heardAgain, lexicon) is not { } texts)
        {
            return;
        }

        var changed = string.Join(',', meant.Elsewhere);
        queue.Keep(new FeedbackPair
        {
            Id = FeedbackId.Of(last.Intent, texts.Read, meant.Intent, texts.Meant, changed),
            Language = last.Language,
            Kind = kind,
            ReadIntent = last.Intent,
            ReadText = texts.Read,
            MeantIntent = meant.Intent,
            MeantText = texts.Meant,
            Changed = changed,
            Source = last.Source,
            Model = arms.NameFor(turn.Actor.User),
            FirstAt = turn.UtcNow,
            LastAt = turn.UtcNow,
        });
    }

    private void CountAgainst(ReadMessage last, Turn turn)
    {
        if (last is { Source: "model", Counted: false })
        {
            last.Counted = true;
            queue.Count(arms.NameFor(turn.Actor.User), Outcome.Corrected);
        }
    }

    private static ReadMessage? Recent(Turn turn) =>
        turn.State.LastReading is { } last && last.MessagesSince <= MaxMessages && turn.UtcNow - last.At <= Window ? last : null;

    private static List<SlotSpan> Spans(Interpretation asked) =>
        [.. asked.Slots.Where(s => s.Value.End > s.Value.Start).Select(s => SlotSpan.Of(s.Key, s.Value)).OrderBy(s => s.Start).ThenBy(s => s.Slot, StringComparer.Ordinal)];

    private void Carefully(Action learn)
    {
        try
        {
            learn();
        }
#pragma warning disable CA1031 // Nothing that can be learnt is worth an answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.LearningFailed(logger, e);
        }
    }
}
