using System.CommandLine;
using System.Globalization;
using PmBot.Nlu.Training;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu train</c>: sentences in, a model out.</summary>
internal static class NluTrainCommand
{
    public static Command Create()
    {
        var data = new Option<FileInfo?>("--data") { Description = "Training sentences, a JSON line each; without it the examples of every skill." };
        var output = new Option<FileInfo?>("--out") { Description = "The model to write; models/pmbot.model if there is no --data." };
        var command = new Command("train", "Train a model on labelled sentences.") { data, output };
        command.SetAction((parsed, cancellationToken) => NluFiles.RunAsync(() => RunAsync(parsed.GetValue(data), parsed.GetValue(output), cancellationToken)));
        return command;
    }

    private static async Task RunAsync(FileInfo? data, FileInfo? output, CancellationToken cancellationToken)
    {
        if (data is not null)
        {
            if (output is null) throw new FormatException("--out is missing: the model's file.");
            await WriteAsync(NluFiles.Sentences(data), output.FullName, cancellationToken);
            return;
        }

        var root = SkillExamples.FindRoot(Environment.CurrentDirectory) ?? SkillExamples.FindRoot(AppContext.BaseDirectory)
            ?? throw new FormatException("--data is missing, and this is no working copy of the project with sentences of its own.");
        await WriteAsync([.. SkillExamples.Languages.SelectMany(l => SkillExamples.Training(root, l))], output?.FullName ?? Path.Combine(root, "models", "pmbot.model"), cancellationToken);
    }

    private static async Task WriteAsync(IReadOnlyList<LabelledSentence> sentences, string path, CancellationToken cancellationToken)
    {
        var model = ModelTrainer.Train(sentences, new TrainingOptions());
        using var bytes = new MemoryStream();
        model.Save(bytes);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(path, bytes.ToArray(), cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}: {sentences.Count} sentences, {model.Intents.Count} intents, {bytes.Length / 1e6:F1} MB"));
    }
}
