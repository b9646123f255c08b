using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PmBot.Nlu.Dates;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu datetime</c>: the dates and times of each line of the input, as a line of JSON.</summary>
/// <remarks>A literal <c>\n</c> in a line stands for a line break, as with <c>understand</c>. Each answer is flushed, so that another program can converse.</remarks>
internal static class NluDatetimeCommand
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var culture = new Option<string>("--culture") { Description = "es or en.", Required = true };
        culture.AcceptOnlyFromAmong("es", "en");
        var reference = new Option<DateTime>("--reference")
        {
            Description = "The moment that \"now\" is, ISO 8601, local.",
            Required = true,
            CustomParser = result =>
            {
                if (DateTime.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)) return moment;
                result.AddError($"'{result.Tokens[0].Value}' is no ISO 8601 moment.");
                return default;
            },
        };
        var dayFirst = new Option<bool>("--day-first") { Description = "3/4 is the third of April in English, too." };
        var command = new Command("datetime", "Read an utterance a line, write its dates and times as a JSON array a line.") { culture, reference, dayFirst };
        command.SetAction(parsed => Run(parsed.GetValue(culture)!, parsed.GetValue(reference), parsed.GetValue(dayFirst)));
        return command;
    }

    private static int Run(string culture, DateTime reference, bool dayFirst)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var output = Console.OpenStandardOutput();
        var line = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(line, Json);
        while (input.ReadLine() is { } text)
        {
            line.ResetWrittenCount();
            writer.Reset();
            Write(writer, DateTimeRecognizer.Recognize(text.Replace("\\n", "\n", StringComparison.Ordinal), culture, reference, dayFirst ? true : null));
            writer.Flush();
            line.Write("\n"u8);
            output.Write(line.WrittenSpan);
            output.Flush();
        }

        return ExitCodes.Ok;
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<DateTimeResult> results)
    {
        writer.WriteStartArray();
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("text", result.Text);
            writer.WriteNumber("start", result.Start);
            writer.WriteNumber("end", result.End);
            writer.WriteString("type", result.Type);
            writer.WriteString("timex", result.Timex);
            writer.WriteStartArray("resolution");
            foreach (var reading in result.Resolution)
            {
                writer.WriteStartObject();
                foreach (var (name, value) in reading) writer.WriteString(name, value);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
