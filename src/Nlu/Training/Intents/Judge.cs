using PmBot.Nlu.Models.Intents;

namespace PmBot.Nlu.Training.Intents;

/// <summary>Tries a network on sentences. Not for two threads at once.</summary>
internal sealed class Judge(IntentNetwork network, LabelledFeatures data)
{
    private readonly IntentScratch _scratch = network.NewScratch();

    public Trial Try(int sentence)
    {
        data.Sentences[sentence].CopyTo(_scratch.Features);
        network.Score(_scratch.Features, _scratch);
        var signals = new double[Signals.Count];
        Signals.Read(_scratch, data.Names.Length, data.Outside, signals);
        var probabilities = _scratch.Probabilities.ToArray();
        var predicted = -1;
        for (var i = 0; i < data.Names.Length; i++)
            if (i != data.Outside && (predicted < 0 || probabilities[i] > probabilities[predicted])) predicted = i;
        return new Trial(data.Intents[sentence], predicted, probabilities, signals);
    }
}
