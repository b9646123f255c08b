using System.Globalization;
using PmBot.Bot.Dialogs;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Channels;

/// <summary>What was entered in a task's form, as the domain has it. People and projects may be typed: by username or id, by name, or by as much of it as fits nobody else.</summary>
internal sealed record FormFields(UserId? Assignee, ProjectId? Project, Due? Due, TaskPriority? Priority, TaskState? Status)
{
    // More names than these help nobody to choose.
    private const int MostNamed = 5;

    /// <summary>Reads a form.</summary>
    /// <returns>What is wrong with it; null for nothing.</returns>
    public static Trouble? Read(TaskForm form, Turn turn, out FormFields read)
    {
        read = new FormFields(null, null, null, Named<TaskPriority>(form.Priority), Named<TaskState>(form.Status));
        if (form.Project is { } project)
        {
            if (ProjectOf(project, turn) is not { } meant) return new Trouble("project", turn.Text("channels.form.project_unknown", ("name", project)));
            read = read with { Project = meant };
        }

        if (form.Assignee is { } name)
        {
            if (turn.Directory.User(name) is { IsActive: true } exact)
            {
                read = read with { Assignee = exact.Id };
            }
            else
            {
                var people = Fitting(FormCards.People(turn), p => p.FullName, name);
                if (people is not [var only]) return new Trouble("assignee", Which(people, name, turn));
                read = read with { Assignee = only.Id };
            }
        }

        if (form.DueDate is { } date)
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Trouble.Of(new ValueInvalid("due_date", date), turn);
            read = read with { Due = new Due(day) };
        }

        return null;
    }

    /// <summary>The project that is meant, of those in which one may write; null for none, or for more than one.</summary>
    public static ProjectId? ProjectOf(string? said, Turn turn)
    {
        if (said is null) return null;
        var projects = FormCards.Projects(turn);
        return projects.FirstOrDefault(p => p.Id.ToString() == said || p.Key.Equals(said, StringComparison.OrdinalIgnoreCase))?.Id
            ?? (Fitting(projects, p => p.Name, said) is [var only] ? only.Id : null);
    }

    /// <summary>Those of a name, or else those whose name has what was written in it.</summary>
    private static List<T> Fitting<T>(IReadOnlyList<T> all, Func<T, string> name, string written)
    {
        var wanted = Folding.Fold(written.Trim().TrimStart('@'));
        if (wanted.Length == 0) return [];
        var exact = all.Where(a => Folding.Fold(name(a)) == wanted).ToList();
        return exact.Count > 0 ? exact : [.. all.Where(a => Folding.Fold(name(a)).Contains(wanted, StringComparison.Ordinal))];
    }

    private static string Which(List<DirectoryUser> people, string name, Turn turn)
    {
        if (people.Count == 0) return turn.Text("channels.form.person_unknown", ("name", name));
        var named = string.Join(", ", people.Take(MostNamed).Select(p => $"{p.FullName} ({p.Username})"));
        return turn.Text("channels.form.which_person", ("people", people.Count > MostNamed ? named + "…" : named));
    }

    private static TEnum? Named<TEnum>(string? name)
        where TEnum : struct, Enum => name is not null && WireName.TryParse<TEnum>(name, out var value) ? value : null;
}
