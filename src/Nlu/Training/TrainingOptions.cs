namespace PmBot.Nlu.Training;

/// <summary>How a model is trained. The defaults are meant for any data; they were chosen on development data only.</summary>
public sealed record TrainingOptions
{
    /// <summary>How much an error of a separator costs against large weights.</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>Rounds over all sentences for the separators.</summary>
    public int LinearRounds { get; init; } = 8;

    /// <summary>Rounds over all sentences for a network.</summary>
    public int HiddenRounds { get; init; } = 12;

    /// <summary>The first step size of a network.</summary>
    public double HiddenRate { get; init; } = 0.05;

    /// <summary>Share of the features left out of a sentence in each round.</summary>
    public double FeatureDropout { get; init; } = 0.2;

    /// <summary>Share of the hidden units left out in each step.</summary>
    public double HiddenDropout { get; init; } = 0.2;

    /// <summary>How much the margins of the separators are multiplied by before they become probabilities.</summary>
    public double Sharpness { get; init; } = 4;

    /// <summary>Share of the sentences inside that may be taken for outside, at least.</summary>
    public double FewestRejects { get; init; } = 0.01;

    /// <summary>Share of the sentences inside that may be taken for outside, at most.</summary>
    public double MostRejects { get; init; } = 0.05;

    /// <summary>How many percent of what is outside must be found for one percent of the sentences inside that would have been right.</summary>
    public double RejectCost { get; init; } = 8;

    /// <summary>What may be taken for outside where no sentence of the data is out of scope: whoever gave none expects hardly any to be refused.</summary>
    public double FalseRejectsUnasked { get; init; } = 0.005;
}
