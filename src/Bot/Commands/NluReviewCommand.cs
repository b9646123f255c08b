using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using PmBot.Bot.Hosting;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu review</c>: lists the messages that were misread, and decides which of them may be learnt from.</summary>
internal static class NluReviewCommand
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var accept = new Option<string[]>("--accept") { Description = "Learn from these (ids, or their first digits).", AllowMultipleArgumentsPerToken = true };
        var reject = new Option<string[]>("--reject") { Description = "Never learn from these.", AllowMultipleArgumentsPerToken = true };
        var acceptAll = new Option<bool>("--all-accepted") { Description = "List those that were accepted." };
        var rejectAll = new Option<bool>("--all-rejected") { Description = "List those that were rejected." };
        var forget = new Option<bool>("--forget-rejected") { Description = "Delete those that were rejected." };
        var format = new Option<string>("--format") { Description = "text or json (a line each).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("review", "List misread messages and decide which the models may learn from.") { accept, reject, acceptAll, rejectAll, forget, format };
        command.SetAction((parsed, cancellationToken) => NluFiles.RunAsync(() => RunAsync(
            new Decision(parsed.GetValue(accept) ?? [], parsed.GetValue(reject) ?? [], parsed.GetValue(forget)),
            parsed.GetValue(acceptAll) ? FeedbackStatus.Accepted : parsed.GetValue(rejectAll) ? FeedbackStatus.Rejected : FeedbackStatus.New,
            parsed.GetValue(format) == "json",
            cancellationToken)));
        return command;
    }

    private static async Task RunAsync(Decision decision, FeedbackStatus listed, bool json, CancellationToken cancellationToken)
    {
        await using var host = await BotHost.StartAsync(null, [new("Workspace:File", "")], cancellationToken);
        var store = host.Services.GetRequiredService<FeedbackStore>();
        if (decision.IsNone)
        {
            await ListAsync(await store.ListAsync(listed, cancellationToken), json, cancellationToken);
            return;
        }

        var all = await store.ListAsync(null, cancellationToken);
        var (accepted, rejected) = (Find(decision.Accept, all), Find(decision.Reject, all));
        if (accepted.Intersect(rejected, StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw new FormatException($"{both} cannot be accepted and rejected at once.");
        }

        await store.DecideAsync(accepted, FeedbackStatus.Accepted, cancellationToken);
        await store.DecideAsync(rejected, FeedbackStatus.Rejected, cancellationToken);
        var forgotten = decision.Forget ? await store.DeleteAsync(FeedbackStatus.Rejected, cancellationToken) : 0;
        await Console.Error.WriteLineAsync($"Accepted {accepted.Count}, rejected {rejected.Count}{(decision.Forget ? $", deleted {forgotten}" : "")}.");
    }

    /// <summary>The ids that begin so; "new" stands for all that are undecided.</summary>
    private static List<string> Find(IEnumerable<string> names, IReadOnlyList<FeedbackPair> all)
    {
        var ids = new List<string>();
        foreach (var name in names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (name == "new")
            {
                ids.AddRange(all.Where(p => p.Status == FeedbackStatus.New).Select(p => p.Id));
                continue;
            }

            var found = all.Where(p => p.Id.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
            ids.Add(found switch
            {
                [var only] => only.Id,
                [] => throw new FormatException($"there is no misread message {name}; 'pmbot nlu review' lists them."),
                _ => throw new FormatException($"{name} may be {string.Join(", ", found.Select(f => f.Id))}; give more digits."),
            });
        }

        return ids;
    }

    private static async Task ListAsync(IReadOnlyList<FeedbackPair> pairs, bool json, CancellationToken cancellationToken)
    {
        // First what was misread; then what was read well and wanted otherwise.
        foreach (var pair in pairs.OrderBy(p => p.Changed.Length > 0))
        {
            await Console.Out.WriteLineAsync((json ? Line(pair) : Paragraph(pair)).AsMemory(), cancellationToken);
        }

        if (!json)
        {
            await Console.Error.WriteLineAsync(pairs.Count == 0
                ? "No misread messages."
                : $"{pairs.Count} messages. 'pmbot nlu review --accept ID ... --reject ID ...' decides; 'new' stands for all undecided.");
        }
    }

    private static string Paragraph(FeedbackPair pair)
    {
        var read = pair.ReadIntent.Length == 0 ? "not understood" : pair.ReadIntent;
        var changed = pair.Changed.Length == 0 ? "" : $" (other value for {pair.Changed.Replace(",", ", ", StringComparison.Ordinal)})";
        return $"""
            {pair.Id}  {pair.Language}  {WireName.Of(pair.Kind)}, {pair.Source}, {pair.Times}x, {pair.LastAt:yyyy-MM-dd}
              read   {read}: {pair.ReadText}
              meant  {pair.MeantIntent}: {pair.MeantText}{changed}
            """;
    }

    private static string Line(FeedbackPair pair)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("id", pair.Id);
            json.WriteString("status", WireName.Of(pair.Status));
            json.WriteString("kind", WireName.Of(pair.Kind));
            json.WriteString("language", pair.Language);
            json.WriteString("source", pair.Source);
            json.WriteString("model", pair.Model);
            json.WriteNumber("times", pair.Times);
            json.WriteString("first_at", pair.FirstAt);
            json.WriteString("last_at", pair.LastAt);
            WriteReading(json, "read", pair.ReadIntent, pair.ReadText);
            WriteReading(json, "meant", pair.MeantIntent, pair.MeantText);
            json.WriteStartArray("changed");
            foreach (var slot in pair.Changed.Split(',', StringSplitOptions.RemoveEmptyEntries)) json.WriteStringValue(slot);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteReading(Utf8JsonWriter json, string name, string intent, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("intent", intent);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>What is decided about which; all empty to list only.</summary>
    private sealed record Decision(string[] Accept, string[] Reject, bool Forget)
    {
        public bool IsNone => Accept.Length == 0 && Reject.Length == 0 && !Forget;
    }
}
