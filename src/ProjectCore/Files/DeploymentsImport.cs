using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Deployments;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Files;

/// <summary>The deployments of a file.</summary>
internal sealed class DeploymentsImport(ImportState state)
{
    /// <summary>The highest number in use.</summary>
    public int LastNumber { get; private set; }

    public async Task<ImportCount> RunAsync(IReadOnlyList<DeploymentSpec> specs, CancellationToken cancellationToken)
    {
        var workspace = state.Workspace.Id;
        var numbers = specs.Select(s => s.Id?.Value ?? 0).ToArray();
        var stored = await state.Context.Deployments.IgnoreQueryFilters().Where(d => d.WorkspaceId == workspace && numbers.Contains(d.Number))
            .ToDictionaryAsync(d => d.Number, cancellationToken).ConfigureAwait(false);
        var seen = new HashSet<int>();
        var (created, updated) = (0, 0);
        foreach (var spec in specs)
        {
            var (project, requester) = (state.FindProject(spec.Project), Requester(spec));
            var environment = project?.Environments.FirstOrDefault(e => e.Aliases.Prepend(e.Name).Any(n => Folding.Fold(n) == Folding.Fold(spec.Environment.Value)));
            if (project is not null && environment is null && spec.Environment.Value.Length > 0)
                state.Mistakes.Unknown(spec.Environment, $"environment of \"{project.Project.Name}\"", project.Environments.Select(e => e.Name));
            if (spec.Id is not { } id) continue;
            if (!seen.Add(id.Value)) state.Mistakes.Add(id, $"there are two deployments {id.Value}");
            LastNumber = Math.Max(LastNumber, id.Value);
            if (project is null || environment is null) continue;
            var deployment = stored.GetValueOrDefault(id.Value);
            if (deployment is null)
            {
                deployment = new Deployment(workspace, DeploymentId.New(), id.Value, spec.Created?.Value ?? state.Now);
                state.Context.Add(deployment);
                created++;
            }
            else
            {
                updated++;
            }

            if (deployment.IsDeleted) deployment.Restore();
            var requestedBy = spec.RequestedBy is null ? deployment.RequestedBy : requester?.Id;
            var isNew = !stored.ContainsKey(id.Value);
            deployment.Update(
                project.Project.Id, environment.Id, Folding.OneLine(spec.Release.Value), spec.Status?.Value ?? (isNew ? DeploymentStatus.Succeeded : deployment.Status), requestedBy);
        }

        return new ImportCount(created, updated);
    }

    private User? Requester(DeploymentSpec spec) =>
        spec.RequestedBy is { Value: { } name } at ? state.FindUser(new Located<string>(name, at.Line, at.Path)) : null;
}
