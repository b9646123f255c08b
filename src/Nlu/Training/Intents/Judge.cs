using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Tries a network on sentences. Not for two threads at once.</summary>
internal sealed class Judge(IntentNetwork network, string[] names)
{
    private readonly int _outside = Array.IndexOf(names, LabelledSentence.OutOfScope);
    private readonly IntentScratch _scratch = network.NewScratch();

    public Trial Try(SentenceFeatures sentence, int intent)
    {
        sentence.CopyTo(_scratch.Features);
        network.Score(_scratch.Features, _scratch);
        var signals = new double[Signals.Count];
        Signals.Read(_scratch, names.Length, _outside, signals);
        var probabilities = _scratch.Probabilities.AsSpan(0, names.Length).ToArray();
        var predicted = -1;
        for (var i = 0; i < probabilities.Length; i++)
            if (i != _outside && (predicted < 0 || probabilities[i] > probabilities[predicted])) predicted = i;
        return new Trial(intent, predicted, probabilities, signals);
    }
}
