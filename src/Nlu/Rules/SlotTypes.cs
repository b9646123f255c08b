using PmBot.Nlu.Entities;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Rules;

/// <summary>Which readings a slot takes.</summary>
internal static class SlotTypes
{
    public static bool Takes(SlotNode slot, in Candidate candidate, in Token first) => slot.Kind switch
    {
        SlotKind.Mention => candidate.Type == EntityType.Person && first.Kind == TokenKind.Mention,
        SlotKind.Hashtag => candidate.Type == EntityType.Label,
        SlotKind.Quoted => first.Kind == TokenKind.Quoted && candidate.Type == EntityType.Text,
        SlotKind.Person => candidate.Type == EntityType.Person,
        SlotKind.Project => candidate.Type == EntityType.Project,
        SlotKind.Environment => candidate.Type == EntityType.Environment,
        SlotKind.Sprint => candidate.Type == EntityType.Sprint,
        SlotKind.TaskNumber => candidate.Type == EntityType.Task,
        SlotKind.Date => candidate.Type == EntityType.Date || candidate is { Type: EntityType.DateRange, Value: DateRangeValue { From: not null, To: not null } },
        SlotKind.When => candidate.Type is EntityType.Date or EntityType.DateRange,
        SlotKind.Later or SlotKind.Earlier => candidate.Type == EntityType.Duration && candidate.Value is DurationValue { Length.TotalDays: >= 1 },
        SlotKind.Recurrence => candidate.Type == EntityType.Recurrence,
        SlotKind.Priority => candidate.Type == EntityType.Priority,
        SlotKind.Status => candidate.Type == EntityType.Status,
        SlotKind.Role => candidate.Type == EntityType.Role,
        SlotKind.Language => candidate.Type == EntityType.Language,
        SlotKind.Estimate => candidate.Type == EntityType.Estimate,
        SlotKind.Label => candidate.Type == EntityType.Label,
        SlotKind.Number => candidate.Type == EntityType.Number,
        SlotKind.Email => candidate.Type == EntityType.Email,
        _ => false,
    };

    /// <summary>The entity types without which a slot takes nothing, as bits; 0 where it may take other words.</summary>
    public static uint Needs(SlotNode slot) => slot.Kind switch
    {
        SlotKind.Mention => Bit(EntityType.Person),
        SlotKind.Hashtag => Bit(EntityType.Label),
        SlotKind.Quoted => Bit(EntityType.Text),
        SlotKind.Project when !slot.AllowUnknown => Bit(EntityType.Project),
        SlotKind.Environment => Bit(EntityType.Environment),
        SlotKind.Sprint => Bit(EntityType.Sprint),
        SlotKind.TaskNumber => Bit(EntityType.Task),
        SlotKind.Date or SlotKind.When => Bit(EntityType.Date) | Bit(EntityType.DateRange),
        SlotKind.Later or SlotKind.Earlier => Bit(EntityType.Duration),
        SlotKind.Recurrence => Bit(EntityType.Recurrence),
        SlotKind.Priority => Bit(EntityType.Priority),
        SlotKind.Status => Bit(EntityType.Status),
        SlotKind.Role => Bit(EntityType.Role),
        SlotKind.Language => Bit(EntityType.Language),
        SlotKind.Estimate => Bit(EntityType.Estimate),
        SlotKind.Number => Bit(EntityType.Number),
        SlotKind.Email => Bit(EntityType.Email),
        _ => 0,
    };

    public static uint Bit(EntityType type) => 1u << (int)type;

    /// <summary>How many tokens a slot takes as a name that nobody bears, or as a word; 0 if none.</summary>
    public static int UnknownLength(SlotNode slot, TokenizedText text, int at, TokenWords words)
    {
        var token = text.Array[at];
        switch (slot.Kind)
        {
            case SlotKind.Label when token.Kind == TokenKind.Word && !TokenWords.Dangling.Contains(token.Folded):
                // "urgente-cliente" is one label.
                var last = at;
                while (last + 2 < text.Count && text.Array[last + 1] is { Glued: true, Folded: "-" or "_" } && text.Array[last + 2] is { Glued: true, Kind: TokenKind.Word or TokenKind.Number }) last += 2;
                return last + 1 - at;
            case SlotKind.Word or SlotKind.Label:
                return token.Kind is TokenKind.Word or TokenKind.Quoted && (slot.Kind == SlotKind.Word || !TokenWords.Dangling.Contains(token.Folded)) ? 1 : 0;
            case SlotKind.Person when token.Kind == TokenKind.Word:
                var firstName = WordLists.Of(token.Folded) == WordClass.FirstName;
                if (!firstName && !slot.AllowUnknown) return 0;
                if (!firstName && (TokenWords.Dangling.Contains(token.Folded) || (!token.Capital && (WordLists.IsCommon(token.Folded) || words.IsKnown(at) || token.Folded.Length < 3)))) return 0;
                if (!firstName && token.Capital && WordLists.IsCommon(token.Folded) && at == 0) return 0;
                return at + 1 < text.Count && text.Array[at + 1] is { Kind: TokenKind.Word, Capital: true } && token.Capital ? 2 : 1;
            case SlotKind.Project when slot.AllowUnknown && token.Kind is TokenKind.Word or TokenKind.Quoted && !TokenWords.Dangling.Contains(token.Folded):
                if (token.Kind == TokenKind.Quoted || !token.Capital) return words.IsKnown(at) || Dates.DateWord.IsKnown(token.Folded) ? 0 : 1;
                var end = at + 1;
                while (end < text.Count && end < at + 4 && text.Array[end] is { Kind: TokenKind.Word, Capital: true }) end++;
                return end - at;
            default:
                return 0;
        }
    }
}
