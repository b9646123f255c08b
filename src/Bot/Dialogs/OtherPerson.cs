using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>"No, a la otra", where two people bear the name that was said: the one who was not taken.</summary>
internal static partial class OtherPerson
{
    /// <summary>The message with the person that is meant; as it was where it says nothing of the kind, or more than one could be meant.</summary>
    public static Understanding Read(Understanding heard, Executed done, Turn turn)
    {
        if (Words().Match(Fold.Text(heard.Text)) is not { Success: true } said || done.Slots.Values.OfType<PersonSlot>().ToList() is not [var taken])
        {
            return heard;
        }

        var name = TaskWords.FirstName(taken.Name);
        if (said.Groups["name"] is { Success: true, Value: var named } && named != Fold.Text(name))
        {
            return heard;
        }

        var others = turn.Directory.Users.Where(u => u.IsActive && u.Id.Value != taken.Id && Fold.Text(TaskWords.FirstName(u.FullName)) == Fold.Text(name)).Take(2).ToList();
        return others is [var other]
            ? heard with { Operations = [], Entities = [new Entity(EntityType.Person, new NameValue([other.Id.Value.ToString()]), heard.Text, 0, heard.Text.Length)], Cues = Cues.Correction }
            : heard;
    }

    [GeneratedRegex(
        @"^\W*((no+|perdon|digo|sorry|mejor|ups|oops|era|es|actually|wait|espera|i meant|quise decir|not that one|not her|not him|a ella no|a el no|esa no|ese no)\W+)*((a|para|pa|era|es|to|for)\W+)+(la|el|the)\W+(otr[ao]|other)(\W+(one|ana|persona|person|\p{L}{2,12}))?\W*$|^\W*(no+|sorry|wait|oops|perdon)\W+(the other|la otra|el otro) (?<name>\p{L}{2,12})\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Words();
}
