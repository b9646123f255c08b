using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>A value and nothing else, "para el viernes", "urgente", where nothing was done that it could correct: it is for the task being spoken of.</summary>
public sealed partial class LooseValues(SkillCatalog skills, FrameRunner frames, SlotFiller filler)
{
    /// <summary>Takes a message that is nothing but a value.</summary>
    /// <returns>False where it is none, or there is no one task that it could be for.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations.Count > 0 || heard.Text.Contains('?', StringComparison.Ordinal) || turn.State is not { Top: null, Focus.Tasks: [var task] }
            || turn.State.LastDone is not { } done || turn.UtcNow - done.At > Corrections.Window
            || heard.Entities.Where(e => IntentOf(e) is not null).ToList() is not [var said] || !IsAlone(said, heard.Text)
            || skills.Find(IntentOf(said)!) is not { Spec: var spec } || Retakes.SlotFor(spec, said) is not { } slot)
        {
            return false;
        }

        var frame = new DialogFrame { Intent = spec.Intent, Words = heard.Text, Slots = { ["task"] = new TasksSlot([task]) } };
        await filler.FillAsync(frame, slot, said, turn, cancellationToken);
        await frames.StartAsync(frame, turn, cancellationToken);
        return true;
    }

    // "La de Gómez" is a task of hers; "para Gómez" gives her one.
    private static bool IsAlone(Entity said, string text) =>
        (said.Type == EntityType.Person ? Given() : Before()).IsMatch(text[..said.Start]) && After().IsMatch(text[said.End..]);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\W*((y|ok|bueno|mejor|no|que sea|sea|and|make it)\W+)*((para|pa|pal|el|al|a|muy|s[uú]per|for|on|by|to|very)\W+){0,2}$", Options, MatchTime.Most)]
    private static partial Regex Before();

    [GeneratedRegex(@"^\W*((y|ok|bueno|mejor|no|que sea|sea|and|make it)\W+)*(para|pa|a|for|to)\W+$", Options, MatchTime.Most)]
    private static partial Regex Given();

    [GeneratedRegex(@"^\W*((mejor|porfa|por favor|please|nom[aá]s|entonces|then)\W*){0,2}$", Options, MatchTime.Most)]
    private static partial Regex After();

    private static string? IntentOf(Entity said) => said switch
    {
        { Type: EntityType.Date, Value: DateValue } => "set_due_date",
        { Type: EntityType.Person } => "assign_task",
        { Type: EntityType.Priority } => "set_priority",
        { Type: EntityType.Status } => "update_status",
        _ => null,
    };
}
