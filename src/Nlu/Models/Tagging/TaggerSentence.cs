using PmBot.Nlu.Text;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>A sentence to train on.</summary>
/// <param name="Text">The sentence in tokens.</param>
/// <param name="Hints">One a token, found with a lexicon that knows some of the names only, as in real life.</param>
/// <param name="Intent">The intent as a classifier that did not see this sentence predicts it: the tagger then learns how far to trust it.</param>
/// <param name="Spans">The entities, in any order, without overlaps.</param>
public sealed record TaggerSentence(TokenizedText Text, ReadOnlyMemory<TokenHint> Hints, string Intent, IReadOnlyList<LabelledSpan> Spans);
