using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Files;

/// <summary>The projects of a file, with members, environments and sprints.</summary>
internal sealed class ProjectsImport(ImportState state)
{
    public ImportCount Run(IReadOnlyList<ProjectSpec> specs)
    {
        var (created, updated) = (0, 0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var spec in specs.Where(s => s.Name.Value.Length > 0))
        {
            var folded = Folding.Fold(spec.Name.Value);
            if (!seen.Add(folded))
            {
                state.Mistakes.Add(spec.Name, $"there are two projects \"{spec.Name.Value}\"");
                continue;
            }

            var project = state.Projects.FirstOrDefault(p => p.Project.FoldedName == folded);
            if (project is null) created++;
            else updated++;
            if ((project is null ? Create(spec) : Update(project, spec)) is not { } result) continue;
            SetMembers(result, spec);
            SetEnvironments(result, spec);
            SetSprints(result, spec);
            CheckNames(result, spec);
        }

        return new ImportCount(created, updated);
    }

    private ProjectState? Create(ProjectSpec spec)
    {
        var fields = new ProjectFields(
            spec.Name.Value, spec.Key?.Value ?? KeyFor(spec.Name.Value), spec.Description?.Value, spec.Methodology?.Value ?? Methodology.Kanban, [.. Aliases(spec) ?? []]);
        if (!Project.Create(state.Workspace.Id, ProjectId.New(), fields, spec.Template?.Value ?? ProjectTemplate.Blank, language: null, state.Now).Try(out var project, out var error))
        {
            state.Refuse(At(spec, error), error);
            return null;
        }

        if (spec.Archived is { Value: true }) project.Archive(archived: true);
        state.Context.Add(project);
        var added = new ProjectState(project, [], [], []);
        state.Projects.Add(added);
        return added;
    }

    private ProjectState? Update(ProjectState present, ProjectSpec spec)
    {
        var project = present.Project;
        var fields = project.Fields with
        {
            Name = spec.Name.Value,
            Key = spec.Key?.Value ?? project.Key,
            Description = spec.Description is { } description ? description.Value : project.Description,
            Methodology = spec.Methodology?.Value ?? project.Methodology,
            Aliases = [.. Aliases(spec) ?? project.Aliases],
        };
        if (ProjectScope.Changes(project.Fields, fields).Count > 0 && project.Change(fields) is { IsOk: false, Error: { } error })
        {
            state.Refuse(At(spec, error), error);
            return null;
        }

        if (spec.Archived is { } archived && archived.Value != project.IsArchived) project.Archive(archived.Value);
        return present;
    }

    private static IEnumerable<string>? Aliases(ProjectSpec spec) => spec.Aliases?.Select(a => a.Value);

    private static Located<string> At(ProjectSpec spec, Error error) => error switch
    {
        ValueInvalid { Field: "key" } when spec.Key is { } key => key,
        ValueInvalid { Field: "aliases" } or TextTooLong { Field: "aliases" } when spec.Aliases is [var first, ..] => first,
        _ => spec.Name,
    };

