namespace PmBot.Nlu.Tests;

/// <summary>Many tasks by what they have in common, with what is left out of them.</summary>
public sealed class TaskSetTests
{
    [Theory]
    [InlineData("cierra todo lo atrasado del catálogo", "update_status", "project=Catálogo overdue")]
    [InlineData("mueve todo lo de Diego para el lunes menos la 9", "set_due_date", "person=diego except=#9")]
    [InlineData("borra todas las canceladas", "delete_task", "status=cancelled")]
    [InlineData("asígname todas las sin responsable", "assign_task", "person=nobody")]
    [InlineData("pasa mis tareas atrasadas al viernes", "set_due_date", "person=me overdue")]
    [InlineData("pásame todo lo del sprint 5 que sea urgente, excepto lo de Ana Gómez", "assign_task", "sprint=5 priority=urgent except=@ana.gomez")]
    [InlineData("ponle prioridad baja a todo lo que no tenga fecha", "set_priority", "due=none")]
    [InlineData("cierra las urgentes que vencen esta semana", "update_status", "priority=urgent due=2026-03-02..2026-03-08")]
    [InlineData("close all overdue tasks in Website", "update_status", "project=Website overdue")]
    [InlineData("mark everything labelled ux as done", "update_status", "labels=ux")]
    [InlineData("move Diego's overdue tasks to Friday except 9", "set_due_date", "person=diego overdue except=#9")]
    [InlineData("reassign everything that's blocked to Camila", "assign_task", "status=blocked")]
    [InlineData("close everything about the login but not the urgent ones", "update_status", "words=login except=urgent")]
    public void A_described_set_is_read_whole(string text, string intent, string expected)
    {
        var operation = TestNlu.Only(text, text.Contains("the", StringComparison.Ordinal) ? "en" : "es");

        operation.Intent.ShouldBe(intent);
        Show(operation.Slots["task"].Value.ShouldBeOfType<TaskSetValue>()).ShouldBe(expected);
    }

    [Fact]
    public void A_week_stays_one_for_many_and_is_its_last_working_day_for_one()
    {
        TestNlu.Only("mueve todo lo urgente a la próxima semana").Slots["due_date"].Value.ShouldBe(new DateRangeValue(new(2026, 3, 9), new(2026, 3, 15)));
        TestNlu.Only("mueve la 7 a la próxima semana").Slots["due_date"].Value.ShouldBe(new DateValue(new(2026, 3, 13), null));
    }

    private static string Show(TaskSetValue set)
    {
        var parts = new List<string>();
        Add("person", set.Person is ReferenceValue { Kind: var kind } ? kind.ToString().ToLowerInvariant() : set.Person is null ? null : TestNlu.Show(set.Person));
        Add("project", set.Project is null ? null : TestNlu.Show(set.Project));
        Add("sprint", set.Sprint is null ? null : TestNlu.Show(set.Sprint));
        Add("status", string.Join('+', set.Statuses));
        Add("priority", string.Join('+', set.Priorities));
        Add("labels", string.Join('+', set.Labels));
        Add("due", set.Due is null ? null : TestNlu.Show(set.Due));
        Add("words", set.Words);
        if (set.Overdue) parts.Add("overdue");
        Add("except", set.ExceptNumbers.Count > 0 ? "#" + string.Join(',', set.ExceptNumbers) : null);
        Add("except", set.ExceptPerson is { } person ? "@" + string.Join('/', person.Ids) : null);
        Add("except", set.ExceptChoice ?? set.ExceptWords);
        return string.Join(' ', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) parts.Add($"{name}={value}");
        }
    }
}
