using PmBot.Nlu.Models;

namespace PmBot.Bot.Hosting;

/// <summary>The trained model that comes with the program: <c>models/pmbot.model</c>, made by <c>pmbot nlu train</c>.</summary>
internal static class ShippedModel
{
    /// <summary>How readings name it.</summary>
    public const string Name = "pmbot.model";

    /// <summary>Where it lies: beside the program.</summary>
    public static string FilePath { get; } = Path.Combine(AppContext.BaseDirectory, "models", Name);

    /// <summary>The model; null where it is missing, which leaves the rules alone.</summary>
    /// <exception cref="SettingsException">The file is damaged or of another version.</exception>
    public static TrainedModel? Load()
    {
        if (!File.Exists(FilePath)) return null;
        try
        {
            using var stream = new MemoryStream(File.ReadAllBytes(FilePath));
            return TrainedModel.Load(stream);
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"{FilePath}: {e.Message}", e);
        }
    }
}
