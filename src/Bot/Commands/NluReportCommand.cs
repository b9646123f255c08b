using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PmBot.Bot.Hosting;
using PmBot.Bot.Learning;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu report</c>: how the models did that served, and which did better.</summary>
internal static class NluReportCommand
{
    public static Command Create()
    {
        var days = new Option<int>("--days") { Description = "How far back, in days.", DefaultValueFactory = _ => 30 };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > FeedbackQueue.CountedDays) result.AddError($"--days takes 1 to {FeedbackQueue.CountedDays}.");
        });
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("report", "Say how the models did that serve side by side (Nlu:Challenger), and which did better.") { days, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(days), parsed.GetValue(format) == "json", cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int days, bool json, CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Workspace:File", "")], cancellationToken);
        var today = DateOnly.FromDateTime(host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var tallies = await host.Services.GetRequiredService<FeedbackStore>().TalliesAsync(today.AddDays(1 - days), cancellationToken);
        List<ModelComparison> comparisons =
            [.. tallies.SelectMany((first, i) => tallies.Skip(i + 1).Select(second => new ModelComparison(first, second)))];
        await Console.Out.WriteAsync((json ? Json(tallies, comparisons) : Text(tallies, comparisons)).AsMemory(), cancellationToken);
        if (tallies.Count == 0) await Console.Error.WriteLineAsync($"No model served anybody in the last {days} days.");
        return ExitCodes.Ok;
    }

    private static string Text(IReadOnlyList<ModelTally> tallies, List<ModelComparison> comparisons)
    {
        var text = new StringBuilder();
        foreach (var tally in tallies)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{tally.Model}: {tally.Turns} messages; read {tally.Answered}, of them corrected {tally.Corrected}; unsure {tally.Unsure}; right {ModelComparison.Share(tally) * 100:F1} % of {ModelComparison.Asked(tally)}");
        }

        foreach (var comparison in comparisons) text.AppendLine(Verdict(comparison));
        return text.ToString();
    }

    private static string Verdict(ModelComparison comparison)
    {
        var (first, second) = (comparison.First.Model, comparison.Second.Model);
        var points = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(comparison.Difference) * 100:F1} points");
        return comparison switch
        {
            { PValue: null } => $"{first} and {second}: too few messages to tell which is better.",
            { Better: { } better } => string.Create(CultureInfo.InvariantCulture, $"{better} did better than {(better == first ? second : first)} by {points}; more than chance (p = {comparison.PValue:F4})."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{first} and {second} differ by {points}, which may be chance (p = {comparison.PValue:F4})."),
        };
    }

    private static string Json(IReadOnlyList<ModelTally> tallies, List<ModelComparison> comparisons)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("models");
            foreach (var tally in tallies)
            {
                json.WriteStartObject();
                json.WriteString("model", tally.Model);
                json.WriteNumber("turns", tally.Turns);
                json.WriteNumber("answered", tally.Answered);
                json.WriteNumber("accepted", ModelComparison.Right(tally));
                json.WriteNumber("corrected", tally.Corrected);
                json.WriteNumber("unsure", tally.Unsure);
                json.WriteNumber("right", Math.Round(ModelComparison.Share(tally), 4));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("comparisons");
            foreach (var comparison in comparisons)
            {
                json.WriteStartObject();
                json.WriteString("first", comparison.First.Model);
                json.WriteString("second", comparison.Second.Model);
                json.WriteNumber("difference", Math.Round(comparison.Difference, 4));
                if (comparison.PValue is { } p) json.WriteNumber("p", Math.Round(p, 6));
                else json.WriteNull("p");
                json.WriteString("better", comparison.Better);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
