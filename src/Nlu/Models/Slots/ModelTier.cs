using PmBot.Nlu.Entities;
using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Models.Slots;

/// <summary>The second tier: what no rule reads, the trained model does; its spans get their meaning from the names and dates that were found.</summary>
internal sealed class ModelTier(TrainedModel model, string name)
{
    /// <summary>From this calibrated confidence a reading stands; below it is offered.</summary>
    public const double Threshold = 0.36;

    /// <summary>From this confidence it stands though a question is open or the message began with "no" or "mejor".</summary>
    public const double SureThreshold = 0.8;

    /// <summary>From this confidence what looks like a piece of a request is one, where nothing is being answered.</summary>
    private const double LikelyThreshold = 0.6;
    private const double NearlyCertain = 0.95;

    /// <summary>Where the second intent has this share of the first one's probability and neither is likely, choosing would be guessing.</summary>
    private const double TornShare = 0.8;
    private const double PlainlyOutside = 0.9;
    private const double NearConfidence = 0.08;
    private const int MaxNear = 3;

    /// <summary>What the message asks for, and what it may ask for where that is not sure enough, of all that rules and model read.</summary>
    public (IReadOnlyList<Interpretation> Operations, IReadOnlyList<Interpretation> Alternatives) Complete(
        IReadOnlyList<Interpretation> rules, IReadOnlyList<Interpretation> alternatives, Matcher matcher, TokenizedText text, CandidateSet candidates, (int From, int To) said, bool answering)
    {
        // Several requests in a message, and answers, are the rules' business.
        if ((rules.Count > 1 && !rules.Any(r => r.Confidence < TierMerger.SureModel)) || (answering && rules.Count > 0)) return (rules, alternatives);
        var fragment = rules.Count <= 1 ? Fragments.Kind(matcher, text, candidates, said) : Fragment.None;
        if (fragment == Fragment.Whole) return (rules, alternatives);
        var reading = model.Read(text, candidates);
        if (rules.Count > 1) rules = TierMerger.Sure(rules, reading);
        if (rules.Count > 1) return (rules, []);
        // Of an intent that it was never taught the model cannot know better.
        if (rules is [{ } rule] && (!model.Intents.Contains(rule.Intent, StringComparer.Ordinal) || !TierMerger.Overrules(reading, rule)))
            return reading.Intent == rule.Intent ? ([TierMerger.Fill(rule, Operation(reading, matcher, text, candidates, said))], []) : (rules, alternatives);
        var needed = fragment == Fragment.Likely ? (answering ? NearlyCertain : LikelyThreshold) : Fragments.GoesOn(text, said) ? NearlyCertain : answering ? SureThreshold : Threshold;
        if (reading.Intent != LabelledSentence.OutOfScope && reading.Confidence >= needed && !IsTorn(reading)) return ([Operation(reading, matcher, text, candidates, said)], []);
        return ([], Near(reading, text, alternatives));
    }

    /// <summary>What the model alone reads.</summary>
    public ModelReading Read(TokenizedText text, CandidateSet candidates) => model.Read(text, candidates);

    /// <summary>What each word does for the best intent: how much less likely it is without the word.</summary>
    public IReadOnlyList<WordWeight> Weigh(TokenizedText text, EntityFinder finder, NluContext context)
    {
        const int Strongest = 6;
        const int LongestMessage = 200;
        var whole = model.Read(text, finder.Find(text, context));
        if (whole.Ranking is not [{ } best, ..] || text.Count > LongestMessage) return [];
        var words = new List<WordWeight>(text.Count);
        foreach (var token in text.Array)
        {
            if (token.Kind is TokenKind.Punctuation or TokenKind.NewLine) continue;
            var without = Tokenizer.Tokenize(text.Text.Remove(token.Start, token.End - token.Start));
            var likely = without.Count == 0 ? 0 : Probability(model.Read(without, finder.Find(without, context)), best.Intent);
            words.Add(new WordWeight(text.Text[token.Start..token.End], Math.Round(Probability(whole, best.Intent) - likely, 3)));
        }

        return [.. words.OrderByDescending(w => Math.Abs(w.Weight)).Take(Strongest)];
    }

    private static bool IsTorn(ModelReading reading) =>
        reading.Confidence < LikelyThreshold && reading.Ranking is [(_, var first), (_, var second), ..] && second > first * TornShare;

    private static double Probability(ModelReading reading, string intent)
    {
        foreach (var (name, probability) in reading.Ranking)
            if (name == intent) return probability * (1 - reading.OutOfScope);
        return 0;
    }

    private Interpretation Operation(ModelReading reading, Matcher matcher, TokenizedText text, CandidateSet candidates, (int From, int To) said) => Interpret(
        text, reading.Intent, reading.Confidence, new SlotFiller(model, new SpanReader(matcher, text, candidates), new NamedTasks(matcher, text, candidates, said), text, candidates).Fill(reading));

    // Something plainly outside is not answered with guesses.
    private List<Interpretation> Near(ModelReading reading, TokenizedText text, IReadOnlyList<Interpretation> alternatives)
    {
        var near = new List<Interpretation>(MaxNear);
        if (reading.OutOfScope < PlainlyOutside)
        {
            foreach (var (intent, probability) in reading.Ranking)
            {
                var confidence = Math.Min(probability * (1 - reading.OutOfScope), Threshold - 0.01);
                if (near.Count == MaxNear || confidence < NearConfidence) break;
                near.Add(Interpret(text, intent, confidence, Empty));
            }
        }

        foreach (var alternative in alternatives)
            if (near.Count < MaxNear && near.TrueForAll(n => n.Intent != alternative.Intent)) near.Add(alternative);
        return near;
    }

    private static readonly Dictionary<string, Entity> Empty = [];

    private Interpretation Interpret(TokenizedText text, string intent, double confidence, Dictionary<string, Entity> slots) =>
        new(intent, Math.Round(confidence, 3), "model", slots, text.Array[0].Start, text.Array[^1].End, name);
}
