using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PmBot.ProjectCore.Files;

/// <summary>JSON as <see cref="DocNode"/>s.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <exception cref="DocumentException">It is no JSON.</exception>
    public static DocNode Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 20 });
        var lines = new LineCounter(bytes);
        try
        {
            if (!reader.Read()) return new DocMap(1, []);
            var root = ReadNode(ref reader, lines);
            while (reader.Read())
            {
                // Comments may follow; anything else throws.
            }

            return root;
        }
        catch (JsonException e)
        {
            throw new DocumentException((int)(e.LineNumber ?? 0) + 1, $"this is not JSON: {e.Message}");
        }
        catch (InvalidOperationException e)
        {
            throw new DocumentException(lines.At(reader.TokenStartIndex), $"this is not JSON: {e.Message}"); // a text that is no Unicode
        }
    }

    public static string Write(DocNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable)) WriteNode(writer, root);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static DocNode ReadNode(ref Utf8JsonReader reader, LineCounter lines)
    {
        var line = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var items = new List<DocNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadNode(ref reader, lines));
                return new DocList(line, items);
            case JsonTokenType.StartObject:
                var entries = new List<DocEntry>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, keyLine) = (reader.GetString()!, lines.At(reader.TokenStartIndex));
                    reader.Read();
                    entries.Add(new DocEntry(key, keyLine, ReadNode(ref reader, lines)));
                }

                return new DocMap(line, entries);
            case JsonTokenType.Null:
                return new DocScalar(line, null);
            case JsonTokenType.String:
                return new DocScalar(line, reader.GetString());
            default:
                return new DocScalar(line, Encoding.UTF8.GetString(reader.ValueSpan), IsText: false);
        }
    }

    private static void WriteNode(Utf8JsonWriter writer, DocNode node)
    {
        switch (node)
        {
            case DocScalar { Value: null }:
                writer.WriteNullValue();
                break;
            case DocScalar { IsText: false, Value: "true" or "false" } flag:
                writer.WriteBooleanValue(flag.Value == "true");
                break;
            case DocScalar { IsText: false } number when decimal.TryParse(number.Value, System.Globalization.CultureInfo.InvariantCulture, out _):
                writer.WriteRawValue(number.Value!);
                break;
            case DocScalar scalar:
                writer.WriteStringValue(scalar.Value);
                break;
            case DocList list:
                writer.WriteStartArray();
                foreach (var item in list.Items) WriteNode(writer, item);
                writer.WriteEndArray();
                break;
            case DocMap map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    WriteNode(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
        }
    }

    /// <summary>From offsets, which only grow, to lines.</summary>
    private sealed class LineCounter(byte[] bytes)
    {
        private long offset;
        private int line = 1;

        public int At(long position)
        {
            for (; offset < position; offset++)
            {
                if (bytes[offset] == '\n') line++;
            }

            return line;
        }
    }
}
