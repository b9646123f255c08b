using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Dialogs;

/// <summary>From what was heard to what is meant: records, days, choices.</summary>
public sealed class SlotResolver(TaskResolver tasks, Usuals usuals)
{
    /// <summary>Resolves a piece of a message for a slot.</summary>
    public async Task<Resolution> ResolveAsync(SlotSpec slot, Entity heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Value is ReferenceValue { Kind: ReferenceKind.Usual })
        {
            return await usuals.FindAsync(slot, UsualKind.Mostly, frame: null, turn, cancellationToken) is { } usual
                ? new Resolution.Filled(usual)
                : new Resolution.Ambiguous(turn.Text("no_usual_who"), slot.Type == EntityType.Person ? Choices(turn.PeopleFor(null)) : [], heard.Text);
        }

        switch (slot.Type)
        {
            case EntityType.Task:
                return await tasks.ResolveAsync(heard, turn, cancellationToken);
            case EntityType.Person:
                return Person(heard, turn);
            case EntityType.Project:
                return Project(heard, turn);
            case EntityType.Sprint:
                return Sprint(heard, turn) is { } sprint ? new Resolution.Filled(sprint) : Resolution.Unusable.Instance;
            case EntityType.Text when heard.Value is NameValue or ChoiceValue:
                return new Resolution.Filled(new TextSlot(heard.Text.Trim()));
            case EntityType.Role when heard.Value is TextValue:
                return new Resolution.Ambiguous(
                    turn.Text("unknown_role", ("name", heard.Text.Trim())), [.. slot.Options.Select(o => new SlotChoice(turn.Text($"role.{o}"), new ChoiceSlot(o)))], heard.Text);
            case EntityType.Environment when heard.Value is NameValue { Ids.Count: 0 }:
                return new Resolution.Filled(new TextSlot(heard.Text));
            default:
                return Plain(slot, heard.Value) is { } value ? new Resolution.Filled(value) : Resolution.Unusable.Instance;
        }
    }

    /// <summary>Fills a slot from what the conversation is about, or with the only project that it can be.</summary>
    /// <returns>False when the conversation says nothing of it.</returns>
    public async Task<bool> FromContextAsync(DialogFrame frame, SlotSpec slot, Turn turn, CancellationToken cancellationToken)
    {
        SlotValue? value = slot.Type switch
        {
            EntityType.Project when slot.IsArchived => PutAway(turn),
            EntityType.Project => (slot.UsesContext ? Spoken(slot, turn) : null) ?? OnlyOne(slot, turn),
            EntityType.Task when slot.UsesContext => await tasks.FromContextAsync(turn, cancellationToken),
            _ => null,
        };
        if (value is not null)
        {
            frame.Slots[slot.Name] = value;
        }

        return value is not null;
    }

    /// <summary>The project that is spoken of; a new task goes to none where the person only has a look, if there is another.</summary>
    private static ProjectSlot? Spoken(SlotSpec slot, Turn turn) =>
        turn.CurrentProject is { } current && (slot.Role is not Role.Developer || turn.Directory.RoleIn(new ProjectId(current.Id), turn.Actor.User) >= slot.Role || !turn.Projects.Any(p => turn.Directory.RoleIn(p.Id, turn.Actor.User) >= slot.Role))
            ? current
            : null;

    /// <summary>The only project in which the person may do it. What is dangerous is named in its confirmation, everything else in what is said of it.</summary>
    private static ProjectSlot? OnlyOne(SlotSpec slot, Turn turn) =>
        slot is { Required: true, Role: { } role } && turn.Projects.Where(p => turn.Directory.RoleIn(p.Id, turn.Actor.User) >= role).Take(2).ToList() is [var only] ? new ProjectSlot(only.Id.Value, only.Name) : null;

    /// <summary>The project that was just put away, or the only one that is.</summary>
    private static ProjectSlot? PutAway(Turn turn)
    {
        var archived = turn.ArchivedProjects;
        var spoken = turn.State.LastDone?.Slots.Values.OfType<ProjectSlot>().FirstOrDefault(s => archived.Any(p => p.Id.Value == s.Id));
        return spoken ?? (archived is [var only] ? new ProjectSlot(only.Id.Value, only.Name) : null);
    }

    private static SlotValue? Plain(SlotSpec slot, EntityValue value) => value switch
    {
        NothingValue => new NothingSlot(),
        // "Semanal", "el sprint": a period that is no stretch of days by itself.
        TextValue { Words: var period } when slot is { Type: EntityType.DateRange, Name: "period" } => new TextSlot(period),
        TextValue { Words: var words } when slot.Type == EntityType.Text => new TextSlot(words),
        TextValue { Words: var words } when slot.Type == EntityType.Label && words.Length > 0 => new LabelsSlot(words.Split([",", " y ", " and "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        TextValue { Words: var address } when slot.Type == EntityType.Email => new TextSlot(address),
        DateValue { Day: var day, Time: var time } => new DateSlot(day, time),
        DateRangeValue { From: var from, To: var to } when slot.Type == EntityType.DateRange || slot.KeepsRanges => new RangeSlot(from, to),
        // A due date of "this week" means by its end.
        DateRangeValue { To: { } last } => new DateSlot(last),
        DurationValue length when slot.Shifts => Shift(length),
        RecurrenceValue { Timex: var rule } when Recurrence.Parse(rule) is { } read => new RecurrenceSlot(read.ToString()),
        ChoiceValue { Name: var name } when slot.Options.Count == 0 || slot.Options.Contains(name, StringComparer.Ordinal) => new ChoiceSlot(name),
        NumberValue { Number: var number } => new NumberSlot(number),
        LabelsValue { Labels: var labels } => new LabelsSlot(labels),
        NameValue { Ids: [var name, ..] } when slot.Type == EntityType.Environment => new ChoiceSlot(name),
        _ => null,
    };

    /// <summary>How far a length of time moves a day.</summary>
    internal static ShiftSlot Shift(DurationValue length) => length switch
    {
        { Months: not 0 } => new ShiftSlot(0, length.Months),
        { IsWorking: true } => new ShiftSlot(0, 0, (int)length.Length.TotalDays),
        _ => new ShiftSlot((int)length.Length.TotalDays),
    };

    /// <summary>The sprint by its name where one bears it, or as it was said: which project's is settled by whoever uses it.</summary>
    private static SprintSlot? Sprint(Entity heard, Turn turn) => heard.Value switch
    {
        ReferenceValue { Kind: ReferenceKind.Next } => new SprintSlot(null, "next"),
        ReferenceValue { Kind: ReferenceKind.Previous } => new SprintSlot(null, "previous"),
        ReferenceValue => new SprintSlot(null, "current"),
        NameValue { Ids: [var id, ..] } => new SprintSlot(id),
        NumberValue { Number: >= 1 and < 100_000 } number => Sprint(heard with { Value = new TextValue(((int)number.Number).ToString(System.Globalization.CultureInfo.InvariantCulture)) }, turn),
        TextValue { Words: var words } => new SprintSlot(SprintNames.Best(turn.Projects.SelectMany(p => p.Sprints), words)?.Name ?? words.Trim()),
        _ => null,
    };

    private static Resolution Person(Entity heard, Turn turn)
    {
        switch (heard.Value)
        {
            case ReferenceValue { Kind: ReferenceKind.Me }:
                return new Resolution.Filled(Slot(turn.Person));
            case ReferenceValue { Kind: ReferenceKind.Nobody } or NothingValue:
                return new Resolution.Filled(new NothingSlot());
            case ReferenceValue { Kind: ReferenceKind.It } when turn.State.LastDone?.Slots.Values.OfType<PersonSlot>().FirstOrDefault() is { } same:
                return new Resolution.Filled(same);
            case NameValue { Ids: [var only] } when turn.FindPerson(only) is { } person:
                return new Resolution.Filled(Slot(person));
            case NameValue { Ids: { Count: > 1 } ids }:
                var people = ids.Select(turn.FindPerson).OfType<ProjectCore.Workspaces.DirectoryUser>().ToList();
                return new Resolution.Ambiguous(
                    turn.Text("which_person", ("name", heard.Text.Trim())), [.. people.Select(p => new SlotChoice(p.FullName, Slot(p)))], heard.Text);
            case NameValue or TextValue:
                return new Resolution.Ambiguous(
                    turn.Text("unknown_person", ("name", heard.Text.Trim())), [.. turn.PeopleFor(null).Take(5).Select(p => new SlotChoice(p.FullName, Slot(p)))], heard.Text)
                {
                    Says = Invitable(heard.Text, turn),
                };
            default:
                return Resolution.Unusable.Instance;
        }
    }

    /// <summary>Somebody nobody knows may be asked in, by whoever may do that somewhere.</summary>
    private static IReadOnlyList<string> Invitable(string said, Turn turn)
    {
        var name = said.Trim().TrimStart('@').Trim();
        return name.Length is > 1 and <= 40 && turn.Projects.Any(p => turn.Directory.RoleIn(p.Id, turn.Actor.User) >= ProjectCore.Projects.Role.Admin) ? [turn.Text("invite_say", ("name", name))] : [];
    }

    private static Resolution Project(Entity heard, Turn turn)
    {
        switch (heard.Value)
        {
            case ReferenceValue when turn.CurrentProject is { } current:
                return new Resolution.Filled(current);
            case NameValue { Ids: [var only] } when turn.FindProject(only) is { } project:
                return new Resolution.Filled(new ProjectSlot(project.Id.Value, project.Name));
            case NameValue { Ids: { Count: > 1 } ids }:
                var projects = ids.Select(turn.FindProject).OfType<ProjectCore.Workspaces.DirectoryProject>().ToList();
                return new Resolution.Ambiguous(
                    turn.Text("which_project", ("name", heard.Text.Trim())),
                    [.. projects.Select(p => new SlotChoice(p.Name, new ProjectSlot(p.Id.Value, p.Name)))],
                    heard.Text);
            case NameValue or TextValue:
                return new Resolution.Ambiguous(
                    turn.Text(turn.Projects.Count == 0 ? "no_projects" : "unknown_project", ("name", heard.Text.Trim())),
                    [.. turn.Projects.Take(6).Select(p => new SlotChoice(p.Name, new ProjectSlot(p.Id.Value, p.Name)))],
                    heard.Text);
            default:
                return Resolution.Unusable.Instance;
        }
    }

    private static List<SlotChoice> Choices(IEnumerable<ProjectCore.Workspaces.DirectoryUser> people) => [.. people.Take(5).Select(p => new SlotChoice(p.FullName, Slot(p)))];

    private static PersonSlot Slot(ProjectCore.Workspaces.DirectoryUser person) => new(person.Id.Value, person.Username, person.FullName);
}
