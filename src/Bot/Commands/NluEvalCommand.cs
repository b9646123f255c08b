using System.CommandLine;
using System.Diagnostics;
using PmBot.Nlu.Models;
using PmBot.Nlu.Training;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu eval</c>: labelled sentences in, scores out.</summary>
internal static class NluEvalCommand
{
    public static Command Create()
    {
        var model = new Option<FileInfo?>("--model") { Description = "The model; without it the one that comes with the program." };
        var data = new Option<FileInfo>("--data") { Description = "The right answers, a JSON line each.", Required = true };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("eval", "Judge a model on labelled sentences that it was not trained on.") { model, data, format };
        command.SetAction((parsed, _) => NluFiles.RunAsync(() => RunAsync(
            NluFiles.Model(parsed.GetValue(model)), NluFiles.Sentences(parsed.GetRequiredValue(data)), parsed.GetValue(format) == "json")));
        return command;
    }

    private static async Task RunAsync(TrainedModel model, IReadOnlyList<LabelledSentence> sentences, bool json)
    {
        var scores = new ModelScores();
        foreach (var sentence in sentences) scores.Add(sentence, model.Read(sentence.Text));
        var speed = ReadingSpeed.Measure(model, sentences);
        await Console.Out.WriteLineAsync(json ? NluScores.Json(scores, speed) : NluScores.Text(scores, speed));
    }
}

/// <summary>How fast a model reads, on one thread and warm.</summary>
/// <param name="PerSecond">Messages a second.</param>
/// <param name="Median">Half of the messages take no longer, in milliseconds.</param>
/// <param name="Slow">99 of 100 messages take no longer, in milliseconds.</param>
internal sealed record ReadingSpeed(double PerSecond, double Median, double Slow)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);
    private const int Least = 5000;

    public static ReadingSpeed Measure(TrainedModel model, IReadOnlyList<LabelledSentence> sentences)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; clock.Elapsed < WarmUp; i++) model.Read(sentences[i % sentences.Count].Text);
        var times = new double[Math.Max(Least, sentences.Count)];
        var all = Stopwatch.GetTimestamp();
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            model.Read(sentences[i % sentences.Count].Text);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var seconds = Stopwatch.GetElapsedTime(all).TotalSeconds;
        Array.Sort(times);
        return new ReadingSpeed(times.Length / seconds, times[times.Length / 2], times[times.Length * 99 / 100]);
    }
}
