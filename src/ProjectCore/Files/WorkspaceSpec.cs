using PmBot.ProjectCore.Deployments;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Files;

/// <summary>What a workspace file says, read but not yet compared with what is stored. What it does not say is null.</summary>
internal sealed record WorkspaceSpec(
    Located<string> Name, Located<string>? Timezone, Located<string>? Language, IReadOnlyList<Located<DateOnly>>? Holidays,
    IReadOnlyDictionary<string, Located<string>> Channels, IReadOnlyList<UserSpec> Users, IReadOnlyList<ProjectSpec> Projects,
    IReadOnlyList<TaskSpec> Tasks, IReadOnlyList<DeploymentSpec> Deployments);

internal sealed record UserSpec(
    Located<string> Username, Located<string>? FullName, Located<string?>? Email, Located<string?>? Timezone, Located<string?>? Language,
    Located<WorkspaceRole>? Role, Located<bool>? Deactivated, Located<string?>? DefaultProject, IReadOnlyList<Located<ChatAddress>> Identities);

internal sealed record ProjectSpec(
    Located<string> Name, Located<string>? Key, IReadOnlyList<Located<string>>? Aliases, Located<string?>? Description, Located<ProjectTemplate>? Template,
    Located<Methodology>? Methodology, Located<bool>? Archived, IReadOnlyList<(Located<string> User, Role Role)> Members,
    IReadOnlyList<EnvironmentSpec> Environments, IReadOnlyList<SprintSpec> Sprints);

internal sealed record EnvironmentSpec(Located<string> Name, IReadOnlyList<Located<string>>? Aliases, Located<bool>? Protected);

internal sealed record SprintSpec(
    Located<string> Name, Located<DateOnly>? Start, Located<DateOnly>? End, Located<bool>? Current, Located<string?>? Goal, Located<decimal?>? Capacity,
    Located<Sprints.SprintState>? Status, Located<DateTimeOffset?>? Started, Located<DateTimeOffset?>? Closed);

internal sealed record TaskSpec(
    Located<int>? Id, Located<string> Project, Located<string> Title, Located<string?>? Description, Located<TaskState>? Status, Located<TaskPriority>? Priority,
    Located<string?>? Assignee, Located<Due?>? Due, Located<decimal?>? Estimate, IReadOnlyList<Located<string>>? Labels,
    IReadOnlyList<Located<int>>? DependsOn, Located<string?>? Sprint, Located<string>? CreatedBy, Located<DateTimeOffset?>? Created,
    Located<DateTimeOffset?>? Finished, IReadOnlyList<CommentSpec> Comments, int Line, string Path);

internal sealed record CommentSpec(Located<string> Author, Located<string> Text, Located<DateTimeOffset?>? At);

internal sealed record DeploymentSpec(
    Located<int>? Id, Located<string> Project, Located<string> Environment, Located<string> Release, Located<DeploymentStatus>? Status,
    Located<string?>? RequestedBy, Located<DateTimeOffset?>? Created);
