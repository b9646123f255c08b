using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Files;

/// <summary>Reads a workspace file into the store: what is there is updated, nothing is deleted, and a file with mistakes changes nothing.</summary>
public sealed class WorkspaceImporter
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal WorkspaceImporter(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>Imports a YAML or JSON text into the workspace of the name that it gives, which is made if need be.</summary>
    /// <param name="fileName">For the refusal.</param>
    public async Task<Result<ImportSummary>> ImportAsync(string text, string fileName, CancellationToken cancellationToken)
    {
        var mistakes = new Mistakes();
        var spec = new WorkspaceFileReader(mistakes).Read(text);
        if (spec is null) return new FileInvalid(fileName, mistakes.InOrder);
        // What the file says of itself is judged; what it says of the stored is, with the store locked.
        return await database.ExclusivelyAsync<Result<ImportSummary>>(
            async lane => await RunAsync(lane, spec, mistakes, cancellationToken).ConfigureAwait(false) is { } done
                ? new(done, Commit: true)
                : new(new FileInvalid(fileName, mistakes.InOrder), Commit: false),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What was done, or null when there are mistakes.</summary>
    private async Task<ImportSummary?> RunAsync(Lane lane, WorkspaceSpec spec, Mistakes mistakes, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (workspace, counter) = await FindOrAddAsync(lane, spec, now, cancellationToken).ConfigureAwait(false);
        var state = new ImportState(lane.Context, workspace, mistakes, now);
        await state.LoadAsync(cancellationToken).ConfigureAwait(false);
        await SetWorkspaceAsync(state, spec, cancellationToken).ConfigureAwait(false);

        var (people, tasks, deployments) = (new PeopleImport(state), new TasksImport(state), new DeploymentsImport(state));
        var users = await people.RunAsync(spec.Users, cancellationToken).ConfigureAwait(false);
        if (state.Author is null) mistakes.Add(spec.Name, "the workspace needs a user with \"role: admin\"");
        var projects = new ProjectsImport(state).Run(spec.Projects);
        people.SetDefaults(spec.Users);
        var work = await tasks.RunAsync(spec.Tasks, cancellationToken).ConfigureAwait(false);
        var deployed = await deployments.RunAsync(spec.Deployments, cancellationToken).ConfigureAwait(false);
        if (mistakes.Any) return null;

        counter.Reach(tasks.LastNumber, deployments.LastNumber);
        var starts = state.Projects.SelectMany(p => p.Sprints).ToDictionary(s => s.Id, s => state.Days.StartOf(s.StartOn));
        lane.Context.AddRange(SprintJournal.Imported(lane.Context, sprint => starts[sprint], now));
        await lane.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await RecordAsync(lane, state, cancellationToken).ConfigureAwait(false);
        return new ImportSummary(workspace.Id, workspace.Name, users, projects, work, deployed);
    }

    private static async Task<(Workspace, WorkspaceCounter)> FindOrAddAsync(Lane lane, WorkspaceSpec spec, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var folded = Folding.Fold(spec.Name.Value);
        var all = await lane.Context.Workspaces.OrderBy(w => w.CreatedAt).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (all.FirstOrDefault(w => Folding.Fold(w.Name) == folded) is { } present)
        {
            // Locks the workspace until the end.
            await AuditTrail.RaiseRevisionAsync(lane, present.Id, cancellationToken).ConfigureAwait(false);
            return (present, await lane.Context.WorkspaceCounters.SingleAsync(c => c.WorkspaceId == present.Id, cancellationToken).ConfigureAwait(false));
        }

        var workspace = new Workspace(WorkspaceId.New(), Folding.OneLine(spec.Name.Value), spec.Timezone?.Value ?? "UTC", spec.Language?.Value ?? "en", now);
        var counter = new WorkspaceCounter(workspace.Id);
        lane.Context.AddRange(workspace, counter);
        return (workspace, counter);
    }

    private static async Task SetWorkspaceAsync(ImportState state, WorkspaceSpec spec, CancellationToken cancellationToken)
    {
        var workspace = state.Workspace;
        if (spec.Timezone is { } zone && !TimeZones.Exists(zone.Value)) state.Mistakes.Add(zone, $"there is no time zone \"{zone.Value}\"; an example is America/Bogota");
        if (spec.Language is { } language && !UserScope.Languages.Contains(language.Value, StringComparer.Ordinal)) state.Mistakes.Add(language, $"\"{language.Value}\" is none of es, en");
        workspace.Update(
            spec.Name.Value.Length > 0 ? Folding.OneLine(spec.Name.Value) : workspace.Name, spec.Timezone?.Value ?? workspace.Timezone, spec.Language?.Value ?? workspace.Language,
            spec.Holidays?.Select(h => h.Value) ?? workspace.Holidays);

        var tenants = await state.Context.WorkspaceChannels.ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (channel, tenant) in spec.Channels)
        {
            if (tenants.Any(t => t.Channel == channel && t.Tenant == tenant.Value && t.WorkspaceId != workspace.Id)) state.Mistakes.Add(tenant, $"\"{tenant.Value}\" belongs to another workspace");
            else if (tenants.FirstOrDefault(t => t.Channel == channel && t.WorkspaceId == workspace.Id) is { } present) present.Tenant = tenant.Value;
            else state.Context.Add(new WorkspaceChannel(workspace.Id, channel, tenant.Value));
        }
    }

    private static async Task RecordAsync(Lane lane, ImportState state, CancellationToken cancellationToken)
    {
        lane.Context.Audit.Add(new AuditEntry
        {
            Id = RisingIds.Next(),
            WorkspaceId = state.Workspace.Id,
            UserId = state.Author!.Id,
            Surface = "import",
            Operation = "import_workspace",
            At = state.Now,
            Outcome = AuditTrail.Write(new RecordedOutcome([])),
        });
        await lane.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>What an import did.</summary>
public sealed record ImportSummary(WorkspaceId Workspace, string Name, ImportCount Users, ImportCount Projects, ImportCount Tasks, ImportCount Deployments);

/// <summary>How many were new, and how many were there and got what the file says.</summary>
public readonly record struct ImportCount(int Created, int Updated);

/// <summary>The file cannot be imported; every mistake is named.</summary>
public sealed record FileInvalid(string FileName, IReadOnlyList<FileMistake> Mistakes) : Error("file_invalid");

/// <summary>One mistake.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Path">Where in the document: <c>tasks[3].assignee</c>; empty for the whole.</param>
public sealed record FileMistake(int Line, string Path, string Message)
{
    /// <summary><c>line 12: tasks[3].assignee: there is no user "dieg"; did you mean "diego"?</c></summary>
    public override string ToString() => Path.Length == 0 ? $"line {Line}: {Message}" : $"line {Line}: {Path}: {Message}";
}
