using PmBot.Nlu.Dates.Lexing;
using PmBot.Nlu.Dates.Values;

namespace PmBot.Nlu.Dates.Spanish;

/// <content>Lengths of time.</content>
internal sealed partial class SpanishGrammar
{
    /// <summary>"3 días", "hora y media", "2 semanas y 3 días".</summary>
    private Reading? Length(int i, out int end) => lengths.Knows(i, out var known, out end) ? known : lengths.Keep(i, Duration(i, out end), end);

    /// <inheritdoc />
    protected override bool Piece(int i, out Amount amount, out int end)
    {
        amount = default;
        end = i;

        // The article alone makes no length of "una noche" before "de mayo", but "un día" is one.
        if (Is(i, Cat.Quarter, out var quarter, out var next) && quarter.Length > 1 && UnitAt(next, out var unit, out end) && unit == Unit.Hour)
        {
            amount = new Amount(15, Unit.Minute);
            return true;
        }

        if (Is(i, Cat.A, out _, out var afterA) && Is(afterA, Cat.Quarter, out quarter, out next) && quarter.Length > 1 && UnitAt(next, out unit, out end) && unit == Unit.Hour)
        {
            amount = new Amount(15, Unit.Minute);
            return true;
        }

        // "Tres cuartos de hora"
        if (Cardinal(i, out var quarters, out next) && quarters is 2 or 3 && IsWord(next, "cuartos") && Is(next + 1, Cat.Of) && UnitAt(next + 2, out unit, out end) && unit == Unit.Hour)
        {
            amount = new Amount(15 * quarters, Unit.Minute);
            return true;
        }

        if (Amount(i, out var count, out next) && MonthsOf(next) is var months && months > 0)
        {
            amount = new Amount(months * count, Unit.Month);
            end = next + 1;
            return true;
        }

        // "Hora y media", "día y medio"
        if (!Is(i - 1, Cat.Rel) && UnitAt(i, out unit, out next) && HalfMore(next, out var more, out end) && unit is not (Unit.Minute or Unit.Second))
        {
            amount = new Amount(1 + more, unit);
            return true;
        }

        return base.Piece(i, out amount, out end);
    }

    /// <summary>A duration that stands for itself, also "más de 3 días".</summary>
    private Reading? FreeDuration(int i, out int end)
    {
        if (Is(i, Cat.More, out _, out var next) || Is(i, Cat.Less, out _, out next))
        {
            var mod = Is(i, Cat.More) ? "more" : "less";
            return Length(next, out end) is { } bounded ? bounded with { Mod = mod } : null;
        }

        if (Is(i, Cat.All, out var all, out next) && all.Length > 1 && WholeUnit(next, out var unit, out end) && !(unit == Unit.Month && Is(end, Cat.Of) && Is(OfThe(end), Cat.Month))) return Lasting([new Amount(1, unit)]);
        var at = Is(i, Cat.A) || Is(i, Cat.The) ? i + 1 : i;
        if (WholeUnit(at, out unit, out next) && (IsWord(next, "entero") || IsWord(next, "entera") || IsWord(next, "completo") || IsWord(next, "completa")))
        {
            end = next + 1;
            return Lasting([new Amount(1, unit)]);
        }

        // "Y 2 semanas y 2 días antes de hoy": the days belong to what follows.
        if (Is(i - 1, Cat.And) && Length(i, out end) is { Amounts.Count: > 1 } && DistanceFrom(end, out _, out _, out _) && Piece(i, out var piece, out end)) return Lasting([piece]);
        return Length(i, out end);
    }

    /// <summary>The months of a "bimestre" or "cuatrimestre", which have no unit of their own.</summary>
    private int MonthsOf(int i) => IsWord(i, "bimestre") || IsWord(i, "bimestres") ? 2 : IsWord(i, "cuatrimestre") || IsWord(i, "cuatrimestres") ? 4 : 0;

    private bool WholeUnit(int i, out Unit unit, out int end) => UnitAt(i, out unit, out end) && unit is Unit.Day or Unit.Week or Unit.Month or Unit.Year or Unit.Night or Unit.Weekend;
}
