using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Files;

/// <summary>Writes a workspace as a file that imports to the same thing.</summary>
public sealed class WorkspaceExporter
{
    /// <summary>The whole workspace, or an error where there is no such one.</summary>
    public Task<Result<string>> ExportAsync(WorkspaceId workspace, FileFormat format, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>The two ways to write a workspace file.</summary>
public enum FileFormat
{
    Yaml,
    Json,
}
