using System.Text;
using PmBot.Nlu.Dates;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Models.Tagging;
using PmBot.Nlu.Text;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Models;

/// <summary>The trained tier: intents with calibrated confidence, what is outside all of them, and entities. Immutable and thread-safe; a file.</summary>
public sealed class TrainedModel
{
    private const uint Magic = 0x4D424D50;
    private const int Version = 1;
    private readonly IntentModel _intents;
    private readonly EntityTagger? _tagger;
    private readonly SlotTypeTable _types;
    private readonly EntityFinder _finder = new(new EverydayDates());

    internal TrainedModel(IntentModel intents, SlotTypeTable types, EntityTagger? tagger)
    {
        _intents = intents;
        _types = types;
        _tagger = tagger;
    }

    /// <summary>What it can answer, <c>out_of_scope</c> among them if training had examples of it.</summary>
    public IReadOnlyList<string> Intents => _intents.Intents;

    /// <summary>The types of entities that training saw with an intent, the most frequent first.</summary>
    public IReadOnlyList<string> TypesOf(string intent) => _types.Of(intent);

    /// <summary>What a message is read with where no workspace is at hand: no names, one fixed moment.</summary>
    internal static NluContext Nowhere { get; } = new() { Now = new DateTime(2026, 1, 1, 12, 0, 0), Lexicon = new Lexicon([]) };

    /// <summary>Reads a message that stands alone, without a workspace's names.</summary>
    public ModelReading Read(string text)
    {
        var tokens = Tokenizer.Tokenize(text);
        return Read(tokens, _finder.Find(tokens, Nowhere));
    }

    /// <summary>Reads a message.</summary>
    /// <param name="text">In tokens.</param>
    /// <param name="candidates">What the rules found in it.</param>
    internal ModelReading Read(TokenizedText text, CandidateSet candidates)
    {
        Span<TokenHint> hints = text.Count <= 128 ? stackalloc TokenHint[text.Count] : new TokenHint[text.Count];
        TokenHints.Fill(text, candidates, hints);
        var (ranking, outOfScope) = _intents.Rank(text, hints);
        if (ranking.Length == 0 || outOfScope > 0.5) return new ModelReading(LabelledSentence.OutOfScope, outOfScope, ranking, outOfScope, []);
        var best = ranking[0];
        return new ModelReading(best.Intent, best.Probability * (1 - outOfScope), ranking, outOfScope, Tag(text, hints, best.Intent));
    }

    private List<TaggedSpan> Tag(TokenizedText text, ReadOnlySpan<TokenHint> hints, string intent)
    {
        var spans = new List<TaggedSpan>();
        if (_tagger is null || text.Count == 0) return spans;
        _tagger.Tag(new TaggerInput(text, hints, intent), spans);
        return spans;
    }

    /// <summary>Writes the file; the same model gives the same bytes.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        _intents.Save(writer);
        _types.Save(writer);
        writer.Write(_tagger is not null);
        _tagger?.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no model, one of another version, or damaged.</exception>
    public static TrainedModel Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadUInt32() != Magic) throw new InvalidDataException("This is no trained model.");
            var version = reader.ReadInt32();
            if (version != Version) throw new InvalidDataException($"The model has version {version}; this program reads version {Version}. Train it again.");
            var intents = IntentModel.Load(reader);
            var types = SlotTypeTable.Load(reader);
            return new TrainedModel(intents, types, reader.ReadBoolean() ? EntityTagger.Load(reader) : null);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException("The model is damaged.", e);
        }
    }
}
