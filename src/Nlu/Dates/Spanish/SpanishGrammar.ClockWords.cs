using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Hours and minutes in words, and the part of the day behind them.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>One to twelve in words, up to twenty-four where the words are one.</summary>
    private bool HourWord(int i, out int hour, out int end)
    {
        hour = 0;
        end = i + 1;
        if (Is(i, Cat.One, out var one, out end) && !IsWord(i, "un") && !IsWord(i, "uno")) hour = one.Value;
        else if (IsWord(i, "veinte")) (hour, end) = (20, i + 1);
        else return false;
        return hour <= 24;
    }

    /// <summary>"Y media", "menos cuarto", "y diez", "treinta", "y veinticinco minutos".</summary>
    private bool Minutes(ref Clock clock, ref int end, bool digits, bool bare)
    {
        var i = end;
        var and = Is(i, Cat.And);
        var less = IsWord(i, "menos");
        var at = and || less ? i + 1 : i;
        if (!and && !less && (digits || Is(i, Cat.And))) return false;
        int minutes;
        int next;
        if (IsWord(at, "media") && !less) (minutes, next) = (30, at + 1);
        else if (IsWord(at, "cuarto")) (minutes, next) = (15, at + 1);
        else if (IsWord(at, "un") && IsWord(at + 1, "cuarto")) (minutes, next) = (15, at + 2);
        else if (and && noMinutesAfterAnd) return false;
        else if (NumberWords(at, out minutes, out next) && minutes is > 0 and < 60 && (and || less || minutes >= 10)) { }
        else if (digits && (and || less) && Digits(at, out minutes, 1, 2) && minutes < 60 && (bare || IsWord(end - 2, "las"))) next = at + 1;
        else return false;
        if (UnitAt(next, out var unit, out var afterUnit))
        {
            if (unit != Unit.Minute) return false;
            next = afterUnit;
        }
        else if (Is(next, Cat.Month) || (Is(next, Cat.Of) && Is(OfThe(next), Cat.Month)))
        {
            return false;
        }

        clock = Later(clock, less ? -minutes : minutes);
        end = next;
        return true;
    }

    /// <summary>"De la tarde", "por la mañana", "en la noche", "a la madrugada".</summary>
    private bool PartAfter(int i, out Part part, out int end)
    {
        part = default;
        end = i;
        if (!(Is(i, Cat.Of) || Is(i, Cat.In) || IsWord(i, "por") || IsWord(i, "a")) || !(IsWord(i + 1, "la"))) return false;
        return PartAt(i + 2, out part, out end);
    }

    private bool PartAt(int i, out Part part, out int end)
    {
        part = default;
        if (!Is(i, Cat.Part, out var sense, out end) || Is(i - 1, Cat.RelStage)) return false;
        part = (Part)sense.Value;
        return true;
    }

    private static Clock InPart(Clock clock, Part part)
    {
        // Twelve at night is midnight, and the small hours after it are still called night.
        var night = part == Part.Night && clock.Hour is 12 or < 6;
        var afternoon = !night && part is Part.Afternoon or Part.Evening or Part.Night && !night;
        return clock.HalfOpen ? clock.In(afternoon) : clock;
    }
}
