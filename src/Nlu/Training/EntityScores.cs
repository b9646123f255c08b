using PmBot.Nlu.Models.Tagging;

namespace PmBot.Nlu.Training;

/// <summary>How well entities are found: by exact span, by overlap, by type, and whole sentences.</summary>
public sealed class EntityScores
{
    private readonly SortedDictionary<string, EntityCounts> _types = new(StringComparer.Ordinal);

    /// <summary>Sentences seen.</summary>
    public int Sentences { get; private set; }

    /// <summary>Sentences with every entity right and none that is not there.</summary>
    public int ExactSentences { get; private set; }

    /// <summary>By type, in ordinal order.</summary>
    public IReadOnlyDictionary<string, EntityCounts> Types => _types;

    /// <summary>All types together.</summary>
    public EntityCounts All => _types.Values.Aggregate(default(EntityCounts), (sum, type) => sum + type);

    /// <summary>Share of the sentences that are exact, 0 to 1; 1 without sentences.</summary>
    public double ExactShare => Sentences == 0 ? 1 : (double)ExactSentences / Sentences;

    /// <summary>Counts a sentence.</summary>
    /// <param name="expected">What is right.</param>
    /// <param name="found">What was found.</param>
    public void Add(IReadOnlyList<LabelledSpan> expected, IReadOnlyList<TaggedSpan> found)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);
        var right = 0;
        foreach (var span in expected)
        {
            var exact = found.Any(f => f.Type == span.Type && f.Start == span.Start && f.End == span.End);
            var near = exact || found.Any(f => f.Type == span.Type && f.Start < span.End && span.Start < f.End);
            Count(span.Type, new EntityCounts(1, 0, exact ? 1 : 0, near ? 1 : 0, 0));
            right += exact ? 1 : 0;
        }

        foreach (var span in found)
        {
            var near = expected.Any(e => e.Type == span.Type && e.Start < span.End && span.Start < e.End);
            Count(span.Type, new EntityCounts(0, 1, 0, 0, near ? 1 : 0));
        }

        Sentences++;
        if (right == expected.Count && right == found.Count) ExactSentences++;
    }

    private void Count(string type, EntityCounts counts) => _types[type] = _types.GetValueOrDefault(type) + counts;
}

/// <summary>Counts of entities.</summary>
/// <param name="Expected">In the right answers.</param>
/// <param name="Found">In what was found.</param>
/// <param name="Exact">Expected ones of which type and both ends were found.</param>
/// <param name="Touched">Expected ones that something found of the type overlaps.</param>
/// <param name="Touching">Found ones that overlap something expected of the type.</param>
public readonly record struct EntityCounts(int Expected, int Found, int Exact, int Touched, int Touching)
{
    /// <summary>F1 of exact spans, 0 to 1.</summary>
    public double Strict => F1(Share(Exact, Found), Share(Exact, Expected));

    /// <summary>F1 by overlap, 0 to 1.</summary>
    public double Overlap => F1(Share(Touching, Found), Share(Touched, Expected));

    /// <summary>Share of what was found that is exactly right.</summary>
    public double Precision => Share(Exact, Found);

    /// <summary>Share of what is there that was exactly found.</summary>
    public double Recall => Share(Exact, Expected);

    /// <summary>Adds up.</summary>
    public static EntityCounts operator +(EntityCounts one, EntityCounts other) =>
        new(one.Expected + other.Expected, one.Found + other.Found, one.Exact + other.Exact, one.Touched + other.Touched, one.Touching + other.Touching);

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    private static double F1(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}
