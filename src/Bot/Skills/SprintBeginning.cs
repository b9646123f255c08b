using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Sprints;

namespace PmBot.Bot.Skills;

/// <summary>"Inícialo", "kick it off" right after a sprint was made or filled: that sprint is to begin.</summary>
internal static partial class SprintBeginning
{
    /// <summary>The request to start the sprint that was just spoken of; null where the words say something else or it has begun already.</summary>
    public static DialogFrame? Of(string text, Turn turn) =>
        Beginning().IsMatch(Fold.Text(text)) && turn.State.Focus.Sprint is { Id: { } id } sprint
        && turn.Projects.SelectMany(p => p.Sprints).Any(s => s.Id.Value == id && s.Status == SprintState.Planned)
            ? new DialogFrame { Intent = "start_sprint", Words = text, Slots = { ["sprint"] = sprint } }
            : null;

    [GeneratedRegex(
        @"^\W*((ok|okay|oki|listo|bueno|perfecto|genial|va|vale|dale|ya|y|ahora|entonces|pues|orale|great|good|perfect|now|and|so|then|cool|right|let'?s|can you|please|porfa)\b\W*)*"
        + @"(inicia(r)?l[oae]|inicial[oe]|iniciel[oe]|inicialo|arranca(r)?l[oe]|arranquel[oe]|arranquemosl[oe]|empieza(lo)?|empiezal[oe]|empezal[oe]|empiecel[oe]|empecemosl[oe]|comienzal[oe]|comencemosl[oe]|echal[oe] a andar|ponl[oe] en marcha|actival[oe]|(start|begin|kick off|activate|launch|open|run) (it|this|that)|kick (it|this) off|get it going|get it started|start)"
        + @"\W*((ya|hoy|ahora|de una( vez)?|porfa|por favor|now|today|please|then|entonces|already|right away)\b\W*)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Beginning();
}
