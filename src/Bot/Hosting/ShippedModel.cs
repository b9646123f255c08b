namespace PmBot.Bot.Hosting;

/// <summary>The trained model that comes with the program: <c>models/pmbot.model</c>, made by <c>pmbot nlu train</c>.</summary>
internal static class ShippedModel
{
    private const string Name = "pmbot.model";

    /// <summary>Where it lies: beside the program.</summary>
    public static string FilePath { get; } = Path.Combine(AppContext.BaseDirectory, "models", Name);
}
