using System.Text.RegularExpressions;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>"Para ya": how urgent something is, or when it is due; only where nothing of the kind can be meant does it stop something.</summary>
internal static partial class RightNow
{
    /// <summary>The message with the value that "para ya" is here; as it was where it is none.</summary>
    /// <param name="heard">The message.</param>
    /// <param name="asked">What the open question asks for; null where none is open.</param>
    /// <param name="turn">The turn.</param>
    public static Understanding Read(Understanding heard, EntityType? asked, Turn turn)
    {
        if (!Words().IsMatch(Fold.Text(heard.Text)))
        {
            return heard;
        }

        var text = heard.Text.Trim();
        Entity? value = asked switch
        {
            EntityType.Date or EntityType.DateRange => new(EntityType.Date, new DateValue(turn.Today, null), text, 0, text.Length),
            EntityType.Priority => Urgent(text),
            null when turn.State is { Top: null, LastDone: { Tasks.Count: > 0 } done } && turn.UtcNow - done.At < Corrections.Window => Urgent(text),
            _ => null,
        };
        return value is null ? heard : heard with { Text = text, Operations = [], Entities = [value], Cues = Cues.None, Rest = text };
    }

    private static Entity Urgent(string text) => new(EntityType.Priority, new ChoiceValue("urgent"), text, 0, text.Length);

    [GeneratedRegex(@"^\W*((es|que sea|la necesito|lo necesito|la quiero|lo quiero|la ocupo|y|pues|pero|no|mejor)\W+)*(para|pa) (ya|ayer|ahora|ahorita|ya mismo|ahora mismo|de una)\W*((porfa|por favor|ya|urge|please|wey|che|parce|tio)\W*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Words();
}
