using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>The dates that people use at work, in Spanish and English, leaning to the future.</summary>
/// <remarks>"El viernes" is the next one after today; "el próximo viernes" the one of next week; a clock time without a day is the next such moment.</remarks>
public sealed class EverydayDates : IDateRecognizer
{
    /// <inheritdoc />
    public IReadOnlyList<Entity> Find(TokenizedText text, NluContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var reader = new DateReader(text, context);
        var found = new List<Entity>();
        if (!reader.Any)
        {
            CalendarPhrases.Add(text, context, found);
            EnglishSayings.Add(text, context, found);
            return found;
        }

        for (var i = 0; i < text.Count;)
        {
            var isRange = reader.Range(i, out var rangeEnd, out var range, out var inner);
            var isMoment = reader.Moment(i, out var end, out var moment);
            if (isRange && (!isMoment || rangeEnd > end))
            {
                found.Add(Make(EntityType.DateRange, range, i, rangeEnd));
                if (inner >= 0 && reader.Moment(inner, out var innerEnd, out var bound)) found.Add(Make(EntityType.Date, bound, inner, innerEnd));
                i = rangeEnd;
            }
            else if (isMoment)
            {
                found.Add(Make(EntityType.Date, moment, i, end));
                i = end;
            }
            else
            {
                i++;
            }
        }

        CalendarPhrases.Add(text, context, found);
        EnglishSayings.Add(text, context, found);
        return found;

        Entity Make(EntityType type, EntityValue value, int from, int to) =>
            new(type, value, text.Slice(from, to), text.Tokens[from].Start, text.Tokens[to - 1].End);
    }
}
