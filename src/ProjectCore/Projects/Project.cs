using System.Text.RegularExpressions;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Projects;

/// <summary>A body of work with its members, environments and tasks.</summary>
public sealed partial class Project : Entity
{
    /// <summary>Longest name or alias, in UTF-16 units.</summary>
    public const int MaxNameLength = 80;

    /// <summary>Longest key.</summary>
    public const int MaxKeyLength = 10;

    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 4000;

    /// <summary>Most aliases.</summary>
    public const int MaxAliases = 20;

    private Project()
    {
    }

    private Project(WorkspaceId workspace, ProjectId id, ProjectFields fields, ProjectTemplate template, DateTimeOffset at)
    {
        (WorkspaceId, Id, Template, CreatedAt) = (workspace, id, template, at);
        Set(fields);
    }

    public ProjectId Id { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared; unique among the workspace's projects.</summary>
    public string FoldedName { get; private set; } = "";

    /// <summary>Short capitals; unique among the workspace's projects.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Other names that people use.</summary>
    public IReadOnlyList<string> Aliases => TextList.Split(AliasText);
    public string? Description { get; private set; }
    public ProjectTemplate Template { get; private set; }
    public Methodology Methodology { get; private set; }

    /// <summary>Read only, and out of the way.</summary>
    public bool IsArchived { get; private set; }

    /// <summary>Labels that the template suggests.</summary>
    public IReadOnlyList<string> Labels => TextList.Split(LabelText);
    public DateTimeOffset CreatedAt { get; private set; }

    internal string AliasText { get; private set; } = "";

    internal string LabelText { get; private set; } = "";

    internal ProjectFields Fields => new(Name, Key, Description, Methodology, Aliases);

    internal static Result<Project> Create(
        WorkspaceId workspace, ProjectId id, ProjectFields fields, ProjectTemplate template, string? language, DateTimeOffset at)
    {
        if (!fields.Checked().Try(out var clean, out var error)) return error;
        return new Project(workspace, id, clean, template, at) { LabelText = TextList.Join(Templates.LabelsOf(template, language)) };
    }

    internal Result Change(ProjectFields fields)
    {
        if (!fields.Checked().Try(out var clean, out var error)) return error;
        Set(clean);
        Touch();
        return Result.Ok();
    }

    internal void Archive(bool archived)
    {
        IsArchived = archived;
        Touch();
    }

    /// <summary>Whether the text can be a key: two to ten capitals and digits, a capital first.</summary>
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    private void Set(ProjectFields fields)
    {
        (Name, Key, Description, Methodology) = (fields.Name, fields.Key, fields.Description, fields.Methodology);
        FoldedName = Folding.Fold(Name);
        AliasText = TextList.Join(fields.Aliases);
    }

    [GeneratedRegex(@"^[A-Z][A-Z0-9]{1,9}\z", RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}

/// <summary>What can be changed about a project.</summary>
public sealed record ProjectFields(string Name, string Key, string? Description, Methodology Methodology, IReadOnlyList<string> Aliases)
{
    /// <summary>The same, cleaned, or what is wrong with it.</summary>
    internal Result<ProjectFields> Checked()
    {
        var name = TextList.Clean(Name);
        var description = Description is null ? null : Folding.Lines(Description);
        var aliases = Aliases.Select(TextList.Clean).Where(a => a.Length > 0).DistinctBy(Folding.Fold, StringComparer.Ordinal).ToArray();
        return (name, description, aliases) switch
        {
            ("", _, _) => new TextMissing("name"),
            ({ Length: > Project.MaxNameLength }, _, _) => new TextTooLong("name", Project.MaxNameLength),
            _ when Folding.Fold(name).Length == 0 => new ValueInvalid("name", name),
            _ when !Project.IsKey(Key) => new ValueInvalid("key", Key),
            (_, { Length: > Project.MaxDescriptionLength }, _) => new TextTooLong("description", Project.MaxDescriptionLength),
            (_, _, { Length: > Project.MaxAliases }) => new ValueInvalid("aliases", aliases[Project.MaxAliases]),
            _ when aliases.FirstOrDefault(a => a.Length > Project.MaxNameLength) is not null => new TextTooLong("aliases", Project.MaxNameLength),
            _ when aliases.FirstOrDefault(a => Folding.Fold(a).Length == 0) is { } empty => new ValueInvalid("aliases", empty),
            _ => this with { Name = name, Description = description is "" ? null : description, Aliases = aliases },
        };
    }
}
