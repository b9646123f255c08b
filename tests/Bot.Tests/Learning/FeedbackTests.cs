using Microsoft.Extensions.DependencyInjection;
using PmBot.Bot.Learning;
using PmBot.Bot.Tests.State;
using PmBot.Bot.Tests.Support;
using PmBot.Nlu.Training;
using PmBot.ProjectCore.Learning;

namespace PmBot.Bot.Tests.Learning;

public sealed class FeedbackTests
{
    [Fact]
    public async Task A_part_that_was_corrected_and_stood_in_the_message_is_learnt_where_it_stood()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small, reader: RulesOnly.Reader);
        await bot.SayAsync("camila", "crea la tarea revisar logs asunto de Diego");
        await bot.SayAsync("camila", "no, para Diego");

        var pair = (await PairsAsync(bot)).ShouldHaveSingleItem();
        (pair.Kind, pair.ReadIntent, pair.MeantIntent, pair.Changed).ShouldBe((FeedbackKind.Correction, "create_task", "create_task", ""));
        pair.ReadText.ShouldBe("crea la tarea [{text} de {person}](title)");
        pair.MeantText.ShouldBe("crea la tarea [{text}](title) de [{person}](assignee)");
    }

    [Fact]
    public async Task A_value_that_was_corrected_but_not_said_is_named()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        await bot.SayAsync("camila", "crea la tarea revisar logs para Camila");
        await bot.SayAsync("camila", "no, para Diego");

        var pair = (await PairsAsync(bot)).ShouldHaveSingleItem();
        pair.Changed.ShouldBe("assignee");
        pair.MeantText.ShouldBe("crea la tarea [{text}](title) para [{person}](assignee)");
        (pair.Source, pair.Language, pair.Status).ShouldBe(("rule", "es", FeedbackStatus.New));
    }

    [Fact]
    public async Task What_was_taken_back_and_asked_for_otherwise_is_learnt()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        await bot.SayAsync("camila", "crea una tarea: la 8 ya la hace Diego");
        await bot.SayAsync("camila", "deshaz");
        await bot.SayAsync("camila", "asigna la 8 a Diego");

        var pair = (await PairsAsync(bot)).ShouldHaveSingleItem();
        (pair.Kind, pair.ReadIntent, pair.MeantIntent).ShouldBe((FeedbackKind.Rephrased, "create_task", "assign_task"));
        pair.MeantText.ShouldBe("crea una tarea: [la {number}](task) ya la hace [{person}](assignee)");
    }

    [Fact]
    public async Task An_offer_that_was_picked_is_what_was_meant()
    {
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder["torn.model"]))
        {
            ModelTrainer.Train(Torn, new TrainingOptions()).Save(file);
        }

        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small, new Dictionary<string, string?> { ["Nlu:Model"] = folder["torn.model"] });
        (await bot.SayAsync("camila", "avanza con aquello otro"))[0].ShouldBe("No estoy seguro de haber entendido. ¿Querías algo de esto?");
        await bot.SayAsync("camila", "mis tareas");

        var pair = (await PairsAsync(bot)).ShouldHaveSingleItem();
        (pair.Kind, pair.ReadIntent, pair.MeantIntent, pair.Source).ShouldBe((FeedbackKind.Choice, "", "list_tasks", "none"));
        pair.MeantText.ShouldBe("avanza con aquello otro");
        pair.Model.ShouldStartWith("torn.model@");
    }

    [Fact]
    public async Task Another_request_instead_counts_only_soon_and_about_the_same()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        await bot.SayAsync("camila", "crea una tarea: revisar los precios");
        await bot.SayAsync("camila", "deshaz");
        await bot.SayAsync("camila", "mis proyectos");
        await bot.SayAsync("camila", "crea una tarea: la 8 ya la hace Diego");
        await bot.SayAsync("camila", "deshaz");
        bot.Clock.Now += TimeSpan.FromMinutes(3);
        await bot.SayAsync("camila", "asigna la 8 a Diego");

        (await PairsAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_kept_where_that_is_switched_off()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small, new Dictionary<string, string?> { ["Learning:Enabled"] = "false" });
        await bot.SayAsync("camila", "crea la tarea revisar logs para Camila");
        await bot.SayAsync("camila", "no, para Diego");

        (await PairsAsync(bot)).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_name_and_no_word_of_a_title_is_in_what_is_kept()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        await bot.SayAsync("camila", "crea la tarea Zarzuela confidencial para Camila Torres en Catálogo");
        await bot.SayAsync("camila", "no, para diego rojas");
        await bot.SayAsync("camila", "asigna la tarea de fotos borrosas a camila");
        await bot.SayAsync("camila", "perdón, a Diego");

        var pairs = await PairsAsync(bot);
        pairs.Count.ShouldBe(2);
        var kept = string.Join('\n', pairs.Select(p => $"{p.ReadText} {p.MeantText}"));
        foreach (var word in (string[])["zarzuela", "confidencial", "camila", "torres", "diego", "rojas", "catálogo", "fotos", "borrosas"])
        {
            kept.ShouldNotContain(word, Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_store_that_fails_hurts_no_turn()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);
        using var queue = new FeedbackQueue(null!, new LearningOptions(), bot.Clock, bot.Services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<FeedbackQueue>>());
        queue.Count("m", Outcome.Turn);

        await Should.NotThrowAsync(() => queue.FlushAsync(default));
    }

    /// <summary>Sentences that mean one thing as often as another.</summary>
    private static IReadOnlyList<LabelledSentence> Torn =>
    [
        .. from text in (string[])["avanza con aquello otro", "avanza con lo de siempre", "sigue con eso de siempre", "sigue con lo de antes", "avanza con lo de antes", "vamos con eso de antes"]
           from intent in (string[])["list_tasks", "create_task", "list_projects"]
           select new LabelledSentence(text, intent, []),
    ];

    private static async Task<IReadOnlyList<FeedbackPair>> PairsAsync(BotUnderTest bot)
    {
        await bot.Services.GetRequiredService<FeedbackQueue>().FlushAsync(default);
        return await bot.Services.GetRequiredService<FeedbackStore>().ListAsync(null, default);
    }
}
