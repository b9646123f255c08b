namespace PmBot.Nlu.Models.Tagging;

/// <summary>How a tagger is trained. The defaults are meant for any data; they were chosen on development data only.</summary>
public sealed record TaggerOptions
{
    /// <summary>Rounds over all sentences; the weights of the second half of them are averaged.</summary>
    public int Rounds { get; init; } = 16;

    /// <summary>Rounds over many sentences: not fewer than these.</summary>
    public int FewestRounds { get; init; } = 9;

    /// <summary>With so many sentences in all rounds together there are no more rounds.</summary>
    public int Steps { get; init; } = 150_000;

    /// <summary>The first step size.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>How fast steps get shorter: they are halved after 1 / (Rate * Decay) rounds.</summary>
    public double Decay { get; init; } = 0.7;

    /// <summary>How hard weights are pulled to zero, as in the exponent of a Gaussian prior.</summary>
    public double Ridge { get; init; } = 0.5;

    /// <summary>Share of the features left out of a sentence in each round.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>An entity type that comes with less than this share of an intent's sentences is not expected with it.</summary>
    public double Rare { get; init; } = 0.005;

    /// <summary>Weights nearer to zero than this are left out of the model.</summary>
    public double Smallest { get; init; } = 0.02;
}
