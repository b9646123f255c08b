namespace PmBot.Nlu.Training;

/// <summary>How well the whole reader (rules, names, dates, models) reads labelled sentences of one request each.</summary>
public sealed class ReaderScores
{
    // Follow from the words without standing in them: "cierra la 7" says a status that nobody annotates.
    private static readonly HashSet<string> Implied = new(["status", "priority", "task", "overdue", "assignee"], StringComparer.Ordinal);

    private readonly List<string> _failures = [];
    private readonly SortedDictionary<(string Expected, string Read), int> _confusions = [];
    private int _inScope;
    private int _rightIntent;
    private int _rightSlots;
    private int _rejected;
    private int _outside;
    private int _outsideFound;

    /// <summary>Sentences that ask for something.</summary>
    public int InScope => _inScope;

    /// <summary>Sentences that ask for nothing PmBot does.</summary>
    public int Outside => _outside;

    /// <summary>Share of the sentences in scope that are read as their intent and nothing else, 0 to 1.</summary>
    public double IntentAccuracy => Share(_rightIntent, _inScope);

    /// <summary>Share of the sentences in scope with the right intent, every slot right and none that isn't there, 0 to 1.</summary>
    public double ExactSlots => Share(_rightSlots, _inScope);

    /// <summary>Share of the sentences outside that are read as no request, 0 to 1.</summary>
    public double OutOfScopeRecall => Share(_outsideFound, _outside);

    /// <summary>Share of the sentences in scope that are read as no request, 0 to 1.</summary>
    public double FalseRejects => Share(_rejected, _inScope);

    /// <summary>Sentences with what is wrong in their reading.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>How often one intent was read for another; <c>-</c> where none was read.</summary>
    public IEnumerable<(string Expected, string Read, int Count)> Confusions => _confusions.Select(c => (c.Key.Expected, c.Key.Read, c.Value));

    /// <summary>Reads every sentence and compares.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="sentences">What is right.</param>
    /// <param name="context">The moment, the names and the language that decides unclear messages.</param>
    public static ReaderScores Of(INaturalLanguage reader, IEnumerable<LabelledSentence> sentences, NluContext context)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(sentences);
        var scores = new ReaderScores();
        foreach (var sentence in sentences) scores.Add(sentence, reader.Understand(sentence.Text, context));
        return scores;
    }

    private void Add(LabelledSentence sentence, Understanding read)
    {
        var intent = Intent(sentence.Intent, read);
        if (sentence.Intent != intent)
        {
            _confusions[(sentence.Intent, intent)] = _confusions.GetValueOrDefault((sentence.Intent, intent)) + 1;
            _failures.Add($"{sentence.Intent} read as {intent}{By(read)}: {sentence.Text}");
        }

        if (sentence.Intent == LabelledSentence.OutOfScope)
        {
            _outside++;
            _outsideFound += intent == LabelledSentence.OutOfScope ? 1 : 0;
            return;
        }

        _inScope++;
        _rejected += intent == LabelledSentence.OutOfScope ? 1 : 0;
        if (sentence.Intent != intent) return;
        _rightIntent++;
        var wrong = read.Operations.Count == 0 ? null : Wrong(sentence, read.Operations[0]);
        if (wrong is null) _rightSlots++;
        else _failures.Add($"{sentence.Intent}, {wrong}{By(read)}: {sentence.Text}");
    }

    // A bare "cancela" or "no, gracias" is a cue and no operation: the dialog knows what to do with it.
    private static string Intent(string expected, Understanding read) => read.Operations switch
    {
        [] when expected == "cancel" && (read.Cues & (Cues.Cancel | Cues.No)) != Cues.None => expected,
        [] => LabelledSentence.OutOfScope,
        [var only] => only.Intent,
        var several => string.Join('+', several.Select(o => o.Intent)),
    };

    private static string By(Understanding read) => read.Operations.Count == 0 ? "" : $" ({read.Operations[0].Source} {read.Operations[0].Confidence:0.00} {read.Operations[0].Evidence})";

    private static string? Wrong(LabelledSentence sentence, Interpretation read)
    {
        foreach (var slot in sentence.Entities.GroupBy(e => e.Type, StringComparer.Ordinal))
        {
            if (!read.Slots.TryGetValue(slot.Key, out var entity)) return $"{slot.Key} missing";
            // Several labels or tasks in several places make one slot; the first place tells.
            if (!slot.Any(s => SameWords(sentence.Text, s, entity))) return $"{slot.Key} is '{entity.Text}'";
        }

        var extra = read.Slots.FirstOrDefault(s => !Implied.Contains(s.Key) && s.Value.Value is not (ReferenceValue or NothingValue or ChoiceValue) && sentence.Entities.All(e => e.Type != s.Key));
        return extra.Key is null ? null : $"{extra.Key} '{extra.Value.Text}' is not there";
    }

    // Articles, prepositions and quotes at the edges may belong to the span or not.
    private static bool SameWords(string text, LabelledSpan expected, Entity read) =>
        read.Start < expected.End && read.End > expected.Start
        && (Core(text[expected.Start..expected.End]) == Core(read.Text) || (read.Value is TextValue said && Core(said.Words) == Core(text[expected.Start..expected.End])));

    private static string Core(string text)
    {
        // An emoji behind free words is decoration, whoever keeps it.
        text = text.TrimEnd().TrimEnd([.. text.Where(c => char.IsSurrogate(c) || c > 0x2000)]);
        var words = text.Trim(' ', '"', '\'', '.', ',', ':', '«', '»', '“', '”').Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 1 && words[0] is "el" or "la" or "al" or "del" or "on" or "the" or "para" or "a" or "en" or "tarea" or "task" or "by" or "las" or "los" or "lo" or "que" or "de" or "to" or "for" or "at" or "in" or "due") words.RemoveAt(0);
        return string.Join(' ', words);
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
