namespace PmBot.Nlu.Training;

/// <summary>How a model is trained. The defaults are meant for any data; they were chosen on development data only.</summary>
public sealed record TrainingOptions
{
    /// <summary>How much an error of a separator costs against large weights.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Rounds over all sentences for the separators.</summary>
    public int LinearRounds { get; init; } = 15;

    /// <summary>How many networks with a hidden layer; they differ in their chances only.</summary>
    public int Networks { get; init; } = 1;

    /// <summary>Hidden units of each; a multiple of 8.</summary>
    public int HiddenUnits { get; init; } = 128;

    /// <summary>Rounds over all sentences for a network.</summary>
    public int HiddenRounds { get; init; } = 15;

    /// <summary>The first step size of a network.</summary>
    public double HiddenRate { get; init; } = 0.05;

    /// <summary>Share of the features left out of a sentence in each round.</summary>
    public double FeatureDropout { get; init; } = 0.2;

    /// <summary>Share of the hidden units left out in each step.</summary>
    public double HiddenDropout { get; init; } = 0.2;

    /// <summary>How much the margins of the separators are multiplied by before they become probabilities.</summary>
    public double Sharpness { get; init; } = 4;

    /// <summary>Parts that the sentences are cut into for judging without having seen.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Share of the sentences inside that may be taken for outside.</summary>
    public double FalseRejects { get; init; } = 0.02;
}
