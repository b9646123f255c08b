using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PmBot.Bot.ConversationFiles;

/// <summary>Writes reports for people or for programs.</summary>
internal static class ReportWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Each failing line, then <c>12 passed, 1 failed</c>.</summary>
    public static async Task WriteTextAsync(IReadOnlyList<ConversationReport> reports, TextWriter output)
    {
        foreach (var line in reports.Where(report => report.IsUsable).SelectMany(report => report.Lines))
        {
            await output.WriteLineAsync(line);
        }

        var passed = reports.Count(report => report.Passed);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {reports.Count - passed} failed"));
    }

    /// <summary>An array of <c>{file, title, passed, failures: [{line, message}]}</c>.</summary>
    public static async Task WriteJsonAsync(IReadOnlyList<ConversationReport> reports, TextWriter output)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartArray();
            foreach (var report in reports)
            {
                Write(report, json);
            }

            json.WriteEndArray();
        }

        await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void Write(ConversationReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", report.File);
        json.WriteString("title", report.Title);
        json.WriteBoolean("passed", report.Passed);
        json.WriteStartArray("failures");
        foreach (var failure in report.Failures)
        {
            json.WriteStartObject();
            json.WriteNumber("line", failure.Line);
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