    private string KeyFor(string name)
    {
        var letters = string.Concat(Folding.Words(name)).Where(char.IsAsciiLetterOrDigit).ToArray();
        var stem = new string(letters).ToUpperInvariant();
        if (stem.Length == 0 || !char.IsAsciiLetter(stem[0])) stem = "P" + stem;
        stem = stem.Length > 3 ? stem[..3] : stem.PadRight(2, 'X');
        var taken = state.Projects.SelectMany(p => p.Names).Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? stem : $"{stem}{i}").First(k => !taken.Contains(Folding.Fold(k)));
    }

    private void CheckNames(ProjectState self, ProjectSpec spec)
    {
        var others = state.Projects.Where(p => p != self).SelectMany(p => p.Names.Select(n => (Name: Folding.Fold(n), Project: p))).ToLookup(n => n.Name, n => n.Project, StringComparer.Ordinal);
        foreach (var name in (spec.Aliases ?? []).Prepend(spec.Key).Prepend(spec.Name).OfType<Located<string>>())
        {
            if (others[Folding.Fold(name.Value)].FirstOrDefault() is { } other)
                state.Mistakes.Add(name, $"\"{name.Value}\" stands for the project \"{other.Project.Name}\" already");
        }
    }

    private void SetMembers(ProjectState project, ProjectSpec spec)
    {
        foreach (var (name, role) in spec.Members)
        {
            if (state.FindUser(name) is not { } user) continue;
            if (project.Members.FirstOrDefault(m => m.UserId == user.Id) is { } present)
            {
                if (present.IsDeleted) present.Restore();
                if (present.Role != role) present.Appoint(role);
                continue;
            }

            var membership = new Membership(state.Workspace.Id, MembershipId.New(), project.Project.Id, user.Id, role);
            project.Members.Add(membership);
            state.Context.Add(membership);
        }
    }

    private void SetEnvironments(ProjectState project, ProjectSpec spec)
    {
        var owners = new Dictionary<string, EnvironmentSpec>(StringComparer.Ordinal);
        foreach (var environment in spec.Environments.Where(e => e.Name.Value.Length > 0))
        {
            foreach (var name in (environment.Aliases ?? []).Prepend(environment.Name))
            {
                if (!owners.TryAdd(Folding.Fold(name.Value), environment) && owners[Folding.Fold(name.Value)] != environment)
                    state.Mistakes.Add(name, $"\"{name.Value}\" stands for two environments");
            }

            Set(project, environment);
        }
    }

    private void Set(ProjectState project, EnvironmentSpec spec)
    {
        var present = project.Environments.FirstOrDefault(e => Folding.Fold(e.Name) == Folding.Fold(spec.Name.Value));
        var aliases = spec.Aliases?.Select(a => a.Value) ?? present?.Aliases ?? [];
        var isProtected = spec.Protected?.Value ?? present?.IsProtected ?? false;
        if (present is not null)
        {
            if (present.Update(spec.Name.Value, aliases, isProtected) is { IsOk: false, Error: { } error }) state.Refuse(spec.Name, error);
        }
        else if (ProjectEnvironment.Create(state.Workspace.Id, EnvironmentId.New(), project.Project.Id, spec.Name.Value, aliases, isProtected).Try(out var environment, out var error))
        {
            project.Environments.Add(environment);
            state.Context.Add(environment);
        }
        else
        {
            state.Refuse(spec.Name, error);
        }
    }

    private void SetSprints(ProjectState project, ProjectSpec spec)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sprint in spec.Sprints.Where(s => s.Name.Value.Length > 0 && s.Start is not null && s.End is not null))
        {
            if (!seen.Add(Folding.Fold(sprint.Name.Value))) state.Mistakes.Add(sprint.Name, $"there are two sprints \"{sprint.Name.Value}\"");
            var present = project.Sprints.FirstOrDefault(s => Folding.Fold(s.Name) == Folding.Fold(sprint.Name.Value));
            if (present is null)
            {
                present = new Sprint(state.Workspace.Id, SprintId.New(), project.Project.Id);
                project.Sprints.Add(present);
                state.Context.Add(present);
            }

            present.Update(FieldsOf(sprint, present));
        }

        var current = spec.Sprints.Where(s => IsCurrent(s) is true).ToArray();
        foreach (var second in current.Skip(1)) state.Mistakes.Add(second.Name, "another sprint of the project is current already");
        if (current is [var chosen])
        {
            foreach (var other in project.Sprints.Where(s => s.IsCurrent && Folding.Fold(s.Name) != Folding.Fold(chosen.Name.Value)))
                other.Update(other.Fields with { IsCurrent = false });
        }
    }

    private SprintFields FieldsOf(SprintSpec spec, Sprint present)
    {
        if (spec is { Current.Value: true, Status.Value: not SprintState.Active }) state.Mistakes.Add(spec.Status, "a sprint that is current is active");
        if (spec is { Status.Value: not SprintState.Closed, Closed.Value: not null }) state.Mistakes.Add(spec.Closed, "only a sprint that is closed has been closed");
        var current = IsCurrent(spec);
        // A file that calls a sprint closed need not say since when: since its last day then.
        DateTimeOffset? closed = spec switch
        {
            { Closed.Value: { } at } => at,
            { Status.Value: SprintState.Closed } => present.ClosedAt ?? state.Earlier(state.Days.EndOf(spec.End!.Value)),
            _ => current is null ? present.ClosedAt : null,
        };
        return new SprintFields(
            Folding.OneLine(spec.Name.Value), spec.Start!.Value, spec.End!.Value, closed is null && (current ?? present.IsCurrent),
            spec.Goal is { } goal ? goal.Value : present.Goal, spec.Capacity is { } capacity ? capacity.Value : present.Capacity)
        {
            StartedAt = spec.Started is { } started ? started.Value : present.StartedAt,
            ClosedAt = closed,
        };
    }

    /// <summary>What the file says of it, or null where it says nothing.</summary>
    private static bool? IsCurrent(SprintSpec spec) => spec.Current?.Value ?? (spec.Status is { } status ? status.Value == SprintState.Active : spec.Closed is { Value: not null } ? false : null);
}
