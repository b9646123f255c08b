using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Finds the answer to a question in a message.</summary>
internal static partial class AnswerWords
{
    /// <summary>From this share of the message on, an entity of the asked kind is the answer and not part of a new request.</summary>
    private const double Covering = 0.6;

    // So many spaces make more of a sentence than "it's that one over there".
    private const int LongSentence = 5;

    /// <summary>What a message answers to a question, or null.</summary>
    public static Entity? Of(SlotSpec slot, Understanding heard)
    {
        if (slot.Type == EntityType.Text)
        {
            return heard.Cues.HasFlag(Cues.Only) || heard.Text.Trim().Length == 0 || Phrases.IsAddition(heard.Text)
                ? null
                : new Entity(EntityType.Text, new TextValue(Phrases.Name(heard.Text) ?? Clean(heard.Text)), heard.Text, 0, heard.Text.Length);
        }

        if (Found(slot, heard) is { } found)
        {
            // "Also need to call the printers, that's for Maria": a pointer in a sentence about something else answers nothing.
            if (found is { Type: EntityType.Task, Value: ReferenceValue } && !Covers(found, heard) && heard.Rest.AsSpan().Count(' ') >= LongSentence)
            {
                return null;
            }

            return QuestionPhrases.Asks(heard.Text) && !Covers(found, heard) && slot.Type is EntityType.Task or EntityType.Person or EntityType.Project ? null : found;
        }

        if (QuestionPhrases.Asks(heard.Text) && slot.Type == EntityType.Task)
        {
            return null;
        }

        // A name that nobody bears, a description of a task: taken as words, and asked about if they lead nowhere.
        return slot.Type is EntityType.Person or EntityType.Project or EntityType.Task or EntityType.Label or EntityType.Sprint && !heard.Cues.HasFlag(Cues.Only) && !(slot.Type == EntityType.Task && Phrases.IsNoName(heard)) && heard.Rest.Trim().Length is > 0 and <= 80
            ? new Entity(slot.Type, new TextValue(Clean(Phrases.WithoutRefusal(heard.Rest))), Clean(heard.Rest), 0, heard.Text.Length)
            : null;
    }

    /// <summary>A piece of the message of the kind that is asked for.</summary>
    public static Entity? Found(SlotSpec slot, Understanding heard) =>
        (slot.Repeats ? heard.Entities.FirstOrDefault(e => e.Type == EntityType.Recurrence) : null)
        ?? heard.Entities.FirstOrDefault(e => e.Type == slot.Type)
        ?? heard.Entities.FirstOrDefault(e => (slot.Type, e.Type) is
            (EntityType.Date, EntityType.DateRange) or (EntityType.DateRange, EntityType.Date) or (EntityType.Estimate, EntityType.Number) or (EntityType.Task, EntityType.Number))
        ?? (slot.Shifts ? heard.Entities.FirstOrDefault(e => e is { Type: EntityType.Duration, Value: DurationValue { Length.TotalDays: >= 1 } }) : null);

    /// <summary>"Lanzar la app": a deed as it is named, not ordered.</summary>
    public static bool IsDeed(string[] words) => words.Length > 1 && Infinitive().IsMatch(words[0]);

    // Nobody gives an order like this in the middle of a question; titles and goals are worded like this.
    [GeneratedRegex(@"^(?!(ver|mostrar|listar|cancelar|salir|deshacer|rehacer)\b)\p{L}{2,}(ar|er|ir)(se|la|las|lo|los|le|les)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Infinitive();

    /// <summary>How many characters of a message belong to none of the requests in it; 0 without any.</summary>
    public static int Uncovered(Understanding heard) => heard.Operations.Count == 0 ? 0 : heard.Text.Length - heard.Operations.Sum(o => o.End - o.Start);

    /// <summary>Whether a piece of the message is the answer, and not part of a new request.</summary>
    public static bool Covers(Entity entity, Understanding heard) => entity.End - entity.Start >= Covering * heard.Rest.Trim().Length;

    /// <summary>Words without the quotes around them.</summary>
    public static string Clean(string text) => text.Trim().Trim('"', '«', '»', '“', '”').Trim();
}
