using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Reports;

namespace PmBot.Bot.Skills.Report;

/// <summary>A report that says of each person what they finished and began, and what of theirs is late or hangs.</summary>
internal static partial class ReportByPerson
{
    /// <summary>"Por persona", "by person", "de cada quien".</summary>
    public static bool IsWanted(string? words) => words is not null && Wish().IsMatch(Fold.Text(words));

    /// <summary>A line for each person with anything to tell, whoever finished most first; those of nobody last.</summary>
    public static IReadOnlyList<string> Lines(ReportFigures figures, Turn turn)
    {
        (string Key, IReadOnlyList<TaskView> Tasks)[] kinds =
        [
            ("finished", figures.Finished), ("started", [.. figures.Started.Where(t => figures.Finished.All(f => f.Id != t.Id))]), ("late", figures.Late), ("blocked", figures.Blocked),
        ];
        return
        [
            .. kinds.SelectMany(k => k.Tasks).Select(t => t.Assignee).DistinctBy(p => p?.Id)
                .OrderBy(p => p is null).ThenByDescending(p => figures.Finished.Count(t => t.Assignee?.Id == p?.Id)).ThenBy(p => p?.FullName, StringComparer.CurrentCulture)
                .Select(p => Line(p, kinds, turn)),
        ];
    }

    private static string Line(PersonRef? person, (string Key, IReadOnlyList<TaskView> Tasks)[] kinds, Turn turn)
    {
        var parts = kinds.Select(k => (k.Key, Tasks: k.Tasks.Where(t => t.Assignee?.Id == person?.Id).ToList())).Where(k => k.Tasks.Count > 0)
            .Select(k => turn.Text($"report.their_{k.Key}", ("count", k.Tasks.Count), ("tasks", TaskWords.Numbers(k.Tasks))));
        return turn.Text("report.person", ("person", person is null ? turn.Text("report.nobody") : TaskWords.Called(person.FullName, turn)), ("parts", string.Join(" · ", parts)));
    }

    [GeneratedRegex(
        @"\b((por|x) (personas?|integrantes?|miembros?|responsables?|cabeza|gente)|persona por persona|(de |por )?cada (quien|uno|persona|miembro|integrante)|(by|per) (person|people|member|assignee|head)|(for|of) each (person|member|one)|person by person|who did what|quien hizo que)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Wish();
}
