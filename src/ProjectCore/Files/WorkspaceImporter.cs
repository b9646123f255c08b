using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Files;

/// <summary>Reads a workspace file into the store: what is there is updated, nothing is deleted, and a file with mistakes changes nothing.</summary>
public sealed class WorkspaceImporter
{
    /// <summary>Imports a YAML or JSON text.</summary>
    /// <param name="fileName">For the messages; <c>.json</c> is not needed, as JSON is read as YAML.</param>
    public Task<Result<ImportSummary>> ImportAsync(string text, string fileName, CancellationToken cancellationToken) => throw new NotSupportedException();
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
