using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>"5 puntos, no 8", "a Luis no a Diego", "7, not 8": what is denied at the end of a message is no part of what it asks for.</summary>
/// <remarks>"El jueves, no, el viernes" corrects itself instead: there a pause follows the no.</remarks>
internal static class Denials
{
    private const int LongestTail = 5;

    /// <summary>Where the denied tail of a message begins, in tokens; -1 where it has none.</summary>
    public static int Find(TokenizedText text, CandidateSet candidates)
    {
        var tokens = text.Array;
        var end = tokens.Length;
        while (end > 0 && !tokens[end - 1].IsContent) end--;
        var no = end - 1;
        while (no > 1 && end - no <= LongestTail && !IsNo(tokens[no])) no--;
        if (no < 2 || no + 1 >= end || !IsNo(tokens[no])) return -1;
        var from = no + 1;
        while (from < end && IsSmall(tokens[from])) from++;
        foreach (var denied in candidates.All)
        {
            if (denied.From > from || denied.From <= no || denied.To != end || !IsValue(denied)) continue;
            foreach (var meant in candidates.All)
                if (meant.To <= no && IsValue(meant) && Kind(meant.Type) == Kind(denied.Type)) return tokens[no - 1].Is(",") ? no - 1 : no - 1 > 0 && tokens[no - 1].Folded is "y" or "and" or "pero" or "but" ? no - 1 : no;
        }

        return -1;
    }

    private static bool IsNo(in Token token) => token.Kind == TokenKind.Word && token.Folded is "no" or "not";

    private static bool IsSmall(in Token token) => token.Kind == TokenKind.Word && token.Folded is "a" or "al" or "para" or "pa" or "la" or "el" or "los" or "las" or "en" or "de" or "con" or "to" or "for" or "on" or "the" or "with" or "by" or "in";

    private static EntityType Kind(EntityType type) => type is EntityType.Number ? EntityType.Estimate : type is EntityType.DateRange ? EntityType.Date : type;

    // One thing by its name; of many, "all, not 3" is an exception.
    private static bool IsValue(in Candidate candidate) => candidate switch
    {
        { Type: EntityType.Task } => candidate.Value is TaskNumbersValue { Numbers.Count: 1 },
        { Type: EntityType.Person or EntityType.Date or EntityType.DateRange or EntityType.Number or EntityType.Estimate or EntityType.Priority or EntityType.Status or EntityType.Project } => true,
        _ => false,
    };
}
