using PmBot.Bot.Llm;
using PmBot.Bot.Media;
using PmBot.Bot.Queues;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reports;
using PmBot.ProjectCore.Search;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>What skills read and change through.</summary>
/// <param name="Pipeline">Where changes go.</param>
/// <param name="Replies">The sentences.</param>
/// <param name="Directories">Who and what there is.</param>
/// <param name="Tasks">Reading tasks.</param>
/// <param name="Projects">Reading projects.</param>
/// <param name="Sprints">Reading sprints.</param>
/// <param name="Links">Codes that link chat accounts.</param>
/// <param name="Identities">Chat accounts.</param>
/// <param name="Phraser">Putting figures into sentences.</param>
/// <param name="Charts">The addresses of pictures.</param>
/// <param name="Drawings">What pictures show, in words and shapes.</param>
/// <param name="Reading">Looking over everything.</param>
/// <param name="Week">Reading reminders, stand-ups, absences and what people want to be told.</param>
/// <param name="Skills">What can be asked for.</param>
public sealed record TurnServices(
    OperationPipeline Pipeline,
    ReplyCatalog Replies,
    WorkspaceDirectories Directories,
    TaskQueries Tasks,
    ProjectQueries Projects,
    SprintQueries Sprints,
    LinkCodes Links,
    IdentityQueries Identities,
    ISummaryPhraser Phraser,
    ChartLinks Charts,
    ChartDrawings Drawings,
    Readings Reading,
    WeekStore Week,
    SkillCatalog Skills);

/// <summary>What looks over everything: words, changes, figures, and what was not delivered.</summary>
public sealed record Readings(SearchQueries Search, ChangeQueries Changes, ReportQueries Reports, InvitationQueries Invitations, DeadLetters Undelivered);
