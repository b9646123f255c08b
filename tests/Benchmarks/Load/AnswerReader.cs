using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PmBot.Benchmarks.Load;

/// <summary>Decides whether an answer is the right one.</summary>
/// <remarks>A server that answers quickly and wrongly must not look fast, so no answer goes unread.</remarks>
internal sealed partial class AnswerReader
{
    private readonly StringBuilder texts = new();

    /// <summary>Reads an answer to a message.</summary>
    /// <returns>What is wrong with it, or null; and the number of the task that it names, if the message creates one.</returns>
    public (string? Fault, int Task) Read(HttpAnswer answer, Message message)
    {
        if (answer.Status != 200) return (string.Create(CultureInfo.InvariantCulture, $"status {answer.Status}"), 0);

        string said;
        try
        {
            said = TextsOf(answer.Body.Span);
        }
        catch (JsonException)
        {
            return ("the answer is not JSON", 0);
        }

        if (said.Length == 0) return ("the answer says nothing", 0);
        foreach (var expected in message.Expected)
        {
            if (!said.Contains(expected, StringComparison.OrdinalIgnoreCase)) return ($"\"{expected}\" is not in the answer", 0);
        }

        if (!message.CreatesTask) return (null, 0);
        return TaskNumber().Match(said) is { Success: true } match
            ? (null, int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture))
            : ("the answer names no task number", 0);
    }

    // What is on the screen: the texts of the activities and of the cards in them, facts included.
    private string TextsOf(ReadOnlySpan<byte> utf8Json)
    {
        texts.Clear();
        var reader = new Utf8JsonReader(utf8Json);
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || !(reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("value"u8))) continue;
            reader.Read();
            if (reader.TokenType is JsonTokenType.String) texts.Append(reader.GetString()).Append('\n');
        }

        return texts.ToString();
    }

    [GeneratedRegex("#[0-9]{1,9}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskNumber();
}
