using System.Collections.Concurrent;
using PmBot.Nlu.Dates;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Llm;
using PmBot.Nlu.Models;
using PmBot.Nlu.Models.Slots;
using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu;

/// <summary>Rules first, then the trained model: text to meaning. Thread-safe; made once.</summary>
public sealed class NaturalLanguage : INaturalLanguage
{
    private const int MaxLength = 8000;
    private readonly Grammar _grammar;
    private readonly EntityFinder _finder;
    private readonly ModelTier? _model;
    private readonly ConcurrentBag<Matcher> _idle = [];

    private NaturalLanguage(Grammar grammar, EntityFinder finder, ModelTier? model) => (_grammar, _finder, _model) = (grammar, finder, model);

    /// <summary>Compiles the pattern files.</summary>
    /// <param name="files">The rules of all skills.</param>
    /// <param name="model">What reads where no rule does; null for the rules alone.</param>
    /// <param name="modelName">How readings name it as their evidence.</param>
    /// <param name="dates">Reads dates; <see cref="EverydayDates"/> unless another is given.</param>
    /// <exception cref="FormatException">A pattern cannot be read; file and line stand in front.</exception>
    public static NaturalLanguage Create(IEnumerable<PatternFile> files, TrainedModel? model = null, string modelName = "model", IDateRecognizer? dates = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new NaturalLanguage(GrammarCompiler.Compile(files), new EntityFinder(dates ?? new EverydayDates()), model is null ? null : new ModelTier(model, modelName));
    }

    /// <inheritdoc />
    public Understanding Understand(string text, NluContext context) => Understand(text, context, mayBeSeveral: true);

    private Understanding Understand(string text, NluContext context, bool mayBeSeveral)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var tokens = Tokenizer.Tokenize(text.Length <= MaxLength ? text : text[..MaxLength]);
        if (tokens.Count == 0) return new Understanding(text, context.LanguageHint, 0, [], [], [], Cues.None, text.Trim());
        var candidates = _finder.Find(tokens, context);
        if (Denials.Find(tokens, candidates) is var denied and > 0 && Understand(text[..tokens.Array[denied].Start], context, mayBeSeveral) is { Operations.Count: > 0 } affirmed
            && affirmed.Operations.All(o => !o.Slots.Values.Any(s => s.Type == EntityType.Text)))
        {
            return affirmed with { Text = text };
        }

        var (language, _) = LanguageDetector.Detect(tokens, context.LanguageHint, i => IsName(candidates, i));
        var (cues, start, end) = CueReader.Read(tokens);
        // One that failed is not put back: its working memory may be half written.
        var matcher = _idle.TryTake(out var rested) ? rested : new Matcher(_grammar);
        matcher.Begin(tokens, candidates);
        var answering = context.Expected is not null || (cues & (Cues.Correction | Cues.No | Cues.Yes | Cues.But)) != Cues.None;
        var (operations, alternatives) = new OperationFinder(matcher, tokens, candidates, new ClauseMap(matcher, tokens, start), language, answering) { LeastPairs = context.IsPiece ? 1 : 2 }.Find();
        if (_model is not null && !context.RulesOnly && !cues.HasFlag(Cues.Only)) (operations, alternatives) = _model.Complete(operations, alternatives, matcher, tokens, candidates, (start, end), answering);
        if (_model is not null && !context.RulesOnly && mayBeSeveral && (!answering || (context.Expected is null && cues == Cues.Yes))) operations = new Splitter(part => Understand(part, context, mayBeSeveral: false)).Split(tokens, operations);
        var entities = EntitySelection.Select(matcher, tokens, candidates, context, start, end);
        _idle.Add(matcher);
        operations = SelfCorrections.Apply(operations, entities, text);
        if (EntitySelection.DropDenied(entities, tokens)) cues |= Cues.Correction;
        var rest = start >= end ? "" : tokens.Slice(start, end);
        (language, var sure) = Spoken(tokens, context.LanguageHint, operations, candidates);
        return new Understanding(text, language, sure, operations, alternatives, entities, cues, start == 0 && end == tokens.Count ? text.Trim() : rest);
    }

    /// <inheritdoc />
    // The model reads once more for each word, to see what the word does.
    public Explanation Explain(string text, NluContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var reading = Understand(text, context);
        var rules = _model is null ? reading : new NaturalLanguage(_grammar, _finder, null).Understand(text, context);
        var tokens = Tokenizer.Tokenize(text.Length <= MaxLength ? text : text[..MaxLength]);
        return _model is null || tokens.Count == 0
            ? new Explanation(reading, rules.Operations, null, [])
            : new Explanation(reading, rules.Operations, _model.Read(tokens, _finder.Find(tokens, context)), _model.Weigh(tokens, _finder, context));
    }

    /// <inheritdoc />
    public string LanguageOf(string text, string hint)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LanguageDetector.Spoken(Tokenizer.Tokenize(text.Length <= MaxLength ? text : text[..MaxLength]), hint, _ => false).Language;
    }

    /// <inheritdoc />
    public Understanding Adopt(Understanding heard, IReadOnlyList<Proposal> proposals, OfferedNames names, NluContext context, string evidence)
    {
        ArgumentNullException.ThrowIfNull(heard);
        var tokens = Tokenizer.Tokenize(heard.Text.Length <= MaxLength ? heard.Text : heard.Text[..MaxLength]);
        if (tokens.Count == 0) return heard;
        var candidates = _finder.Find(tokens, context);
        var matcher = _idle.TryTake(out var rested) ? rested : new Matcher(_grammar);
        matcher.Begin(tokens, candidates);
        var operations = new ProposalReader(new SpanReader(matcher, tokens, candidates), tokens, context, names, evidence).Read(proposals);
        _idle.Add(matcher);
        return operations.Count == 0 ? heard : heard with { Operations = operations, Alternatives = [] };
    }

    /// <summary>The language of the request; of the whole message where the request is nothing but what is to be written down ("fix the footer").</summary>
    private static (string Language, double Confidence) Spoken(TokenizedText tokens, string hint, IReadOnlyList<Interpretation> operations, CandidateSet candidates)
    {
        var written = operations.SelectMany(o => o.Slots.Values).Where(e => e.Type == EntityType.Text).ToList();
        var spoken = LanguageDetector.Spoken(tokens, hint, i => IsName(candidates, i) || written.Exists(e => e.Start <= tokens.Array[i].Start && tokens.Array[i].End <= e.End));
        return written.Count > 0 && spoken.Confidence < 0.15 ? LanguageDetector.Spoken(tokens, hint, i => IsName(candidates, i)) : spoken;
    }

    private static bool IsName(CandidateSet candidates, int token)
    {
        foreach (var candidate in candidates.At(token))
            if (candidate.Type is EntityType.Person or EntityType.Project or EntityType.Environment && candidate.Value is NameValue) return true;
        return false;
    }
}
