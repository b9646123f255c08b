using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>"Mañana", "urgente", "para Luis" while something else is asked: what a message is nothing but goes where it belongs, and the question stands.</summary>
public sealed partial class ValuesBeside(SlotFiller filler)
{
    // "En el", "no, in the": what may stand around a value that is all of an answer.
    private const int MostAround = 8;

    /// <summary>Takes a message that is nothing but a value for another slot than the one asked for.</summary>
    /// <returns>False when it is none: nothing was done.</returns>
    public async Task<bool> TakeAsync(DialogFrame frame, SkillSpec spec, SlotSpec slot, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (slot.Type is EntityType.Date or EntityType.DateRange && heard.Entities is [{ Type: EntityType.Project } where] && where.End - where.Start + MostAround >= heard.Rest.Trim().Length
            && spec.Slots.FirstOrDefault(s => s.Type == EntityType.Project) is { } project)
        {
            // "Website", while the days of a sprint are asked for: of which project it is.
            await filler.FillAsync(frame, project, where, turn, cancellationToken);
            frame.Asking = null;
            return true;
        }

        if (slot.Type != EntityType.Text && spec.Slot("task") is null && Phrases.Name(heard.Text) is { Length: >= 2 } name && (spec.Slot("name") ?? spec.Slot("title")) is { Type: EntityType.Text } named)
        {
            // "Se llama Pagos 2", while it is asked where it goes.
            frame.Slots[named.Name] = new TextSlot(name);
            turn.Say(turn.Text("noted_for_title", ("title", name)));
            return true;
        }

        if (slot.Type == EntityType.Project && spec.Slots.FirstOrDefault(s => s.Type == EntityType.Priority) is { } urgency && Level(heard.Text) is { } level
            && !turn.Projects.Any(p => Fold.Text(p.Name) == Fold.Text(heard.Rest)))
        {
            // "Low, actually", while it is asked where it goes: alone such a word is no priority, and here it is no project.
            frame.Slots[urgency.Name] = new ChoiceSlot(level);
            turn.Say(turn.Text("noted_beside", ("what", turn.Text($"priority.{level}"))));
            return true;
        }

        if (slot.Type is not (EntityType.Text or EntityType.Project) || heard.Entities.Where(e => e.Type != EntityType.Text).ToList() is not [var said]
            || !IsAll(said, slot, heard) || Retakes.SlotFor(spec, said) is not { } other)
        {
            return false;
        }

        var before = frame.Slots.GetValueOrDefault(other.Name) as DateSlot;
        await filler.FillAsync(frame, other, said, turn, cancellationToken);
        if (before is { Time: null } && frame.Slots.GetValueOrDefault(other.Name) is DateSlot { Time: { } time } && Phrases.IsClock(said.Text))
        {
            // "On Friday", and then "at four".
            frame.Slots[other.Name] = before with { Time = time };
        }

        turn.Say(turn.Text("noted_beside", ("what", heard.Rest.Trim(' ', '.', '!', ','))));
        return true;
    }

    /// <summary>Whether a message is a value and nothing else. A name is a person where it is given something, and where no words are asked for.</summary>
    private static bool IsAll(Entity said, SlotSpec slot, Understanding heard) => said.Type switch
    {
        EntityType.Date or EntityType.Recurrence or EntityType.Priority => said.End - said.Start >= heard.Rest.Trim().Length || (slot.Type != EntityType.Text && Given().IsMatch(heard.Rest) && Around(said, heard)),
        EntityType.Person => (slot.Type != EntityType.Text || Given().IsMatch(heard.Rest)) && Around(said, heard),
        _ => false,
    };

    private static string? Level(string text) => OnlyLevel().Match(Fold.Text(text)) is not { Success: true } said ? null : said.Groups["low"].Success ? "low" : said.Groups["high"].Success ? "high" : "medium";

    [GeneratedRegex(@"^\W*((no+|mejor|perdon|sorry|actually|make it|que sea|es|ponla|con|y|and|prioridad|priority)\W+)*((?<low>low|baja|bajo)|(?<high>high|alta|alto)|medium|media|medio|normal)\W*((priority|prioridad|actually|mejor|porfa|please|then|entonces)\W*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex OnlyLevel();

    private static bool Around(Entity said, Understanding heard) => said.End - said.Start + MostAround >= heard.Rest.Trim().Length;

    [GeneratedRegex(@"^\W*(y\s+|and\s+|es\s+|que sea\s+|it'?s\s+)?(para|pa|pal|a|for|to|by)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Given();
}
