using PmBot.Bot.Dialogs;
using PmBot.Nlu.Learning;

namespace PmBot.Bot.Learning;

/// <summary>Adds what learns from corrections.</summary>
internal static class LearningServices
{
    public static IServiceCollection AddLearning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(LearningOptions.Section).Get<LearningOptions>() ?? new LearningOptions());
        // Made when somebody first corrects the bot: most processes never need it.
        services.AddSingleton(p => new Lazy<Anonymizer>(() => new Anonymizer(new Vocabulary(p.GetRequiredService<SkillCatalog>().Patterns))));
        services.AddSingleton<MeantReader>().AddSingleton<FeedbackWatch>().AddSingleton<FeedbackQueue>();
        return services.AddHostedService(p => p.GetRequiredService<FeedbackQueue>());
    }
}
