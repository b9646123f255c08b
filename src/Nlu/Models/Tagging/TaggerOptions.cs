namespace PmBot.Nlu.Models.Tagging;

/// <summary>How a tagger is trained. The defaults are meant for any data.</summary>
public sealed record TaggerOptions
{
    /// <summary>Rounds over all sentences.</summary>
    public int Rounds { get; init; } = 20;

    /// <summary>The first step size.</summary>
    public double Rate { get; init; } = 0.2;

    /// <summary>How hard weights are pulled to zero, as in the exponent of a Gaussian prior.</summary>
    public double Ridge { get; init; } = 0.5;

    /// <summary>Weights nearer to zero than this are left out of the model.</summary>
    public double Smallest { get; init; } = 0.01;

    /// <summary>From this round on, counted from 1, the weights are averaged.</summary>
    public int AverageFrom { get; init; } = 10;

    internal bool Restrict { get; init; } = true;

    internal int AllPairs { get; init; }
}
