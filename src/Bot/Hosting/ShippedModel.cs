using System.Reflection;
using PmBot.Nlu.Models;

namespace PmBot.Bot.Hosting;

/// <summary>The trained model that comes with the program: <c>models/pmbot.model</c>, made by <c>pmbot nlu train</c>.</summary>
internal static class ShippedModel
{
    /// <summary>How readings name it.</summary>
    public const string Name = "pmbot.model";

    /// <summary>The model; null in a build from before the first training, which has the rules alone.</summary>
    public static TrainedModel? Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Name);
        return stream is null ? null : TrainedModel.Load(stream);
    }
}
