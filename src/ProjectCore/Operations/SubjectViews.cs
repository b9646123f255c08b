using System.Text.Json.Serialization;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Operations;

/// <summary>A thing as an operation left it, with what a reply says about it. Immutable.</summary>
/// <param name="Version">Its version after the operation.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TaskView), "task")]
[JsonDerivedType(typeof(CommentView), "comment")]
[JsonDerivedType(typeof(ProjectView), "project")]
[JsonDerivedType(typeof(MemberView), "member")]
[JsonDerivedType(typeof(EnvironmentView), "environment")]
[JsonDerivedType(typeof(SprintView), "sprint")]
[JsonDerivedType(typeof(InvitationView), "invitation")]
[JsonDerivedType(typeof(UserView), "user")]
[JsonDerivedType(typeof(IdentityView), "identity")]
[JsonDerivedType(typeof(WorkspaceView), "workspace")]
[JsonDerivedType(typeof(ReminderView), "reminder")]
[JsonDerivedType(typeof(AbsenceView), "absence")]
[JsonDerivedType(typeof(NoticeSettingsView), "notice_settings")]
[JsonDerivedType(typeof(ProjectChannelView), "project_channel")]
[JsonDerivedType(typeof(StandupView), "standup")]
[JsonDerivedType(typeof(StandupScheduleView), "standup_schedule")]
public abstract record SubjectView(long Version)
{
    /// <summary>What changed, field by field; empty for something new, deleted or restored.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>True when the thing is deleted now.</summary>
    public bool Deleted { get; init; }

    /// <summary>The thing and its version, as a confirmation names it.</summary>
    [JsonIgnore]
    public abstract SubjectVersion Subject { get; }
}

/// <summary>One field's "was" and "is".</summary>
/// <param name="Field">The field by its slot name: <c>title</c>, <c>assignee</c>, <c>due_date</c>, <c>labels</c> ...</param>
/// <param name="From">What it was, in canonical form (ISO dates, user names, wire names, comma-separated lists), or null for nothing.</param>
/// <param name="To">What it is, likewise.</param>
public sealed record FieldChange(string Field, string? From, string? To);

/// <summary>A thing at one version.</summary>
public readonly record struct SubjectVersion(
    [property: JsonConverter(typeof(WireNameConverter<SubjectKind>))] SubjectKind Kind, Guid Id, long Version);

/// <summary>A person, as far as one line needs it.</summary>
public sealed record PersonRef(UserId Id, string Username, string FullName);

/// <summary>A project, as far as one line needs it.</summary>
public sealed record ProjectRef(ProjectId Id, string Name, string Key);

/// <summary>A task: <c>#7 Filtro por color · Diego · jueves 12 · alta</c>.</summary>
public sealed record TaskView(TaskId Id, int Number, string Title, ProjectRef Project, TaskState Status, TaskPriority Priority, long Version)
    : SubjectView(Version)
{
    /// <summary>The long text, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Who does it, or null for nobody.</summary>
    public PersonRef? Assignee { get; init; }

    /// <summary>Until when, or null.</summary>
    public Due? Due { get; init; }

    /// <summary>Points or hours, as the team counts, or null.</summary>
    public decimal? Estimate { get; init; }

    /// <summary>Lower case, in alphabetical order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Numbers of the tasks that have to be done first, rising.</summary>
    public IReadOnlyList<int> DependsOn { get; init; } = [];

    /// <summary>Name of its sprint, or null.</summary>
    public string? Sprint { get; init; }

    /// <summary>Who wrote it down.</summary>
    public PersonRef? CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Set exactly while the task is done.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Neither done nor cancelled.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is not (TaskState.Done or TaskState.Cancelled);

    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Task, Id.Value, Version);
}

/// <summary>A comment on a task.</summary>
public sealed record CommentView(CommentId Id, TaskId Task, int TaskNumber, string TaskTitle, PersonRef Author, string Text, DateTimeOffset At, long Version)
    : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Comment, Id.Value, Version);
}

/// <summary>A project.</summary>
public sealed record ProjectView(ProjectId Id, string Name, string Key, long Version)
    : SubjectView(Version)
{
    public string? Description { get; init; }
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public ProjectTemplate Template { get; init; }
    public Methodology Methodology { get; init; }
    public bool Archived { get; init; }

    /// <summary>How many tasks it holds that are not deleted; told where a project is deleted, else 0.</summary>
    public int TaskCount { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Project, Id.Value, Version);
}

/// <summary>A person's place in a project.</summary>
public sealed record MemberView(MembershipId Id, ProjectRef Project, PersonRef Person, Role Role, long Version)
    : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Membership, Id.Value, Version);
}

/// <summary>An environment of a project.</summary>
public sealed record EnvironmentView(EnvironmentId Id, ProjectRef Project, string Name, IReadOnlyList<string> Aliases, bool Protected, long Version)
    : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Environment, Id.Value, Version);
}

/// <summary>A sprint.</summary>
public sealed record SprintView(SprintId Id, ProjectRef Project, string Name, DateOnly Start, DateOnly End, SprintState Status, long Version)
    : SubjectView(Version)
{
    public string? Goal { get; init; }

    /// <summary>Points that the team can do in it, or null where nobody said.</summary>
    public decimal? Capacity { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Sprint, Id.Value, Version);
}

/// <summary>A person.</summary>
public sealed record UserView(UserId Id, string Username, string FullName, WorkspaceRole Role, long Version)
    : SubjectView(Version)
{
    public string? Email { get; init; }
    public string? Timezone { get; init; }
    public string? Language { get; init; }
    public ProjectRef? DefaultProject { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.User, Id.Value, Version);
}

/// <summary>A chat account that stands for a person.</summary>
public sealed record IdentityView(IdentityId Id, PersonRef Person, ChatAddress Address, long Version)
    : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Identity, Id.Value, Version);
}

/// <summary>A place in a project that waits for whoever says its code.</summary>
public sealed record InvitationView(InvitationId Id, ProjectRef Project, Role Role, string? Email, DateTimeOffset ExpiresAt, long Version)
    : SubjectView(Version)
{
    public PersonRef? InvitedBy { get; init; }

    /// <summary>What to say to be let in; known only to the operation that made it, and never stored.</summary>
    [JsonIgnore]
    public string? Code { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Invitation, Id.Value, Version);
}

/// <summary>A workspace.</summary>
public sealed record WorkspaceView(Workspaces.WorkspaceId Id, string Name, string Timezone, string Language, long Version)
    : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Workspace, Id.Value, Version);
}
