using System.Text.Json.Serialization;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Operations;

// The names under which the audit keeps inverses; a test compares them with the operations' own.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(CreateWorkspace), "create_workspace")]
[JsonDerivedType(typeof(JoinWorkspace), "join_workspace")]
[JsonDerivedType(typeof(AddUser), "add_user")]
[JsonDerivedType(typeof(RemoveUser), "remove_user")]
[JsonDerivedType(typeof(RestoreUser), "restore_user")]
[JsonDerivedType(typeof(LinkIdentity), "link_identity")]
[JsonDerivedType(typeof(UnlinkIdentity), "unlink_identity")]
[JsonDerivedType(typeof(RelinkIdentity), "relink_identity")]
[JsonDerivedType(typeof(MergeUsers), "merge_users")]
[JsonDerivedType(typeof(UpdateUserSettings), "update_user_settings")]
[JsonDerivedType(typeof(CreateProject), "create_project")]
[JsonDerivedType(typeof(ChangeProject), "change_project")]
[JsonDerivedType(typeof(ArchiveProject), "archive_project")]
[JsonDerivedType(typeof(UnarchiveProject), "unarchive_project")]
[JsonDerivedType(typeof(DeleteProject), "delete_project")]
[JsonDerivedType(typeof(RestoreProject), "restore_project")]
[JsonDerivedType(typeof(AddMember), "add_member")]
[JsonDerivedType(typeof(RemoveMember), "remove_member")]
[JsonDerivedType(typeof(InviteMember), "invite_member")]
[JsonDerivedType(typeof(RevokeInvitation), "revoke_invitation")]
[JsonDerivedType(typeof(RestoreInvitation), "restore_invitation")]
[JsonDerivedType(typeof(RedeemInvitation), "redeem_invitation")]
[JsonDerivedType(typeof(AddEnvironment), "add_environment")]
[JsonDerivedType(typeof(RemoveEnvironment), "remove_environment")]
[JsonDerivedType(typeof(RestoreEnvironment), "restore_environment")]
[JsonDerivedType(typeof(CreateTask), "create_task")]
[JsonDerivedType(typeof(ChangeTask), "change_task")]
[JsonDerivedType(typeof(RescheduleTasks), "reschedule_tasks")]
[JsonDerivedType(typeof(RevertTasks), "revert_tasks")]
[JsonDerivedType(typeof(DeleteTask), "delete_task")]
[JsonDerivedType(typeof(RestoreTask), "restore_task")]
[JsonDerivedType(typeof(CommentTask), "comment_task")]
[JsonDerivedType(typeof(DeleteComment), "delete_comment")]
[JsonDerivedType(typeof(RestoreComment), "restore_comment")]
[JsonDerivedType(typeof(CreateSprint), "create_sprint")]
[JsonDerivedType(typeof(ChangeSprint), "change_sprint")]
[JsonDerivedType(typeof(RevertSprint), "revert_sprint")]
[JsonDerivedType(typeof(DeleteSprint), "delete_sprint")]
[JsonDerivedType(typeof(RestoreSprint), "restore_sprint")]
[JsonDerivedType(typeof(StartSprint), "start_sprint")]
[JsonDerivedType(typeof(CloseSprint), "close_sprint")]
[JsonDerivedType(typeof(PlanSprint), "plan_sprint")]
[JsonDerivedType(typeof(SeveralOperations), "several")]
public abstract partial record Operation;
