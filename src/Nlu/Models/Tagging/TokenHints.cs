using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Tagging;

/// <summary>The readings of the rules as the tagger sees them: one <see cref="TokenHint"/> a token.</summary>
internal static class TokenHints
{
    /// <summary>The bit of <see cref="TokenHint.Types"/> for a token within a name of the workspace.</summary>
    public const uint Name = 1u << 31;

    public static TokenHint[] Of(TokenizedText text, CandidateSet candidates)
    {
        var hints = new TokenHint[text.Count];
        Fill(text, candidates, hints);
        return hints;
    }

    /// <summary>Fills one hint a token. Strong readings win over weak ones, then longer ones, then heavier ones.</summary>
    public static void Fill(TokenizedText text, CandidateSet candidates, Span<TokenHint> into)
    {
        into = into[..text.Count];
        into.Clear();
        Span<int> reach = stackalloc int[EntityTypes.Count];
        reach.Clear();
        var open = default(Candidate);
        for (var i = 0; i < into.Length; i++)
        {
            if (open.To <= i) open = default;
            foreach (var candidate in candidates.At(i))
            {
                // The tagger tells sprints by their words alone.
                if (candidate.Type == EntityType.Sprint) continue;
                ref var end = ref reach[(int)candidate.Type];
                end = Math.Max(end, candidate.To);
                if (open.To <= i || (open.From == i ? Better(candidate, open) : candidate.Strong && !open.Strong)) open = candidate;
            }

            var types = 0u;
            for (var type = 0; type < reach.Length; type++)
                if (reach[type] > i) types |= 1u << type;
            var main = open.To > i ? 1 + (2 * (int)open.Type) + (open.From < i ? 1 : 0) : 0;
            if (main != 0 && open.Value is NameValue { Ids.Count: > 0 }) types |= Name;
            into[i] = new TokenHint((byte)main, types);
        }
    }

    private static bool Better(in Candidate one, in Candidate other)
    {
        if (one.Strong != other.Strong) return one.Strong;
        return one.To != other.To ? one.To > other.To : one.Weight > other.Weight;
    }
}
