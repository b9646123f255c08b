using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Files;

/// <summary>The tasks of a file, with their comments.</summary>
internal sealed class TasksImport(ImportState state)
{
    private readonly Dictionary<int, TaskItem> tasks = [];
    private readonly Dictionary<int, Located<int>> given = [];

    public async Task<ImportCount> RunAsync(IReadOnlyList<TaskSpec> specs, CancellationToken cancellationToken)
    {
        // With everything that waits for something: a circle may lead through tasks that the file does not name.
        var workspace = state.Workspace.Id;
        foreach (var task in await state.Context.Tasks.IgnoreQueryFilters().Include(t => t.Dependencies).Where(t => t.WorkspaceId == workspace).ToListAsync(cancellationToken).ConfigureAwait(false))
            tasks[task.Number] = task;

        var stored = tasks.Keys.ToHashSet();
        var (created, updated) = (0, 0);
        foreach (var spec in specs)
        {
            if (spec.Id is not { } id) continue;
            if (!given.TryAdd(id.Value, id)) state.Mistakes.Add(id, $"there are two tasks {id.Value}");
            else if (stored.Contains(id.Value)) updated++;
            else created++;
        }

        // Dependencies may point forward, so they come when every task is there.
        foreach (var spec in specs.Where(s => s.Id is not null)) Set(spec);
        foreach (var spec in specs.Where(s => s.Id is not null)) SetDependencies(spec);
        FindCycles(specs);
        await CommentAsync(specs, cancellationToken).ConfigureAwait(false);
        return new ImportCount(created, updated);
    }

    /// <summary>The highest number in use.</summary>
    public int LastNumber => tasks.Keys.DefaultIfEmpty().Max();

    private void Set(TaskSpec spec)
    {
        var (author, project) = (spec.CreatedBy is { } by ? state.FindUser(by) : state.Author, state.FindProject(spec.Project));
        var assignee = Person(spec.Assignee);
        if (spec.Title.Value.Length == 0 || project is null || author is null) return;
        var present = tasks.GetValueOrDefault(spec.Id!.Value);
        var was = present?.Fields ?? new TaskFields(project.Project.Id, "", null, TaskState.Todo, TaskPriority.Medium, null, null, null, [], [], null, null);
        var fields = was with
        {
            Project = project.Project.Id,
            Title = spec.Title.Value,
            Description = spec.Description is { } description ? description.Value : was.Description,
            Status = spec.Status?.Value ?? was.Status,
            Priority = spec.Priority?.Value ?? was.Priority,
            Assignee = spec.Assignee is null ? was.Assignee : assignee?.Id,
            Due = spec.Due is { } due ? due.Value : was.Due,
            Estimate = spec.Estimate is { } estimate ? estimate.Value : was.Estimate,
            Labels = spec.Labels is { } labels ? [.. labels.Select(l => l.Value)] : was.Labels,
            Sprint = spec.Sprint is null ? (was.Project == project.Project.Id ? was.Sprint : null) : Sprint(spec.Sprint, project),
            FinishedAt = spec.Finished is { } finished ? finished.Value : was.FinishedAt,
        };
        if (spec.Finished is { Value: not null } end && fields.Status != TaskState.Done) state.Mistakes.Add(end, "only a task that is done has been finished");
        if (assignee is not null && project.RoleOf(assignee.Id) is not (Role.Developer or Role.Admin or Role.Owner))
            state.Mistakes.Add(spec.Assignee!, $"\"{assignee.Username}\" is no developer, admin or owner of \"{project.Project.Name}\"");
        Save(spec, present, fields, author);
    }

    private void Save(TaskSpec spec, TaskItem? present, TaskFields fields, User author)
    {
        if (!fields.Checked().Try(out var clean, out var error))
        {
            Refuse(spec, error);
            return;
        }

        if (present is null)
        {
            var task = TaskItem.Create(state.Workspace.Id, TaskId.New(), spec.Id!.Value, clean, author.Id, spec.Created?.Value ?? state.Now).Value;
            tasks[spec.Id.Value] = task;
            state.Context.Add(task);
            return;
        }

        if (present.IsDeleted) present.Restore();
        if (!clean.Same(present.Fields)) present.Change(clean, author.Id, state.Now);
    }

    private void Refuse(TaskSpec spec, Error error)
    {
        switch (error)
        {
            case EstimateInvalid when spec.Estimate is { } estimate:
                state.Refuse(estimate, error);
                break;
            case LabelsInvalid when spec.Labels is [var first, ..]:
                state.Refuse(first, error);
                break;
            default:
                state.Refuse(spec.Title, error);
                break;
        }
    }

