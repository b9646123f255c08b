using System.Globalization;
using PmBot.Bot.Hosting;
using PmBot.Bot.Learning;
using PmBot.Nlu.Models;
using PmBot.Nlu.Training;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu train --with-feedback</c>: trains with what people corrected, and replaces the model in use by nothing worse.</summary>
internal static class NluFeedbackTraining
{
    /// <summary>The model in use: the setting's, else the working copy's, else the one that came with the program.</summary>
    public static string DefaultModel()
    {
        var setting = new ConfigurationBuilder().AddEnvironmentVariables().Build()[$"{NluOptions.Section}:{nameof(NluOptions.Model)}"];
        return setting is { Length: > 0 } ? Path.GetFullPath(setting) : Root() is { } root ? Path.Combine(root, "models", "pmbot.model") : ShippedModel.FilePath;
    }

    /// <summary>Trains, compares and, unless the new model is worse, replaces.</summary>
    /// <param name="data">The sentences to train on besides; null for those of every skill.</param>
    /// <param name="heldBack">The sentences to compare on; null for <c>models/evaluation/dev.*</c>.</param>
    /// <param name="output">The model's file; null for <see cref="DefaultModel"/>.</param>
    /// <param name="cancellationToken">Gives up; nothing is replaced then.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="FormatException">There is nothing to train or to compare on.</exception>
    public static async Task<int> RunAsync(FileInfo? data, FileInfo? heldBack, FileInfo? output, CancellationToken cancellationToken)
    {
        var sentences = data is null ? Own(root => OwnTraining.Sentences(root).Values.SelectMany(s => s)) : NluFiles.Sentences(data);
        var judged = heldBack is null
            ? Own(root => SkillExamples.Languages.SelectMany(l => SkillExamples.Evaluation(root, "dev", l)))
            : NluFiles.Sentences(heldBack);
        var learnt = FeedbackSentences.Of(await AcceptedAsync(cancellationToken));
        if (learnt.Count == 0)
        {
            await Console.Error.WriteLineAsync("pmbot: no misread message was accepted; 'pmbot nlu review' lists them.");
            return ExitCodes.Failed;
        }

        await Console.Error.WriteLineAsync($"{sentences.Count} sentences and {learnt.Count} learnt from corrections");
        List<LabelledSentence> all = [.. sentences, .. learnt];
        var model = data is null ? ModelTrainer.Train(all, new TrainingOptions(), TrainingLexicon.Of(all)) : ModelTrainer.Train(all, new TrainingOptions());
        return await ReplaceAsync(model, judged, new ModelFiles(output?.FullName ?? DefaultModel()), cancellationToken);
    }

    private static async Task<int> ReplaceAsync(TrainedModel model, IReadOnlyList<LabelledSentence> judged, ModelFiles files, CancellationToken cancellationToken)
    {
        var replaced = File.Exists(files.Current) ? files.Current : File.Exists(ShippedModel.FilePath) ? ShippedModel.FilePath : null;
        var fresh = Scores(model, judged);
        await Console.Error.WriteLineAsync($"new:     {Figures(fresh)}");
        if (replaced is not null)
        {
            var current = Scores(NluFiles.Model(new FileInfo(replaced)), judged);
            await Console.Error.WriteLineAsync($"current: {Figures(current)} ({replaced})");
            if (Worth(fresh) < Worth(current))
            {
                await Console.Error.WriteLineAsync("pmbot: the new model is worse and was not taken.");
                return ExitCodes.Failed;
            }
        }

        using var bytes = new MemoryStream();
        model.Save(bytes);
        await files.ReplaceAsync(bytes.ToArray(), replaced, cancellationToken);
        await Console.Error.WriteLineAsync($"{files.Current} is the new model{(replaced is null ? "" : "; 'pmbot nlu rollback' brings the previous one back")}. A service that runs takes it at its next start.");
        return ExitCodes.Ok;
    }

    private static ModelScores Scores(TrainedModel model, IReadOnlyList<LabelledSentence> judged)
    {
        var scores = new ModelScores();
        foreach (var sentence in judged) scores.Add(sentence, model.Read(sentence.Text));
        return scores;
    }

    // What is wanted and with which slots count the same.
    private static double Worth(ModelScores scores) => Math.Round(scores.Accuracy + scores.ExactSentences, 9);

    private static string Figures(ModelScores scores) => string.Create(
        CultureInfo.InvariantCulture,
        $"intents {scores.Accuracy * 100:F2} %, exact sentences {scores.ExactSentences * 100:F2} %, out of scope found {scores.OutOfScopeRecall * 100:F1} %, false rejects {scores.FalseRejects * 100:F1} % ({scores.Sentences} sentences held back)");

    private static async Task<IReadOnlyList<FeedbackPair>> AcceptedAsync(CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Workspace:File", "")], cancellationToken);
        return await host.Services.GetRequiredService<FeedbackStore>().ListAsync(FeedbackStatus.Accepted, cancellationToken);
    }

    private static string? Root() => SkillExamples.FindRoot(Environment.CurrentDirectory) ?? SkillExamples.FindRoot(AppContext.BaseDirectory);

    private static List<LabelledSentence> Own(Func<string, IEnumerable<LabelledSentence>> read) => Root() is { } root
        ? [.. read(root)]
        : throw new FormatException("this is no working copy of the project with sentences of its own; name others with --data and --held-back.");
}
