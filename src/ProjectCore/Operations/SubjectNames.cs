using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;

namespace PmBot.ProjectCore.Operations;

/// <summary>What a thing is called in a sentence.</summary>
public static class SubjectNames
{
    /// <summary><c>#7 Filtro por color</c>, or a name.</summary>
    public static string Of(SubjectView view) => view switch
    {
        TaskView task => $"#{task.Number} {task.Title}",
        CommentView comment => $"#{comment.TaskNumber} {comment.TaskTitle}",
        ProjectView project => project.Name,
        MemberView member => member.Person.Username,
        EnvironmentView environment => environment.Name,
        SprintView sprint => sprint.Name,
        InvitationView invitation => invitation.Email ?? invitation.Project.Name,
        UserView user => user.Username,
        IdentityView identity => identity.Person.Username,
        WorkspaceView workspace => workspace.Name,
        ReminderView reminder => reminder.Label,
        AbsenceView absence => absence.Person.Username,
        NoticeSettingsView settings => settings.Person.Username,
        ProjectChannelView channel => channel.Project.Name,
        StandupView standup => standup.Project.Name,
        StandupScheduleView schedule => schedule.Project.Name,
        _ => throw new InvalidOperationException($"There is no name for a {view.GetType().Name}."),
    };
}
