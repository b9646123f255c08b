using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Time zones.</content>
internal sealed partial class SpanishGrammar
{
    private Reading? ZoneAlone(int i, out int end)
    {
        end = i;
        if (!Is(i, Cat.TimeZoneNoun, out _, out var next) || !Is(Skip(next, Cat.The), Cat.TimeZone, out var zone, out end)) return null;
        return new Reading(ReadingKind.TimeZone, string.Empty) { Zone = (zone.Value, string.Empty) };
    }

    /// <summary>Hours with their zone; with a day the zone is no part of them.</summary>
    private Reading? ZonedHours(int i, out int end) => Hours(i, out end) is { } hours ? WithZone(hours, ref end) : null;

    /// <summary>"3 pm PST", "a la 1 hora del Pacífico": the zone belongs to the time before it.</summary>
    private Reading WithZone(Reading reading, ref int end)
    {
        var at = Is(end, Cat.Of) ? OfThe(end) : end;
        int next;
        var named = Is(at, Cat.TimeZoneNoun, out _, out var afterNoun);
        Sense? zone;
        if (named)
        {
            if (!Is(Skip(afterNoun, Cat.The), Cat.TimeZone, out zone, out next)) return reading;
        }
        else if (Tokens.Count <= end || Tokens[end].Length > 4 || IsWord(end, "este") || !Is(end, Cat.TimeZone, out zone, out next))
        {
            return reading;
        }

        var text = Tokens.Text[Tokens[named ? at : end].Start..Tokens[next - 1].End].ToLowerInvariant();
        end = next;
        return reading with { Zone = (zone.Value, text) };
    }
}