    private void SetDependencies(TaskSpec spec)
    {
        if (spec.DependsOn is not { } wanted || !tasks.TryGetValue(spec.Id!.Value, out var task)) return;
        foreach (var number in wanted.Where(n => !given.ContainsKey(n.Value) && tasks.GetValueOrDefault(n.Value) is not { IsDeleted: false }))
            state.Mistakes.Add(number, $"there is no task {number.Value}");
        var fields = task.Fields with { DependsOn = [.. wanted.Where(n => tasks.ContainsKey(n.Value)).Select(n => tasks[n.Value].Id).Distinct()] };
        if (!fields.Same(task.Fields)) task.Change(fields, task.UpdatedBy, task.UpdatedAt);
    }

    private void FindCycles(IReadOnlyList<TaskSpec> specs)
    {
        var byId = tasks.Values.ToDictionary(t => t.Id);
        var done = new HashSet<TaskId>();
        foreach (var spec in specs.Where(s => s.DependsOn is { Count: > 0 } && tasks.ContainsKey(s.Id!.Value)))
        {
            if (CycleFrom(tasks[spec.Id!.Value], byId, done) is { } circle)
                state.Mistakes.Add(spec.DependsOn![0], $"the tasks wait for each other in a circle: {string.Join(" -> ", circle)}");
        }
    }

    /// <summary>The numbers of a circle through the task, or null; a task is walked through once for the whole file.</summary>
    private static List<int>? CycleFrom(TaskItem start, Dictionary<TaskId, TaskItem> tasks, HashSet<TaskId> done)
    {
        var path = new List<TaskItem>();
        var open = new Stack<(TaskItem Task, int Depth)>([(start, 0)]);
        while (open.TryPop(out var next))
        {
            path.RemoveRange(next.Depth, path.Count - next.Depth);
            if (path.IndexOf(next.Task) is >= 0 and var from) return [.. path.Skip(from).Append(next.Task).Select(t => t.Number)];
            if (!done.Add(next.Task.Id)) continue;
            path.Add(next.Task);
            foreach (var id in next.Task.DependsOn.Where(tasks.ContainsKey)) open.Push((tasks[id], path.Count));
        }

        return null;
    }

    private User? Person(Located<string?>? name) => name is { Value: { } value } ? state.FindUser(new Located<string>(value, name.Line, name.Path)) : null;

    private Sprints.SprintId? Sprint(Located<string?> name, ProjectState project)
    {
        if (name.Value is null) return null;
        var found = project.Sprints.FirstOrDefault(s => Folding.Fold(s.Name) == Folding.Fold(name.Value));
        if (found is null) state.Mistakes.Unknown(new Located<string>(name.Value, name.Line, name.Path), $"sprint of \"{project.Project.Name}\"", project.Sprints.Select(s => s.Name));
        return found?.Id;
    }

    private async Task CommentAsync(IReadOnlyList<TaskSpec> specs, CancellationToken cancellationToken)
    {
        var commented = specs.Where(s => s.Comments.Count > 0 && s.Id is not null && tasks.ContainsKey(s.Id.Value)).ToArray();
        var ids = commented.Select(s => tasks[s.Id!.Value].Id).ToArray();
        var present = (await state.Context.Comments.Where(c => ids.Contains(c.TaskId)).ToListAsync(cancellationToken).ConfigureAwait(false)).ToLookup(c => c.TaskId);
        foreach (var spec in commented)
        {
            var task = tasks[spec.Id!.Value];
            // As many as the file says, but what is there is not added again.
            var there = present[task.Id].ToList();
            foreach (var comment in spec.Comments)
            {
                if (state.FindUser(comment.Author) is not { } author || comment.Text.Value.Length == 0) continue;
                var text = Folding.Lines(comment.Text.Value);
                var same = there.FirstOrDefault(c => c.AuthorId == author.Id && c.Text == text && (comment.At is not { Value: { } at } || c.CreatedAt == at));
                if (same is not null) there.Remove(same);
                else if (Comment.Create(state.Workspace.Id, CommentId.New(), task.Id, author.Id, text, comment.At?.Value ?? state.Now).Try(out var added, out var error)) state.Context.Add(added);
                else state.Refuse(comment.Text, error);
            }
        }
    }
}
