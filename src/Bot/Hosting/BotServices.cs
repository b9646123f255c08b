using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Learning;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Storage;

namespace PmBot.Bot.Hosting;

/// <summary>The bot without its channels: what <c>serve</c>, <c>chat</c>, <c>test</c> and <c>understand</c> all run.</summary>
public static class BotServices
{
    // Read from the assembly once for all hosts of a process: conversation tests make hundreds.
    private static readonly Lazy<SkillCatalog> Skills = new(() => SkillCatalog.Discover(Assembly.GetExecutingAssembly()));
    private static readonly Lazy<INaturalLanguage> Nlu = new(() => NaturalLanguage.Create(Skills.Value.Patterns, ShippedModel.Load(), ShippedModel.Name));

    /// <summary>Adds the domain, the state, the NLU, the skills and the dialog engine.</summary>
    /// <remarks>A <see cref="TimeProvider"/> registered before is kept; else <c>Clock:Now</c> freezes the clock, else it is the system's.</remarks>
    public static IServiceCollection AddPmBot(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(ClockSetting.Read(configuration));
        services.AddProjectCore(new StorageOptions
        {
            Path = configuration["Storage:Path"] is { Length: > 0 } path ? path : new StorageOptions().Path,
            Postgres = configuration.GetConnectionString("Postgres") is { Length: > 0 } postgres ? postgres : null,
        });
        services.AddBotState(configuration);
        services.AddSingleton(_ => Skills.Value).AddSingleton(p => p.GetRequiredService<SkillCatalog>().Replies);
        services.AddSingleton<INaturalLanguage, SharedNaturalLanguage>();
        services.AddSingleton<TurnServices>().AddSingleton<ConversationStates>().AddSingleton<People>().AddSingleton<Welcome>();
        services.AddSingleton<TaskResolver>().AddSingleton<SlotResolver>().AddSingleton<Prompts>().AddSingleton<FrameRunner>();
        services.AddSingleton<Answers>().AddSingleton<Confirmations>().AddSingleton<Corrections>().AddSingleton<DialogEngine>();
        services.AddLearning(configuration);
        services.AddSingleton<ITurnHandler, TurnRunner>();
        return services;
    }

    /// <summary>Loads what the first turn needs, so that it is not the slow one.</summary>
    public static void WarmUp() => _ = Nlu.Value;

    /// <summary>The process's one reader; a host that is disposed must not take it along.</summary>
    private sealed class SharedNaturalLanguage : INaturalLanguage
    {
        public string LanguageOf(string text, string hint) => Nlu.Value.LanguageOf(text, hint);

        public Explanation Explain(string text, NluContext context) => Nlu.Value.Explain(text, context);

        public Understanding Understand(string text, NluContext context) => Nlu.Value.Understand(text, context);
    }
}
