using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Hosting;
using PmBot.Nlu;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Llm;

/// <summary>Sets up the language model, if there is one.</summary>
internal static class LlmServices
{
    /// <summary>Adds who is asked about what nobody could read, and who phrases summaries.</summary>
    /// <exception cref="SettingsException">The settings are incomplete or wrong, one line each.</exception>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        var options = LlmOptions.Read(configuration);
        if (options.Mistakes() is { Count: > 0 } wrong)
        {
            throw new SettingsException(string.Join('\n', wrong));
        }

        if (!options.IsOn)
        {
            return services.AddSingleton<IAdvisor, NoAdvisor>().AddSingleton<ISummaryPhraser, PlainSummaries>();
        }

        services.TryAddSingleton<IChatClient>(_ => LlmClient.Create(options));
        // Not the bot's clock, which may be frozen: a wait must end.
        services.AddSingleton(p => new LlmCircuit(p.GetRequiredService<IChatClient>(), p.GetRequiredService<DeliveryClock>().Time, p.GetRequiredService<ILogger<LlmCircuit>>()));
        services.AddSingleton<IAdvisor>(p => new LlmAdvisor(
            p.GetRequiredService<LlmCircuit>(), p.GetRequiredService<INaturalLanguage>(), p.GetRequiredService<SkillCatalog>(), options.Model!));
        return options.Phrases ? services.AddSingleton<ISummaryPhraser, LlmPhraser>() : services.AddSingleton<ISummaryPhraser, PlainSummaries>();
    }
}
