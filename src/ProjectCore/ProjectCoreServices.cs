using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PmBot.ProjectCore.Channels;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Learning;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Reports;
using PmBot.ProjectCore.Search;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Users.Linking;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore;

/// <summary>Adds the domain to a host.</summary>
public static class ProjectCoreServices
{
    /// <summary>Adds the pipeline, the queries, the workspace file and the storage, all as singletons. Run <see cref="Migrator"/> before the first use.</summary>
    /// <remarks><see cref="TimeProvider"/> is taken from the container, the system's by default. Event handlers are added as <see cref="IEventHandler"/>.</remarks>
    public static IServiceCollection AddProjectCore(this IServiceCollection services, StorageOptions storage)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Database.Open(storage));
        services.AddSingleton(s => new Migrator(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new WorkspaceDirectories(s.GetRequiredService<Database>()));
        services.AddSingleton(s => new Outbox(s.GetServices<IEventHandler>()));
        services.AddSingleton(s => new OperationPipeline(
            s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>(), s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new OutboxDispatcher(
            s.GetRequiredService<Database>(), s.GetRequiredService<Outbox>(), s.GetRequiredService<TimeProvider>(),
            s.GetService<ILogger<OutboxDispatcher>>() ?? NullLogger<OutboxDispatcher>.Instance));
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<OutboxDispatcher>());
        services.AddSingleton<IHostedService>(s => new StorageWarmUp(s.GetRequiredService<Database>()));
        services.AddSingleton(s => new IdentityQueries(s.GetRequiredService<Database>()));
        services.AddSingleton(s => new TaskQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>()));
        services.AddSingleton(s => new ProjectQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>()));
        services.AddSingleton(s => new SprintQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new LinkCodes(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new ChangeQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>()));
        services.AddSingleton(s => new ReportQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>()));
        services.AddSingleton(s => new SearchQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>()));
        services.AddSingleton(s => new InvitationQueries(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new ConversationRefs(s.GetRequiredService<Database>()));
        services.AddSingleton(s => new Deliveries(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new WeekStore(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new DeliveryClock(TimeProvider.System));
        services.AddSingleton(s => new WorkQueue<InboxRow>(s.GetRequiredService<Database>(), s.GetRequiredService<DeliveryClock>().Time, "inbox", "adapter"));
        services.AddSingleton(s => new WorkQueue<OutboundRow>(s.GetRequiredService<Database>(), s.GetRequiredService<DeliveryClock>().Time, "outbound", "scope"));
        services.AddSingleton(s => new DiscordStore(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new MessagePageStore(s.GetRequiredService<Database>(), s.GetRequiredService<DeliveryClock>().Time));
        services.AddSingleton(s => new DirectWorkspaces(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new WebTranscripts(s.GetRequiredService<Database>()));
        services.AddSingleton(s => new OutboundQueries(s.GetRequiredService<Database>(), s.GetRequiredService<DeliveryClock>().Time));
        services.AddSingleton(s => new SlackInstallationStore(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new FeedbackStore(s.GetRequiredService<Database>()));
        services.AddSingleton(s => new WorkspaceImporter(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new WorkspaceExporter(s.GetRequiredService<Database>(), s.GetRequiredService<WorkspaceDirectories>()));
        return services;
    }
}
