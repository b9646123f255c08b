using PmBot.Nlu.Dates;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>All readings of all parts of a message, ordered by where they begin.</summary>
internal sealed class EntityFinder(IDateRecognizer dates)
{
    public CandidateSet Find(TokenizedText text, NluContext context)
    {
        var found = new List<Candidate>(text.Count * 2);
        var starts = new int[text.Count + 1];
        var days = dates.Find(text, context);
        var day = 0;
        for (var i = 0; i < text.Count; i++)
        {
            starts[i] = found.Count;
            while (day < days.Count && days[day].Start <= text.Array[i].Start)
            {
                if (days[day].Start == text.Array[i].Start) AddDate(text, i, days[day], context, found);
                day++;
            }

            context.Lexicon.Find(text, i, found);
            PhraseTable.Find(text, i, found);
            SprintPhrases.Find(text, i, found);
            TaskNumbers.Find(text, i, context.Lexicon, found);
            TaskPicks.Find(text, i, context.Lexicon, found);
            Quantities.Find(text, i, found);
            LengthsOfTime.Find(text, i, found);
        }

        starts[text.Count] = found.Count;
        return new CandidateSet(found, starts);
    }

    private static void AddDate(TokenizedText text, int at, Entity date, NluContext context, List<Candidate> found)
    {
        var end = at + 1;
        while (end < text.Count && text.Array[end].Start < date.End) end++;
        // "el 7" may as well be a task; a preposition or the question says that it is a day.
        var vague = end - at == 2 && text.Array[at + 1].Kind == TokenKind.Number && text.Array[at].Kind == TokenKind.Word;
        var strong = !vague || context.Expected == EntityType.Date || (at > 0 && text.Array[at - 1].Folded is "para" or "hasta" or "desde" or "antes" or "by" or "until" or "for" or "vence" or "due" or "mejor");
        found.Add(new Candidate(at, end, date.Type, date.Value, 0.7f + (0.5f * (end - at)), strong));
    }
}
