using System.Globalization;
using System.Text.Json.Nodes;
using PmBot.Bot.State;

namespace PmBot.Bot.Commands;

/// <summary>Slots as <c>understand</c> writes them: usernames, names, numbers and ISO dates.</summary>
internal static class SlotJson
{
    public static JsonNode Write(SlotValue value) => value switch
    {
        TextSlot text => text.Text,
        PersonSlot person => person.Username,
        ProjectSlot project => project.Name,
        SprintSlot sprint => sprint.Name ?? $"${sprint.Point}",
        TasksSlot { Tasks: [var only] } => only.Number,
        TasksSlot tasks => new JsonArray([.. tasks.Tasks.Select(t => (JsonNode)t.Number)]),
        DateSlot { Time: { } time } date => date.Day.ToDateTime(time).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        DateSlot date => Day(date.Day),
        RangeSlot range => $"{(range.From is { } from ? Day(from) : "..")}/{(range.To is { } to ? Day(to) : "..")}",
        ShiftSlot shift => Length(shift),
        RecurrenceSlot recurrence => recurrence.Rule,
        ChoiceSlot { Name: "true" } => true,
        ChoiceSlot choice => choice.Name,
        NumberSlot number => number.Number,
        LabelsSlot labels => new JsonArray([.. labels.Labels.Select(l => (JsonNode)l)]),
        NothingSlot => "none",
        _ => throw new InvalidOperationException($"A slot of type {value.GetType().Name} cannot be written."),
    };

    // ISO 8601, with a sign where it leads back.
    private static string Length(ShiftSlot shift) =>
        string.Create(CultureInfo.InvariantCulture, $"{(shift.By.IsBack ? "-" : "+")}P{Math.Abs(shift.Months != 0 ? shift.Months : shift.Days + shift.WorkingDays)}{(shift.Months != 0 ? "M" : "D")}");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
