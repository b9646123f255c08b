using System.CommandLine;
using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.Nlu.Models;
using PmBot.Nlu.Training;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu train</c>: sentences in, a model out.</summary>
internal static class NluTrainCommand
{
    private static readonly string[] Sets = ["test", "dev", "dev2", "dev3", "dev4"];

    public static Command Create()
    {
        var data = new Option<FileInfo?>("--data") { Description = "Training sentences, a JSON line each; without it the examples of every skill." };
        var output = new Option<FileInfo?>("--out") { Description = "The model to write; else models/pmbot.model, or beside the data under its name." };
        var feedback = new Option<bool>("--with-feedback") { Description = "Learn from the corrections that 'nlu review' accepted too, and replace the model in use unless the new one is worse." };
        var heldBack = new Option<FileInfo?>("--held-back") { Description = "With --with-feedback: the sentences to compare on, a JSON line each; models/evaluation/dev.* by default." };
        var command = new Command("train", "Train a model on labelled sentences.") { data, output, feedback, heldBack };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(feedback)
            ? NluFiles.RunAsync(() => NluFeedbackTraining.RunAsync(parsed.GetValue(data), parsed.GetValue(heldBack), parsed.GetValue(output), cancellationToken))
            : NluFiles.RunAsync(() => RunAsync(parsed.GetValue(data), parsed.GetValue(output), cancellationToken)));
        return command;
    }

    private static async Task RunAsync(FileInfo? data, FileInfo? output, CancellationToken cancellationToken)
    {
        if (data is null)
        {
            await TrainOwnAsync(output, cancellationToken);
            return;
        }

        var sentences = NluFiles.Sentences(data);
        await WriteAsync(ModelTrainer.Train(sentences, new TrainingOptions()), sentences.Count, output?.FullName ?? Path.ChangeExtension(data.FullName, ".model"), cancellationToken);
    }

    private static async Task TrainOwnAsync(FileInfo? output, CancellationToken cancellationToken)
    {
        var root = SkillExamples.FindRoot(Environment.CurrentDirectory) ?? SkillExamples.FindRoot(AppContext.BaseDirectory)
            ?? throw new FormatException("--data is missing, and this is no working copy of the project with sentences of its own.");
        var path = output?.FullName ?? Path.Combine(root, "models", "pmbot.model");
        var training = OwnTraining.Sentences(root);
        var model = OwnTraining.Train(training);
        await WriteAsync(model, training.Values.Sum(s => s.Count), path, cancellationToken);
        var report = Path.Combine(Path.GetDirectoryName(path)!, "REPORT.md");
        await File.WriteAllTextAsync(report, Report(root, model, training), cancellationToken);
        await Console.Error.WriteLineAsync(report);
    }

    private static string Report(string root, TrainedModel model, IReadOnlyDictionary<string, IReadOnlyList<LabelledSentence>> training)
    {
        var report = OwnTraining.Report(root, model, training);
        var skills = SkillCatalog.Discover(typeof(NluTrainCommand).Assembly);
        var rows =
            from set in Sets
            from language in SkillExamples.Languages
            let sentences = SkillExamples.Evaluation(root, set, language)
            where sentences.Count > 0
            select ($"{set}, {language}", ReaderEvaluation.Judge(skills, model, sentences, language));
        report.Add("The whole reader", "Rules, names, dates and the model together, in a workspace that has the people, projects and environments of the sentences.", rows);
        return report.ToString();
    }

    private static async Task WriteAsync(TrainedModel model, int sentences, string path, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        model.Save(bytes);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(path, bytes.ToArray(), cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}: {sentences} sentences, {model.Intents.Count} intents, {bytes.Length / 1e6:F1} MB"));
    }
}
