using System.Text;

namespace PmBot.Nlu.Tests;

/// <summary>A sentence with its entities written into it: <c>crea la tarea [revisar logs](title)</c>.</summary>
internal sealed record AnnotatedSentence(string Intent, string Text, IReadOnlyList<(string Slot, int Start, int End)> Slots)
{
    public static AnnotatedSentence Parse(string intent, string line)
    {
        var text = new StringBuilder();
        var slots = new List<(string, int, int)>();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '[')
            {
                text.Append(line[i]);
                continue;
            }

            var close = line.IndexOf("](", i, StringComparison.Ordinal);
            var end = line.IndexOf(')', close);
            var start = text.Length;
            text.Append(line, i + 1, close - i - 1);
            slots.Add((line[(close + 2)..end], start, text.Length));
            i = end;
        }

        return new AnnotatedSentence(intent, text.ToString(), slots);
    }

    public static IEnumerable<AnnotatedSentence> ReadLines(string intent, string content) => content
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => Parse(intent, line));

    /// <summary>What is wrong with the reading, or null; intents first.</summary>
    public (bool Intent, bool Slots, string Why) Judge(Understanding read)
    {
        if (Intent == "out_of_scope") return (read.Operations.Count == 0, read.Operations.Count == 0, $"{Text}: read as {string.Join(", ", read.Operations.Select(o => o.Intent + " by " + o.Evidence))}");
        // A bare "cancela" may be the cue alone; dialogs know it as such.
        if (Intent == "cancel" && read.Operations.Count == 0 && (read.Cues & (Cues.Cancel | Cues.No)) != Cues.None) return (true, true, "");
        if (read.Operations.Count != 1 || read.Operations[0].Intent != Intent)
            return (false, false, $"{Text}: expected {Intent}, read as {string.Join(", ", read.Operations.Select(o => o.Intent + " by " + o.Evidence))}");
        foreach (var (slot, start, end) in Slots)
        {
            if (!read.Operations[0].Slots.TryGetValue(slot, out var entity)) return (true, false, $"{Text}: no {slot} ({read.Operations[0].Evidence})");
            if (!SameWords(entity, start, end)) return (true, false, $"{Text}: {slot} is '{entity.Text}', expected '{Text[start..end]}' ({read.Operations[0].Evidence})");
        }

        return (true, true, "");
    }

    // Articles and prepositions at the edges may belong to the span or not.
    private bool SameWords(Entity entity, int start, int end)
    {
        if (entity.Start == start && entity.End == end) return true;
        return Core(entity.Text) == Core(Text[start..end]) && entity.Start < end && entity.End > start;
    }

    private static string Core(string text)
    {
        var words = text.Trim(' ', '"', '.', ',').Split(' ').ToList();
        while (words.Count > 1 && words[0] is "el" or "la" or "al" or "on" or "the" or "para" or "en" or "tarea" or "task" or "by" or "las" or "los" or "que") words.RemoveAt(0);
        return string.Join(' ', words);
    }
}
