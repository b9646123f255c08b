using Microsoft.Extensions.DependencyInjection;
using PmBot.ProjectCore.Storage;

namespace PmBot.ProjectCore;

/// <summary>Adds the domain to a host.</summary>
public static class ProjectCoreServices
{
    /// <summary>Adds the pipeline, the queries, the workspace file and the storage, all as singletons. Run <see cref="Migrator"/> before the first use.</summary>
    /// <remarks><see cref="TimeProvider"/> is taken from the container, the system's by default. Event handlers are added as <see cref="Operations.IEventHandler"/>.</remarks>
    public static IServiceCollection AddProjectCore(this IServiceCollection services, StorageOptions storage) => throw new NotSupportedException();
}
