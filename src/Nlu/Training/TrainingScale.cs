namespace PmBot.Nlu.Training;

/// <summary>What the number of sentences decides. Small data gains from more networks; in large data what stands in one or two sentences is noise and weight.</summary>
/// <param name="Networks">How many networks with a hidden layer; they differ in their chances only.</param>
/// <param name="Units">Hidden units of each network; a multiple of 8.</param>
/// <param name="AtLeast">In how many sentences a feature must stand.</param>
/// <param name="Folds">Parts that the sentences are cut into for judging without having seen.</param>
public sealed record TrainingScale(int Networks, int Units, int AtLeast, int Folds)
{
    private const int Small = 2000;
    private const int Large = 16000;

    /// <summary>For a number of sentences.</summary>
    public static TrainingScale Of(int sentences) => sentences switch
    {
        < Small => new TrainingScale(4, 64, 1, 5),
        < Large => new TrainingScale(2, 64, 1, 5),
        _ => new TrainingScale(2, 48, 3, 3),
    };
}
