using System.Text.Json.Serialization;

namespace PmBot.ProjectCore.Operations;

/// <summary>The kinds of thing that operations change.</summary>
[JsonConverter(typeof(WireNameConverter<SubjectKind>))]
public enum SubjectKind
{
    Workspace,
    User,
    Identity,
    Project,
    Membership,
    Environment,
    Task,
    Comment,
    Sprint,
    Deployment,
    Invitation,
    Reminder,
    Absence,
    NoticeSettings,
    ProjectChannel,
    Standup,
    StandupSchedule,
}
