using System.Collections.Concurrent;
using PmBot.Nlu.Models.Intents;
using PmBot.Nlu.Models.Tagging;
using PmBot.Nlu.Text;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Models;

/// <summary>What is asked for: the network, its calibration and the detector of what is outside. Immutable and thread-safe.</summary>
internal sealed class IntentModel(string[] intents, IntentNetwork network, float temperature, OutsideDetector? detector)
{
    private const int Ranked = 5;
    private readonly int _outside = Array.IndexOf(intents, LabelledSentence.OutOfScope);
    private readonly ConcurrentBag<IntentScratch> _idle = [];

    public IReadOnlyList<string> Intents => intents;

    /// <summary>The most likely intents, best first, and how likely the sentence is outside.</summary>
    public IntentRanking Rank(TokenizedText text, ReadOnlySpan<TokenHint> hints)
    {
        var scratch = _idle.TryTake(out var rested) ? rested : network.NewScratch();
        scratch.Reader.Read(text, hints, scratch.Features);
        network.Score(scratch.Features, scratch);
        var outOfScope = OutOfScope(scratch);
        var ranking = Rank(scratch.Probabilities);
        _idle.Add(scratch);
        return new IntentRanking(ranking, outOfScope);
    }

    private double OutOfScope(IntentScratch scratch)
    {
        if (detector is null) return _outside < 0 ? 0 : scratch.Probabilities[_outside];
        Signals.Read(scratch, intents.Length, _outside, scratch.Signals);
        return detector.Probability(scratch.Signals);
    }

    private IntentScore[] Rank(float[] probabilities)
    {
        Calibration.Apply(probabilities, intents.Length, _outside, temperature);
        var ranking = new IntentScore[Math.Min(Ranked, intents.Length - (_outside < 0 ? 0 : 1))];
        for (var place = 0; place < ranking.Length; place++)
        {
            var best = -1;
            for (var i = 0; i < intents.Length; i++)
                if (i != _outside && probabilities[i] >= 0 && (best < 0 || probabilities[i] > probabilities[best])) best = i;
            ranking[place] = new IntentScore(intents[best], probabilities[best]);
            probabilities[best] = -1;
        }

        return ranking;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(intents.Length);
        foreach (var intent in intents) writer.Write(intent);
        network.Save(writer);
        writer.Write(temperature);
        writer.Write(detector is not null);
        detector?.Save(writer);
    }

    public static IntentModel Load(BinaryReader reader)
    {
        var intents = new string[reader.ReadInt32()];
        for (var i = 0; i < intents.Length; i++) intents[i] = reader.ReadString();
        var network = IntentNetwork.Load(reader);
        var temperature = reader.ReadSingle();
        return new IntentModel(intents, network, temperature, reader.ReadBoolean() ? OutsideDetector.Load(reader) : null);
    }
}

/// <summary>What <see cref="IntentModel"/> answers.</summary>
/// <param name="Ranking">The most likely intents, best first, without <c>out_of_scope</c>.</param>
/// <param name="OutOfScope">0 to 1; above one half it is refused.</param>
internal readonly record struct IntentRanking(IntentScore[] Ranking, double OutOfScope);
