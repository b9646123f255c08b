using PmBot.Nlu.Models.Intents;
using PmBot.Nlu.Models.Tagging;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Training.Intents;

/// <summary>The training sentences as features, and the names of the intents, which are sentences of a kind too: <c>alarm_set</c> tells what it is about.</summary>
internal sealed class LabelledFeatures
{
    /// <summary>A name counts for this many sentences: little among hundreds, much among ten.</summary>
    private const int NameCopies = 3;
    private readonly SentenceFeatures[] _names;
    private readonly TrainingOptions _options;

    /// <param name="texts">The sentences.</param>
    /// <param name="hints">Of each sentence, with the names that a workspace knows; empty where none are known.</param>
    /// <param name="intents">Of each sentence, as places in <paramref name="names"/>.</param>
    /// <param name="names">The intents.</param>
    /// <param name="options">How to train.</param>
    public LabelledFeatures(TokenizedText[] texts, TokenHint[][] hints, int[] intents, string[] names, TrainingOptions options)
    {
        Names = names;
        _options = options;
        Outside = Array.IndexOf(names, LabelledSentence.OutOfScope);
        Scale = TrainingScale.Of(texts.Length);
        // A sentence with known names is learnt twice, as any other and with what kind of names they are.
        var named = Enumerable.Range(0, hints.Length).Where(i => hints[i].Any(h => h.IsPersonOrProject)).ToArray();
        Originals = texts.Length;
        Origins = [.. Enumerable.Range(0, texts.Length), .. named];
        Intents = Array.ConvertAll(Origins, i => intents[i]);
        Sentences = [.. Features(texts, []), .. Features(Array.ConvertAll(named, i => texts[i]), Array.ConvertAll(named, i => hints[i]))];
        _names = Features(Array.ConvertAll(names, n => Tokenizer.Tokenize(Words(n))), []);
    }

    public SentenceFeatures[] Sentences { get; }

    /// <summary>The sentence that each of <see cref="Sentences"/> was made of; the first are the sentences themselves.</summary>
    public int[] Origins { get; }

    public int[] Intents { get; }

    /// <summary>How many sentences were given.</summary>
    public int Originals { get; }

    public string[] Names { get; }

    /// <summary>Which intent is <c>out_of_scope</c>; -1 if none is.</summary>
    public int Outside { get; }

    public TrainingScale Scale { get; }

    /// <summary>Trains on some of the sentences. Intents without any keep their number.</summary>
    public IntentNetwork Train(Func<int, bool> isUsed)
    {
        var sentences = new List<SentenceFeatures>();
        var intents = new List<int>();
        for (var i = 0; i < Sentences.Length; i++)
        {
            if (!isUsed(i)) continue;
            sentences.Add(Sentences[i]);
            intents.Add(Intents[i]);
        }

        foreach (var intent in intents.Distinct().Where(i => i != Outside).Order().ToArray())
        {
            for (var copy = 0; copy < NameCopies; copy++)
            {
                sentences.Add(_names[intent]);
                intents.Add(intent);
            }
        }

        return NetworkTrainer.Train(sentences, intents.ToArray(), Names.Length, Scale, _options);
    }

    // alarm_set, FindConnection, "set up printer"
    private static string Words(string name)
    {
        var words = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1])) words.Append(' ');
            words.Append(char.IsLetterOrDigit(name[i]) ? name[i] : ' ');
        }

        return words.ToString();
    }

    private static SentenceFeatures[] Features(TokenizedText[] texts, TokenHint[][] hints)
    {
        var reader = new FeatureReader();
        var buffer = new FeatureBuffer();
        var features = new SentenceFeatures[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            reader.Read(texts[i], hints.Length == 0 ? [] : hints[i], buffer);
            features[i] = new SentenceFeatures(buffer);
        }

        return features;
    }
}
