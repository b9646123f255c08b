using System.Buffers;
using System.Text.RegularExpressions;
using PmBot.Bot.Replies;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>"Necesito organizar la mudanza", "vamos a lanzar la app": something to be done, of which nothing else is understood. It is offered in its own words: as a task, or as a project where it is one by its verb.</summary>
internal static partial class Wishes
{
    private const int MaxTitle = 60;

    // What asks, or would end a title within quotes.
    private static readonly SearchValues<char> NoTitle = SearchValues.Create("«»“”\"?¿\n");

    /// <summary>Offers what is wished for, if the words are a wish; "sí" takes the first offer.</summary>
    public static bool Offer(Understanding heard, Turn turn)
    {
        if (Read(heard.Text) is not var (title, name) || Buttons(title, name, turn) is not { Count: > 0 } buttons)
        {
            return false;
        }

        turn.Proposed = buttons[0].Say;
        turn.Say(turn.Text(name is null ? "wish_task" : buttons.Count == 1 ? "wish_project" : "wish_either", ("name", name ?? "")), [.. buttons]);
        return true;
    }

    private static List<Button> Buttons(string title, string? name, Turn turn)
    {
        var buttons = new List<Button>(2);
        if (name is not null)
        {
            buttons.Add(Button.Saying(turn.Text("create_project_say", ("name", name))));
        }

        if (turn.Projects.Count > 0)
        {
            buttons.Add(Button.Saying(turn.Text("create_say", ("title", title))));
        }

        return buttons;
    }

    private static (string Title, string? Name)? Read(string text)
    {
        if (text.AsSpan().IndexOfAny(NoTitle) >= 0 || Wish().Match(text) is not { Success: true } said)
        {
            return null;
        }

        var title = text[said.Groups["deed"].Index..].TrimEnd(' ', '.', '!');
        var what = said.Groups["what"].Value.TrimEnd(' ', '.', '!');
        return title.Length > MaxTitle ? null : (title, said.Groups["plan"].Success && what.Length > 0 ? char.ToUpperInvariant(what[0]) + what[1..] : null);
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Behind words of need any verb, else only what is a verb by its ending.
    [GeneratedRegex(
        @"^\W*((oye|bueno|mira|hola|hey|so|ok|well|pues|y|and)\W+)*((?<lead>(necesito|necesitamos|tengo que|tenemos que|hay que|habr[ií]a que|debo|debemos|quiero|queremos|quisiera|toca|me toca|nos toca|vamos a|voy a|i need to|we need to|i have to|we have to|i('ve| have) got to|i want to|we want to|i'd like to|gotta|we should|i should|let's|we're going to|i'm going to|we are going to|i am going to)\s+)(?<deed>(?<plan>organizar|planear|planificar|preparar|armar|montar|lanzar|coordinar|organi[sz]e|plan|prepare|launch|set up|put together)|\p{L}{3,})|(?<deed>(?<plan>organizar|planear|planificar|montar|coordinar)|\p{L}{2,}[aei]r(l[aeo]s?)?))\s+((el|la|los|las|lo de la|lo de los|lo del|lo de|un|una|nuestr[oa]|mi|the|our|my|a|an)\s+)?(?<what>\p{L}[^,;:]{3,60})$",
        Options, MatchTime.Most)]
    private static partial Regex Wish();
}
