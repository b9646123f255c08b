using System.Text;

namespace PmBot.Nlu.Training;

/// <summary>Sentences with their entities written into them: <c>crea la tarea [revisar logs](title)</c>.</summary>
/// <remarks><c>[ya volví](mode=back)</c>: the words say one of a closed set; the reader takes its name, not the words.</remarks>
public static class AnnotatedText
{
    /// <summary>The sentences of a file, a line each; lines that are empty or begin with # are none.</summary>
    /// <param name="intent">Of all of them; null where each line begins with its own and a tab.</param>
    /// <param name="source">How messages name the file.</param>
    /// <param name="content">The file.</param>
    /// <exception cref="FormatException">A line cannot be read; file and line stand in front.</exception>
    public static IReadOnlyList<LabelledSentence> Read(string? intent, string source, string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var sentences = new List<LabelledSentence>();
        var number = 0;
        foreach (var raw in content.EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#') continue;
            if (intent is not null)
            {
                sentences.Add(Parse(intent, line, source, number));
                continue;
            }

            var tab = line.IndexOf('\t');
            if (tab <= 0) throw new FormatException($"{source}:{number}: expected an intent, a tab and a sentence.");
            sentences.Add(Parse(new string(line[..tab].Trim()), line[(tab + 1)..].Trim(), source, number));
        }

        return sentences;
    }

    /// <summary>One sentence.</summary>
    /// <exception cref="FormatException">A bracket is not closed or has no slot.</exception>
    public static LabelledSentence Parse(string intent, string line) => Parse(intent, line, "sentence", 1);

    // A bracket without "](slot)" behind it is a bracket that the sentence has of its own.
    private static LabelledSentence Parse(string intent, ReadOnlySpan<char> line, string source, int number)
    {
        var text = new StringBuilder(line.Length);
        var entities = new List<LabelledSpan>();
        for (var i = 0; i < line.Length; i++)
        {
            var rest = line[(i + 1)..];
            var close = line[i] == '[' ? rest.IndexOf("](") : -1;
            if (close < 0)
            {
                text.Append(line[i]);
                continue;
            }

            var slot = rest[(close + 2)..];
            var end = slot.IndexOf(')');
            if (close == 0 || end <= 0 || slot[..end].ContainsAnyExcept(SlotLetters))
                throw new FormatException($"{source}:{number}: '{line[i..]}' is no [text](slot).");
            entities.Add(new LabelledSpan(new string(slot[..end]), text.Length, text.Length + close));
            text.Append(rest[..close]);
            i += close + end + 3;
        }

        return new LabelledSentence(text.ToString(), intent, entities);
    }

    private static readonly System.Buffers.SearchValues<char> SlotLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz_0123456789=");
}
