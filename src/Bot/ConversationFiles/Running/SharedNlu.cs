using PmBot.Nlu;

namespace PmBot.Bot.ConversationFiles.Running;

/// <summary>The NLU that all worlds of a process share, so that the end of one does not dispose of it.</summary>
internal sealed class SharedNlu(INaturalLanguage shared) : INaturalLanguage
{
    /// <inheritdoc/>
    public Understanding Understand(string text, NluContext context) => shared.Understand(text, context);

    /// <summary>Takes what <see cref="Hosting.BotServices"/> registers out of the container's ownership: a container disposes of whatever its factories return.</summary>
    public static void Keep(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(INaturalLanguage));
        if (registered.ImplementationFactory is { } make)
        {
            services.AddSingleton<INaturalLanguage>(provider => new SharedNlu((INaturalLanguage)make(provider)));
        }
    }
}
