using System.Text;

namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>Reads <c>field=value, field=value|value</c>.</summary>
/// <remarks>
/// A comma ends a value only where another <c>field=</c> follows, so a title may have commas; what stands in quotes or square
/// brackets is left alone. A list is <c>a+b</c>, <c>a, b</c> or <c>[a, b]</c>.
/// </remarks>
internal static class FieldParser
{
    public static IReadOnlyList<FieldExpectation> Parse(ThingKind kind, string text)
    {
        var fields = new List<FieldExpectation>();
        for (var at = 0; at < text.Length;)
        {
            var (name, value) = NameAt(text, at) ?? throw new FormatException($"{Quoted.Text(text[at..])} is not field=value, exists, deleted or unchanged");
            var field = FieldCatalog.Find(kind, name);
            var end = EndOfValue(text, value);
            if (fields.Exists(f => f.Field == field))
            {
                throw new FormatException($"{name} is expected twice");
            }

            fields.Add(new FieldExpectation(field, [.. Split(text[value..end], '|').Select(part => Value(field, part))]));
            at = end + 1;
        }

        return fields;
    }

    private static ExpectedValue Value(Field field, string written)
    {
        var text = written.Trim();
        if (text.Length == 0)
        {
            throw new FormatException($"{field.Name} has no value; nothing is written none");
        }

        if (text == "none")
        {
            return ExpectedValue.None;
        }

        if (field.Type != FieldType.List)
        {
            var value = Unquoted(text);
            return field.Type != FieldType.Flag || value is "true" or "false"
                ? new ExpectedValue([value])
                : throw new FormatException($"{field.Name} is true or false, not {Quoted.Text(value)}");
        }

        var items = text is ['[', .. var inner, ']'] ? Split(inner, ',') : [.. Split(text, ',').SelectMany(part => Split(part, '+'))];
        return new ExpectedValue([.. items.Select(item => Unquoted(item.Trim())).Where(item => item.Length > 0)]);
    }

    /// <summary>The field's name at this place, and where its value begins; null where no <c>name=</c> stands.</summary>
    private static (string Name, int Value)? NameAt(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var end = at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var sign = end;
        while (sign < text.Length && text[sign] == ' ')
        {
            sign++;
        }

        return end > at && sign < text.Length && text[sign] == '=' ? (text[at..end], sign + 1) : null;
    }

    private static int EndOfValue(string text, int start)
    {
        for (var at = start; at < text.Length; at = Next(text, at))
        {
            if (text[at] != ',')
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(text[(at + 1)..]))
            {
                throw new FormatException("nothing stands after the last comma");
            }

            if (NameAt(text, at + 1) is not null)
            {
                return at;
            }
        }

        return text.Length;
    }

    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var next = Next(text, at);
            if (text[at] == separator)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text.AsSpan(at, next - at));
            }

            at = next;
        }

        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>The place behind the sign here, or behind the whole of what stands in quotes or brackets.</summary>
    private static int Next(string text, int at)
    {
        if (LineReader.QuoteEnd(text, at) is { } quote)
        {
            return quote + 1;
        }

        if (text[at] != '[')
        {
            return at + 1;
        }

        var bracket = text.IndexOf(']', at);
        return bracket >= 0 ? bracket + 1 : throw new FormatException($"a bracket is not closed: {text[at..]}");
    }

    private static string Unquoted(string text) => text.Length > 0 && LineReader.QuoteEnd(text, 0) == text.Length - 1 ? text[1..^1] : text;
}
