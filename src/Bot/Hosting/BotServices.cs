using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Learning;
using PmBot.Bot.Llm;
using PmBot.Bot.Media;
using PmBot.Bot.Proactive;
using PmBot.Bot.Queues;
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

    /// <summary>Adds the domain, the state, the NLU, the skills and the dialog engine.</summary>
    /// <remarks>A <see cref="TimeProvider"/> registered before is kept; else <c>Clock:Now</c> freezes the clock, else it is the system's.</remarks>
    public static IServiceCollection AddPmBot(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(ClockSetting.Read(configuration, TimeProvider.System));
        services.AddProjectCore(new StorageOptions
        {
            Path = configuration["Storage:Path"] is { Length: > 0 } path ? path : new StorageOptions().Path,
            Postgres = configuration.GetConnectionString("Postgres") is { Length: > 0 } postgres ? postgres : null,
        });
        services.AddBotState(configuration);
        services.AddSingleton(_ => Skills.Value).AddSingleton(p => p.GetRequiredService<SkillCatalog>().Replies);
        AddReaders(services, configuration.GetSection(NluOptions.Section).Get<NluOptions>() ?? new NluOptions());
        services.AddLanguageModel(configuration);
        services.AddSingleton<Readings>().AddSingleton<TurnServices>().AddSingleton<ConversationStates>().AddSingleton<TalkThreads>().AddSingleton<Listener>().AddSingleton<People>().AddSingleton<WorkspaceChooser>().AddSingleton<Welcome>();
        services.AddSingleton<TaskSetResolver>().AddSingleton<TaskResolver>().AddSingleton<Usuals>().AddSingleton<SlotResolver>().AddSingleton<Prompts>().AddSingleton<TaskMentions>().AddSingleton<SlotFiller>().AddSingleton<Resuming>().AddSingleton<FrameRunner>().AddSingleton<Leaving>();
        services.AddSingleton<AnswerReader>().AddSingleton<Answers>().AddSingleton<Detours>().AddSingleton<Digressions>().AddSingleton<ValuesBeside>().AddSingleton<WaitingCorrections>().AddSingleton<Confirmations>().AddSingleton<ConfirmedTasks>();
        services.AddSingleton<Corrections>().AddSingleton<TaskCorrections>().AddSingleton<Retakes>().AddSingleton<Repeats>().AddSingleton<Copies>().AddSingleton<ShownLists>().AddSingleton<ReportedWork>().AddSingleton<Errands>().AddSingleton<Suggestions>().AddSingleton<ToldThings>().AddSingleton<Unfinished>().AddSingleton<NamedPieces>().AddSingleton<Signs>().AddSingleton<LooseValues>().AddSingleton<BareNames>().AddSingleton<RungReminders>().AddSingleton<MessageReader>().AddSingleton<DialogEngine>();
        services.AddLearning(configuration);
        AddMedia(services, configuration);
        services.AddDelivery();
        services.AddSingleton<IWaiting, WaitingConfirmations>();
        services.AddProactive();
        services.AddSingleton<OpenQuestions>().AddSingleton<HomePage>().AddSingleton<ChannelInvokes>();
        services.AddSingleton<TalkTurn>().AddSingleton<Talks>().AddSingleton<Sharing>().AddSingleton<CardPresses>().AddSingleton<ITurnHandler, TurnRunner>();
        return services;
    }

    // Where nothing serves, as in a terminal, there are no pictures unless settings say where they would be.
    private static void AddMedia(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(new PublicAddress(configuration[PublicAddress.Key], () => []));
        services.TryAddSingleton(_ => ChartKey.New());
        services.AddSingleton<ChartLinks>().AddSingleton<ChartDrawings>().AddSingleton<ChartReader>();
    }

    /// <summary>Loads what the first turn needs unless settings say otherwise, so that it is not the slow one.</summary>
    public static void WarmUp() => _ = Served(ShippedModel.FilePath);

    /// <summary>Loads the models that settings name, so that a damaged file stops the start.</summary>
    /// <exception cref="SettingsException">A model's file is damaged or of another version.</exception>
    public static void LoadNamedModels(IConfiguration configuration)
    {
        var options = configuration.GetSection(NluOptions.Section).Get<NluOptions>() ?? new NluOptions();
        foreach (var path in (ReadOnlySpan<string?>)[options.Model, options.Challenger])
        {
            if (path is { Length: > 0 }) _ = Served(path);
        }
    }

    private static void AddReaders(IServiceCollection services, NluOptions options)
    {
        if (options.Model is not { Length: > 0 }) options.Model = null;
        var current = new Lazy<ServedModel>(() => Served(options.Model ?? ShippedModel.FilePath));
        var challenger = options.Challenger is { Length: > 0 } path ? new Lazy<ServedModel>(() => Served(path)) : null;
        var arms = new ModelArms(() => current.Value.Name, challenger is null ? null : () => challenger.Value.Name, options.ChallengerShare);
        services.AddSingleton(options).AddSingleton(arms);
        services.AddSingleton<INaturalLanguage>(_ => new SideBySideLanguage(() => current.Value.Reader, () => (challenger ?? current).Value.Reader, arms));
    }

    private static ServedModel Served(string path) => ServedModel.Of(path, () => Skills.Value.Patterns);
}
