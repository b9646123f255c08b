using System.Globalization;
using System.Text;
using PmBot.Bot.Dialogs;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Reports;

namespace PmBot.Bot.Skills.Report;

/// <summary>A report as text to take elsewhere.</summary>
internal static class ReportText
{
    private const string FormulaStarts = "=+-@";

    /// <summary>A line a task: which part of the report, number, title, project, status, assignee, due date, finish time.</summary>
    public static string Csv(ReportFigures figures)
    {
        var text = new StringBuilder("part,number,title,project,status,assignee,due,finished");
        foreach (var (part, tasks) in Parts(figures))
        {
            foreach (var task in tasks)
            {
                text.Append('\n').AppendJoin(
                    ',', part, task.Number.ToString(CultureInfo.InvariantCulture), Cell(task.Title), Cell(task.Project.Name), WireName.Of(task.Status), Cell(task.Assignee?.Username ?? ""),
                    task.Due?.ToString() ?? "", task.FinishedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "");
            }
        }

        return text.ToString();
    }

    /// <summary>A heading a part, a bullet a task.</summary>
    public static string Markdown(ReportFigures figures, string title, Func<string, int, string> heading, Turn turn)
    {
        var text = new StringBuilder("# ").Append(title);
        foreach (var (part, tasks) in Parts(figures).Where(p => p.Tasks.Count > 0))
        {
            text.Append("\n\n## ").Append(heading(part, tasks.Count)).Append('\n');
            foreach (var task in tasks)
            {
                text.Append("\n- ").Append(TaskWords.Line(task, turn).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal));
            }
        }

        return text.ToString();
    }

    private static (string Part, IReadOnlyList<TaskView> Tasks)[] Parts(ReportFigures figures) =>
        [("finished", figures.Finished), ("started", figures.Started), ("created", figures.Created), ("late", figures.Late), ("blocked", figures.Blocked)];

    // A title that a spreadsheet would take for a formula is none.
    private static string Cell(string value)
    {
        var safe = value.Length > 0 && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
