using System.Globalization;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore.Workspaces;

/// <summary>One team: its people, projects and clock.</summary>
public sealed class Workspace : Entity
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int MaxNameLength = 100;

    private Workspace()
    {
    }

    internal Workspace(WorkspaceId id, string name, string timezone, string language, DateTimeOffset at)
    {
        (Id, Name, Timezone, Language, CreatedAt) = (id, name, timezone, language, at);
    }

    public WorkspaceId Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>IANA name.</summary>
    public string Timezone { get; private set; } = "";

    /// <summary><c>es</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Days on which nobody works, rising.</summary>
    public IReadOnlyList<DateOnly> Holidays =>
        [.. HolidayText.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))];

    /// <summary>Version of the <see cref="WorkspaceDirectory"/>; raised in SQL, within the transaction that changes it.</summary>
    public long Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    internal string HolidayText { get; private set; } = "";

    internal void Update(string name, string timezone, string language, IEnumerable<DateOnly> holidays)
    {
        (Name, Timezone, Language) = (name, timezone, language);
        HolidayText = string.Join(',', holidays.Distinct().Order().Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Touch();
    }
}

/// <summary>Which tenant of a channel belongs to a workspace.</summary>
public sealed class WorkspaceChannel
{
    private WorkspaceChannel()
    {
    }

    internal WorkspaceChannel(WorkspaceId workspace, string channel, string tenant)
    {
        (WorkspaceId, Channel, Tenant) = (workspace, channel, tenant);
    }

    public string Channel { get; private set; } = "";
    public string Tenant { get; internal set; } = "";
    public WorkspaceId WorkspaceId { get; private set; }
}

/// <summary>The numbers that a workspace gives out next. Apart from the workspace, as every new task writes it.</summary>
public sealed class WorkspaceCounter
{
    private WorkspaceCounter()
    {
    }

    internal WorkspaceCounter(WorkspaceId workspace) => WorkspaceId = workspace;

    public WorkspaceId WorkspaceId { get; private set; }
    public int LastTask { get; private set; }
    public int LastDeployment { get; private set; }

    /// <summary>Moves the counters beyond numbers that were given elsewhere.</summary>
    internal void Reach(int task, int deployment) =>
        (LastTask, LastDeployment) = (Math.Max(LastTask, task), Math.Max(LastDeployment, deployment));
}
