using System.Buffers;
using System.CommandLine;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PmBot.Nlu.Models;

namespace PmBot.Bot.Commands;

/// <summary><c>nlu predict</c>: a text a line in, a JSON line out.</summary>
internal static class NluPredictCommand
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var model = new Option<FileInfo?>("--model") { Description = "The model; without it the one that comes with the program." };
        var command = new Command("predict", "Read a text a line, write its intent and entities as a JSON line.") { model };
        command.SetAction((parsed, cancellationToken) => NluFiles.RunAsync(() => RunAsync(NluFiles.Model(parsed.GetValue(model)), cancellationToken)));
        return command;
    }

    // What has arrived is answered before more is waited for: a file in big pieces, somebody who types line by line.
    private static async Task RunAsync(TrainedModel model, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        var input = PipeReader.Create(Console.OpenStandardInput(), new StreamPipeReaderOptions(bufferSize: 1 << 16));
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        await using var json = new Utf8JsonWriter(buffer, Json);
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                Answer(model, rest.Slice(0, end), json, buffer);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted && !rest.IsEmpty) Answer(model, rest, json, buffer);
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
            if (read.IsCompleted) return;
            input.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static void Answer(TrainedModel model, in ReadOnlySequence<byte> line, Utf8JsonWriter json, ArrayBufferWriter<byte> buffer)
    {
        var text = Encoding.UTF8.GetString(line).TrimEnd('\r').TrimStart('\uFEFF');
        Write(text, model.Read(text), json);
        buffer.Write("\n"u8);
    }

    private static void Write(string text, ModelReading reading, Utf8JsonWriter json)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteString("intent", reading.Intent);
        json.WriteNumber("confidence", Math.Round(reading.Confidence, 4));
        json.WriteStartArray("entities");
        foreach (var entity in reading.Entities)
        {
            json.WriteStartObject();
            json.WriteString("type", entity.Type);
            json.WriteString("text", text.AsSpan(entity.Start, entity.End - entity.Start));
            json.WriteNumber("start", entity.Start);
            json.WriteNumber("end", entity.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
