using PmBot.Nlu.Models;

namespace PmBot.Nlu.Training;

/// <summary>How well a model reads labelled sentences, all by itself.</summary>
public sealed class ModelScores
{
    private readonly SortedDictionary<string, IntentCounts> _intents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Expected, string Read), int> _confusions = [];
    private int _right;
    private int _rightInside;
    private int _top;
    private int _exact;
    private int _refused;
    private int _outsideFound;

    /// <summary>All sentences.</summary>
    public int Sentences { get; private set; }

    /// <summary>Sentences that are out of scope.</summary>
    public int Outside { get; private set; }

    /// <summary>Sentences in scope.</summary>
    public int Inside => Sentences - Outside;

    /// <summary>Share of all sentences with the right intent, <c>out_of_scope</c> being one: the micro F1.</summary>
    public double Accuracy => Share(_right, Sentences);

    /// <summary>Share of the sentences in scope with the right intent.</summary>
    public double InsideAccuracy => Share(_rightInside, Inside);

    /// <summary>Share of the sentences in scope whose intent ranks first, refused or not.</summary>
    public double RankedFirst => Share(_top, Inside);

    /// <summary>The mean F1 of the intents.</summary>
    public double MacroF1 => _intents.Count == 0 ? 1 : _intents.Values.Average(i => i.F1);

    /// <summary>Share of the sentences out of scope that are refused.</summary>
    public double OutOfScopeRecall => Share(_outsideFound, Outside);

    /// <summary>Share of the sentences in scope that are refused.</summary>
    public double FalseRejects => Share(_refused, Inside);

    /// <summary>Share of the sentences in scope with the right intent and exactly the right entities.</summary>
    public double ExactSentences => Share(_exact, Inside);

    /// <summary>By intent.</summary>
    public IReadOnlyDictionary<string, IntentCounts> Intents => _intents;

    /// <summary>Which intent was read for which other, most frequent first.</summary>
    public IEnumerable<(string Expected, string Read, int Count)> Confusions => _confusions
        .OrderByDescending(c => c.Value).ThenBy(c => c.Key.Expected, StringComparer.Ordinal).ThenBy(c => c.Key.Read, StringComparer.Ordinal)
        .Select(c => (c.Key.Expected, c.Key.Read, c.Value));

    /// <summary>Of the sentences in scope.</summary>
    public EntityScores Entities { get; } = new();

    /// <summary>Whether the confidence keeps its word.</summary>
    public Reliability Reliability { get; } = new();

    /// <summary>Counts a sentence.</summary>
    /// <param name="expected">What is right.</param>
    /// <param name="reading">What the model read.</param>
    public void Add(LabelledSentence expected, ModelReading reading)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(reading);
        Sentences++;
        var isRight = expected.Intent == reading.Intent;
        if (isRight) _right++;
        else _confusions[(expected.Intent, reading.Intent)] = _confusions.GetValueOrDefault((expected.Intent, reading.Intent)) + 1;
        _intents[expected.Intent] = _intents.GetValueOrDefault(expected.Intent) + new IntentCounts(1, 0, isRight ? 1 : 0);
        _intents[reading.Intent] = _intents.GetValueOrDefault(reading.Intent) + new IntentCounts(0, 1, 0);
        if (reading.Intent != LabelledSentence.OutOfScope) Reliability.Add(reading.Confidence, isRight);
        if (expected.Intent == LabelledSentence.OutOfScope) AddOutside(isRight);
        else AddInside(expected, reading, isRight);
    }

    private void AddOutside(bool isRight)
    {
        Outside++;
        if (isRight) _outsideFound++;
    }

    private void AddInside(LabelledSentence expected, ModelReading reading, bool isRight)
    {
        if (isRight) _rightInside++;
        if (reading.Intent == LabelledSentence.OutOfScope) _refused++;
        if (reading.Ranking.Count > 0 && reading.Ranking[0].Intent == expected.Intent) _top++;
        var exact = Entities.ExactSentences;
        Entities.Add(expected.Entities, reading.Entities);
        if (isRight && Entities.ExactSentences > exact) _exact++;
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}

/// <summary>Counts of an intent.</summary>
/// <param name="Expected">Sentences of it.</param>
/// <param name="Read">Sentences that were read as it.</param>
/// <param name="Right">Both.</param>
public readonly record struct IntentCounts(int Expected, int Read, int Right)
{
    /// <summary>Share of what was read as it that is.</summary>
    public double Precision => Read == 0 ? 1 : (double)Right / Read;

    /// <summary>Share of its sentences that were read as it.</summary>
    public double Recall => Expected == 0 ? 1 : (double)Right / Expected;

    /// <summary>The harmonic mean of the two.</summary>
    public double F1 => Expected + Read == 0 ? 1 : 2.0 * Right / (Expected + Read);

    /// <summary>Adds up.</summary>
    public static IntentCounts operator +(IntentCounts one, IntentCounts other) => new(one.Expected + other.Expected, one.Read + other.Read, one.Right + other.Right);
}
