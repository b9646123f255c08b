using PmBot.Bot.Hosting;
using PmBot.Nlu.Models;
using PmBot.Nlu.Training;

namespace PmBot.Bot.Commands;

/// <summary>The files of the <c>nlu</c> verbs. What cannot be read is a <see cref="FormatException"/> with one clear line.</summary>
internal static class NluFiles
{
    /// <summary>Loads a model; without a file the one that comes with the program.</summary>
    public static TrainedModel Model(FileInfo? file)
    {
        var path = file?.FullName ?? ShippedModel.FilePath;
        if (!File.Exists(path)) throw new FormatException(file is null ? "no model came with this program; name one with --model." : $"{file}: there is no such file.");
        try
        {
            using var stream = new MemoryStream(File.ReadAllBytes(path));
            return TrainedModel.Load(stream);
        }
        catch (InvalidDataException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads JSON lines.</summary>
    public static IReadOnlyList<LabelledSentence> Sentences(FileInfo file)
    {
        if (!file.Exists) throw new FormatException($"{file}: there is no such file.");
        using var reader = file.OpenText();
        var sentences = SentenceLines.Read(reader, file.ToString());
        return sentences.Count > 0 ? sentences : throw new FormatException($"{file}: there is no sentence in it.");
    }

    /// <summary>Runs a verb; input that cannot be read is one line on standard error and exit code 2.</summary>
    public static Task<int> RunAsync(Func<Task> verb) => RunAsync(async () =>
    {
        await verb();
        return ExitCodes.Ok;
    });

    /// <summary>Runs a verb that gives its own exit code.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync($"pmbot: {e.Message}");
            return ExitCodes.BadUsage;
        }
    }
}
