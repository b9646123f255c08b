namespace PmBot.ProjectCore.Learning;

/// <summary>What became of one model's readings on one day.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Turns">Messages of those whom it serves, whatever read them.</param>
/// <param name="Answered">Of these, requests that the model itself read.</param>
/// <param name="Corrected">Of the answered, those that were corrected or taken back for something else.</param>
/// <param name="Unsure">Messages that neither the rules nor the model were sure of.</param>
public sealed record ModelTally(string Model, DateOnly Day, long Turns, long Answered, long Corrected, long Unsure)
{
    /// <summary>Both counts together.</summary>
    public ModelTally Plus(ModelTally other) => this with
    {
        Turns = Turns + other.Turns,
        Answered = Answered + other.Answered,
        Corrected = Corrected + other.Corrected,
        Unsure = Unsure + other.Unsure,
    };
}
