using System.Globalization;
using PmBot.Nlu.Dates.Lexing;

namespace PmBot.Nlu.Dates.Grammar;

/// <content>Numbers in digits and words.</content>
internal abstract partial class DateGrammar
{
    /// <summary>A whole number in digits or words.</summary>
    protected bool Cardinal(int i, out int number, out int end)
    {
        end = i + 1;
        if (IsNumber(i))
        {
            number = Tokens[i].Number;
            return number < 100_000_000;
        }

        return NumberWords(i, out number, out end);
    }

    /// <summary>"Twenty one", "two thousand and five", "dos mil veintisiete".</summary>
    protected bool NumberWords(int i, out int number, out int end)
    {
        number = 0;
        end = i;
        var current = 0;
        var room = 1_000_000;
        for (var k = i; ;)
        {
            var at = k > i && room < 1_000_000 ? JoinNumber(k) : k;
            if (Is(at, Cat.One, out var one, out var next) && one.Value < room && (room > 10 || one.Value > 0))
            {
                current += one.Value;
                room = 1;
            }
            else if (Is(at, Cat.Tens, out var tens, out next) && room > 10)
            {
                current += tens.Value;
                room = 10;
            }
            else if (Is(at, Cat.Hundreds, out var hundreds, out next) && room > 100)
            {
                current += hundreds.Value;
                room = 100;
            }
            else if (Is(k, Cat.Hundred, out _, out next) && current < 100 && (k > i || number == 0) && room != 100 && (current > 0 || k == i))
            {
                current = Math.Max(current, 1) * 100;
                room = 100;
            }
            else if (Is(k, Cat.Thousand, out _, out next) && current < 1000 && number == 0)
            {
                number = Math.Max(current, 1) * 1000;
                current = 0;
                room = 1000;
            }
            else
            {
                break;
            }

            end = k = next;
        }

        number += current;
        return end > i;
    }

    /// <summary>"First", "21st", "twenty first", "3ro".</summary>
    protected bool Ordinal(int i, out int number, out int end)
    {
        if (Digits(i, out number, 1, 3) && Is(i + 1, Cat.OrdinalEnd, out _, out end) && Glued(i + 1)) return true;
        if (Is(i, Cat.Ordinal, out var ordinal, out end))
        {
            number = ordinal.Value;
            if (number is 10 or 20 or 30 && Is(SkipSign(end, '-'), Cat.Ordinal, out var more, out var moreEnd) && more.Value < 10)
            {
                number += more.Value;
                end = moreEnd;
            }

            return true;
        }

        if (Is(i, Cat.Tens, out var tens, out var next) && Is(SkipSign(next, '-'), Cat.Ordinal, out var unit, out end) && unit.Value < 10)
        {
            number = tens.Value + unit.Value;
            return true;
        }

        number = 0;
        end = i;
        return false;
    }

    /// <summary>"st", "ro" behind digits; with a space before it the word is another one ("el 24 no puedo").</summary>
    protected bool OrdinalEnding(int i) => Glued(i) && Is(i, Cat.OrdinalEnd);

    /// <summary>An amount of something: "3", "3.5", "½", "two and a half", "a", "a few". The flag says that it was in words or vague.</summary>
    protected bool Amount(int i, out double amount, out int end)
    {
        end = i;
        amount = 0;
        if (Is(i, Cat.Half, out _, out var next))
        {
            amount = 0.5;
            end = Skip(next, Cat.A);
            return true;
        }

        if (Is(i, Cat.Few, out var few, out end))
        {
            amount = few.Value;
            return true;
        }

        if (Digits(i, out var whole))
        {
            // 1/2, 3.5, 1,000
            if (Sign(i + 1, '/') && Glued(i + 1) && Digits(i + 2, out var by, 1, 1) && by > 1 && whole < by)
            {
                amount = (double)whole / by;
                end = i + 3;
                return true;
            }

            if ((Sign(i + 1, '.') || Sign(i + 1, ',')) && Glued(i + 1) && IsNumber(i + 2) && Glued(i + 2))
            {
                var isThousands = Sign(i + 1, ',') && Tokens[i + 2].Length == 3;
                var text = string.Concat(Tokens.Folded(i), isThousands ? string.Empty : ".", Tokens.Folded(i + 2));
                amount = double.Parse(text, CultureInfo.InvariantCulture);
                end = i + 3;
                return true;
            }
        }

        if (Cardinal(i, out var number, out end))
        {
            amount = number;
            return true;
        }

        if (Is(i, Cat.A, out _, out end))
        {
            amount = 1;
            return true;
        }

        end = i;
        return false;
    }

    /// <summary>After an "and" or hyphen inside a number in words.</summary>
    private int JoinNumber(int i) => Is(i, Cat.And) ? i + 1 : SkipSign(i, '-');
}
