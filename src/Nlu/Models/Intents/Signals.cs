namespace PmBot.Nlu.Models.Intents;

/// <summary>What tells a sentence outside all intents from one inside: numbers of about the same size, the more the more inside except where said.</summary>
internal static class Signals
{
    public const int Count = 10;

    /// <summary>Reads them from the working memory after <see cref="IntentNetwork.Score"/>.</summary>
    /// <param name="scratch">The scored sentence.</param>
    /// <param name="intents">How many intents there are.</param>
    /// <param name="outside">Which of them is <c>out_of_scope</c>; -1 if none is.</param>
    /// <param name="into">At least <see cref="Count"/> places.</param>
    public static void Read(IntentScratch scratch, int intents, int outside, Span<double> into)
    {
        Best(scratch.Probabilities, intents, outside, out var best, out var second, out var at);
        Best(scratch.Margins, intents, outside, out var margin, out var secondMargin, out var marginAt);
        into[0] = PortableMath.Log(Math.Max(best, 1e-4));
        into[1] = PortableMath.Log(Math.Max(best, 1e-4) / Math.Max(second, 1e-4));
        into[2] = margin;
        into[3] = margin - secondMargin;
        into[4] = scratch.Known[FeatureReader.WordBlock];
        into[5] = scratch.Known[FeatureReader.LetterBlock];
        into[6] = at == marginAt ? 1 : 0;
        into[7] = scratch.KnownWords;
        // These two speak for outside.
        into[8] = outside < 0 ? 0 : PortableMath.Log(Math.Max(scratch.Probabilities[outside], 1e-4));
        into[9] = outside < 0 ? 0 : scratch.Margins[outside];
    }

    private static void Best(ReadOnlySpan<float> scores, int intents, int except, out float best, out float second, out int at)
    {
        best = second = -10;
        at = -1;
        for (var i = 0; i < intents; i++)
        {
            if (i == except) continue;
            if (scores[i] > best)
            {
                second = best;
                best = scores[i];
                at = i;
            }
            else if (scores[i] > second)
            {
                second = scores[i];
            }
        }
    }
}
