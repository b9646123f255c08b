using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Deployments;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Learning;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Storage;

/// <summary>The tables. Deleted things are left out of every query unless it ignores the filters.</summary>
/// <remarks>Only the pipeline, the importer, the migrations and what the bot learns from write; what reads goes through the queries.</remarks>
public sealed class PmBotDbContext(DbContextOptions<PmBotDbContext> options) : DbContext(options)
{
    public DbSet<Workspace> Workspaces => Set<Workspace>();
    public DbSet<WorkspaceChannel> WorkspaceChannels => Set<WorkspaceChannel>();
    public DbSet<WorkspaceCounter> WorkspaceCounters => Set<WorkspaceCounter>();
    public DbSet<User> Users => Set<User>();
    public DbSet<ChatIdentity> Identities => Set<ChatIdentity>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ProjectEnvironment> Environments => Set<ProjectEnvironment>();
    public DbSet<Sprint> Sprints => Set<Sprint>();
    public DbSet<SprintEntry> SprintEntries => Set<SprintEntry>();
    public DbSet<TaskItem> Tasks => Set<TaskItem>();
    public DbSet<TaskDependency> TaskDependencies => Set<TaskDependency>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Deployment> Deployments => Set<Deployment>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AuditSubject> AuditSubjects => Set<AuditSubject>();
    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();
    public DbSet<LinkCodeRow> LinkCodes => Set<LinkCodeRow>();
    public DbSet<LinkAttempts> LinkAttempts => Set<LinkAttempts>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<FeedbackPair> Feedback => Set<FeedbackPair>();
    public DbSet<ModelTally> ModelTallies => Set<ModelTally>();

    public DbSet<ConversationRef> ConversationRefs => Set<ConversationRef>();
    public DbSet<ProjectChannel> ProjectChannels => Set<ProjectChannel>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<PostedMessage> PostedMessages => Set<PostedMessage>();
    public DbSet<NoticeSettingsRow> NoticeSettings => Set<NoticeSettingsRow>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<Standup> Standups => Set<Standup>();
    public DbSet<StandupSchedule> StandupSchedules => Set<StandupSchedule>();
    public DbSet<WebConversationRow> WebConversations => Set<WebConversationRow>();
    public DbSet<WebEntryRow> WebEntries => Set<WebEntryRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<OutboundRow> Outbound => Set<OutboundRow>();
    public DbSet<SlackInstallationRow> SlackInstallations => Set<SlackInstallationRow>();
    public DbSet<SlackStateRow> SlackStates => Set<SlackStateRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Every index costs each new task; those that a query needs are named in the mappings.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        Columns.AddIds(configurationBuilder);
        if (!Database.IsNpgsql()) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new WorkspaceMapping()).ApplyConfiguration(new WorkspaceChannelMapping()).ApplyConfiguration(new WorkspaceCounterMapping())
            .ApplyConfiguration(new UserMapping()).ApplyConfiguration(new ChatIdentityMapping())
            .ApplyConfiguration(new LinkCodeMapping()).ApplyConfiguration(new LinkAttemptsMapping())
            .ApplyConfiguration(new ProjectMapping()).ApplyConfiguration(new MembershipMapping()).ApplyConfiguration(new ProjectEnvironmentMapping())
            .ApplyConfiguration(new SprintMapping()).ApplyConfiguration(new SprintEntryMapping())
            .ApplyConfiguration(new TaskItemMapping()).ApplyConfiguration(new TaskDependencyMapping()).ApplyConfiguration(new CommentMapping())
            .ApplyConfiguration(new DeploymentMapping()).ApplyConfiguration(new InvitationMapping())
            .ApplyConfiguration(new AuditEntryMapping()).ApplyConfiguration(new AuditSubjectMapping()).ApplyConfiguration(new OutboxEventMapping())
            .ApplyConfiguration(new FeedbackPairMapping()).ApplyConfiguration(new ModelTallyMapping())
            .ApplyConfiguration(new ConversationRefMapping()).ApplyConfiguration(new ProjectChannelMapping()).ApplyConfiguration(new DeliveryMapping())
            .ApplyConfiguration(new PostedMessageMapping()).ApplyConfiguration(new NoticeSettingsMapping()).ApplyConfiguration(new ReminderMapping())
            .ApplyConfiguration(new WebConversationRowMapping()).ApplyConfiguration(new WebEntryRowMapping()).ApplyConfiguration(new InboxRowMapping()).ApplyConfiguration(new OutboundRowMapping()).ApplyConfiguration(new MessagePageMapping()).ApplyConfiguration(new PlannedMapping())
            .ApplyConfiguration(new SlackInstallationMapping()).ApplyConfiguration(new SlackStateMapping())
            .ApplyConfiguration(new DiscordSessionMapping()).ApplyConfiguration(new DiscordComponentMapping()).ApplyConfiguration(new DirectWorkspaceMapping())
            .ApplyConfiguration(new AbsenceMapping()).ApplyConfiguration(new StandupMapping()).ApplyConfiguration(new StandupScheduleMapping());
        Columns.NameBySnakeCase(modelBuilder);
    }
}
