using System.Globalization;
using PmBot.Nlu.Learning;
using PmBot.Nlu.Training;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Learning;

/// <summary>Training sentences of what was misread and accepted for learning.</summary>
internal static class FeedbackSentences
{
    // With other names and titles each time, so that not these are learnt.
    private const int Fillings = 3;

    /// <summary>The sentences, the same ones for the same pairs whatever their order.</summary>
    public static IReadOnlyList<LabelledSentence> Of(IEnumerable<FeedbackPair> accepted) =>
    [
        .. from pair in accepted.OrderBy(p => p.Id, StringComparer.Ordinal)
           from filling in Enumerable.Range(0, pair.MeantText.Contains('{', StringComparison.Ordinal) ? Fillings : 1)
           select AnnotatedText.Parse(
               pair.MeantIntent, PlaceholderFiller.Fill(pair.MeantText, pair.Language, string.Create(CultureInfo.InvariantCulture, $"{pair.Id}{filling}"))),
    ];
}
