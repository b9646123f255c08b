using System.Text.RegularExpressions;
using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>"Mueve una tarea a mañana", "give one to Kate": some task, and not the one that was just spoken of.</summary>
internal static partial class Indefinite
{
    /// <summary>Makes a request for some task ask which one.</summary>
    public static void Ask(DialogFrame frame, SkillSpec spec)
    {
        if (spec.Slot("task") is { UsesContext: true } task && !frame.Slots.ContainsKey(task.Name) && !frame.Pending.ContainsKey(task.Name) && frame.Words is { } words && One().IsMatch(words))
        {
            frame.Asked = task.Name;
        }
    }

    // "Una" alone counts only where nothing that it could belong to follows: "una semana más" is a length of time.
    [GeneratedRegex(
        @"\b(una?|alg[uú]n[ao]?)\s+(tarea|pendiente|ticket)\b|\b(an?|one|some|any)\s+(task|ticket)\b|\b(una|uno|alguna|alguno|one|one of (them|those|these)|any of them|una de (esas|estas|ellas))(?=\s*[.!]*\s*$|\s+(al?|para|pa|en|como|hasta|to|in|into|as|for|until|till|urgent|done)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex One();
}
