namespace PmBot.Nlu.Rules;

/// <summary>Makes a <see cref="TaskSetValue"/> of what the filters of a description took.</summary>
internal static class TaskSets
{
    /// <summary>The set; null where no filter says what a <see cref="TaskDescriptionValue"/> could not.</summary>
    public static TaskSetValue? Of(IReadOnlyList<(string Slot, Entity Value)> taken, string said) =>
        taken.Any(t => t.Slot is not ("words" or "person" or "plural" or "num" or "ref")) ? With(new TaskSetValue(said.Trim()), taken) : null;

    /// <summary>The set, narrowed by more.</summary>
    public static TaskSetValue With(TaskSetValue set, IEnumerable<(string Slot, Entity Value)> taken) =>
        taken.Aggregate(set, (narrowed, one) => Narrow(narrowed, one.Slot, one.Value.Value));

    private static TaskSetValue Narrow(TaskSetValue set, string slot, EntityValue value) => (slot, value) switch
    {
        ("assignee" or "person", NameValue or ReferenceValue) => set with { Person = value },
        ("project", _) => set with { Project = value },
        ("sprint", NumberValue { Number: var number }) => set with { Sprint = new TextValue(number.ToString(System.Globalization.CultureInfo.InvariantCulture)) },
        ("sprint", _) => set with { Sprint = value },
        ("status", ChoiceValue { Name: var name }) => set with { Statuses = [.. set.Statuses, name] },
        ("priority", ChoiceValue { Name: var name }) => set with { Priorities = [.. set.Priorities, name] },
        ("labels", LabelsValue { Labels: var labels }) => set with { Labels = [.. set.Labels.Union(labels, StringComparer.Ordinal)] },
        ("due_date", _) => set with { Due = value },
        ("overdue", _) => set with { Overdue = true },
        ("task_query" or "words", TextValue { Words: var words }) => set with { Words = words },
        ("except", TaskNumbersValue { Numbers: var numbers }) => set with { ExceptNumbers = [.. set.ExceptNumbers.Union(numbers)] },
        ("except-person", NameValue name) => set with { ExceptPerson = name },
        ("except-priority" or "except-status", ChoiceValue { Name: var name }) => set with { ExceptChoice = name },
        ("except-words", TextValue { Words: var words }) => set with { ExceptWords = words },
        _ => set,
    };
}
