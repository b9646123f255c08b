using System.Globalization;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>Changes of fields in the person's words: "estado: hecha", "responsable: Luis".</summary>
public static class ChangeWords
{
    /// <summary>What all of these things take on alike, as the end of a line: " — estado: hecha"; empty where they have nothing in common.</summary>
    public static string InCommon(IReadOnlyList<SubjectView> views, Turn turn)
    {
        if (views.Count == 0 || views.Any(v => v.Changes.Count == 0))
        {
            return "";
        }

        var common = views[0].Changes.Where(c => Matters(c) && views.All(v => v.Changes.Any(o => o.Field == c.Field && o.To == c.To))).Select(c => To(c, turn)).ToList();
        return common.Count == 0 ? "" : " — " + string.Join(", ", common);
    }

    /// <summary>Every change of a thing: "estado: por hacer → hecha".</summary>
    public static string All(IEnumerable<FieldChange> changes, Turn turn) =>
        string.Join(", ", changes.Where(Matters).Select(c => $"{Name(c.Field, turn)}: {Value(c.Field, c.From, turn)} → {Value(c.Field, c.To, turn)}"));

    /// <summary>What a field is now: "estado: hecha".</summary>
    public static string To(FieldChange change, Turn turn) => $"{Name(change.Field, turn)}: {Value(change.Field, change.To, turn)}";

    /// <summary>What follows from another change is not told: when a done task was finished.</summary>
    private static bool Matters(FieldChange change) => change.Field is not "finished";

    private static string Name(string field, Turn turn) => turn.HasText($"field.{field}") ? turn.Text($"field.{field}") : field;

    private static string Value(string field, string? value, Turn turn)
    {
        const int Longest = 80;
        if (value is null or "")
        {
            return turn.Text("nothing");
        }

        return field switch
        {
            "status" when WireName.TryParse<TaskState>(value, out var status) => TaskWords.Status(status, turn),
            "status" when turn.HasText($"sprint.state.{value}") => turn.Text($"sprint.state.{value}"),
            "priority" when WireName.TryParse<TaskPriority>(value, out var priority) => TaskWords.Priority(priority, turn),
            "role" when WireName.TryParse<Role>(value, out var role) => turn.Text($"role.{WireName.Of(role)}"),
            "methodology" => value,
            "assignee" when turn.Directory.User(value) is { } person => TaskWords.Called(person.FullName, turn),
            "due_date" when DateTime.TryParse(value, CultureInfo.InvariantCulture, out var due) =>
                DateWords.Moment(turn.Language, DateOnly.FromDateTime(due), value.Contains('T', StringComparison.Ordinal) ? TimeOnly.FromDateTime(due) : null, turn.Today),
            _ => CardText.Cut(value, Longest),
        };
    }
}
