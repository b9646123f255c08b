using PmBot.Nlu.Models.Intents;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Training.Intents;

/// <summary>The training sentences as features, and the names of the intents, which are sentences of a kind too: <c>alarm_set</c> tells what it is about.</summary>
internal sealed class LabelledFeatures
{
    /// <summary>A name counts for this many sentences: little among hundreds, much among ten.</summary>
    private const int NameCopies = 3;
    private readonly SentenceFeatures[] _names;
    private readonly TrainingOptions _options;

    public LabelledFeatures(TokenizedText[] texts, int[] intents, string[] names, TrainingOptions options)
    {
        Intents = intents;
        Names = names;
        _options = options;
        Outside = Array.IndexOf(names, LabelledSentence.OutOfScope);
        Scale = TrainingScale.Of(texts.Length);
        Sentences = Features(texts);
        _names = Features(Array.ConvertAll(names, n => Tokenizer.Tokenize(Words(n))));
    }

    public SentenceFeatures[] Sentences { get; }

    public int[] Intents { get; }

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

    private static SentenceFeatures[] Features(TokenizedText[] texts)
    {
        var reader = new FeatureReader();
        var buffer = new FeatureBuffer();
        return Array.ConvertAll(texts, text =>
        {
            reader.Read(text, buffer);
            return new SentenceFeatures(buffer);
        });
    }
}
