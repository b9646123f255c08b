using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Bot.Tests.Support;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Tests.Dialogs;

public sealed class TurnRunnerTests
{
    [Fact]
    public async Task A_message_delivered_three_times_acts_once_and_is_answered_the_same()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        var first = await bot.SayAsync("camila", "tarea: revisar precios", id: "m1");
        var second = await bot.SayAsync("camila", "tarea: revisar precios", id: "m1");
        var third = await bot.SayAsync("camila", "tarea: revisar precios", id: "m1");

        second.ShouldBe(first);
        third.ShouldBe(first);
        (await bot.CountTasksAsync("camila")).ShouldBe(3);
    }

    [Fact]
    public async Task A_message_delivered_three_times_at_once_acts_once()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bot.SayAsync("camila", "tarea: revisar precios", id: "m1")));

        all.ShouldAllBe(r => r[0] == all[0][0]);
        (await bot.CountTasksAsync("camila")).ShouldBe(3);
    }

    [Fact]
    public async Task The_same_words_in_a_new_message_act_again()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        await bot.SayAsync("camila", "tarea: revisar precios", id: "m1");
        await bot.SayAsync("camila", "tarea: revisar precios", id: "m2");

        (await bot.CountTasksAsync("camila")).ShouldBe(4);
    }

    [Fact]
    public async Task A_deletion_needs_a_yes_of_the_same_person_and_not_before_others()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        await bot.SayAsync("camila", "borra la 8");
        await bot.SayAsync("diego", "sí");
        await bot.SayAsync("camila", "@PmBot sí", conversation: "room", shared: true);
        (await bot.TaskAsync("camila", 8)).ShouldNotBeNull();

        // Alone with the bot she goes on wherever she is.
        await bot.SayAsync("camila", "sí", conversation: "another");
        (await bot.TaskAsync("camila", 8)).ShouldBeNull();
    }

    [Fact]
    public async Task In_a_room_what_is_not_meant_for_the_bot_gets_no_answer_and_makes_nobody_join()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        (await bot.SayAsync("camila", "la 8 ya quedó", conversation: "room", shared: true)).ShouldBeEmpty();
        (await bot.SayAsync("somebody", "hola a todos", conversation: "room", shared: true)).ShouldBeEmpty();
        (await bot.SayAsync("camila", " ", conversation: "room", shared: true)).ShouldBeEmpty();
        (await bot.TaskAsync("camila", 8))!.Status.ShouldBe(TaskState.Todo);
        (await bot.SayAsync("camila", "hola @PmBot", conversation: "room", shared: true)).ShouldHaveSingleItem().ShouldContain("Camila");
        (await bot.SayAsync("camila", "PmBot, la 8 ya quedó", conversation: "room", shared: true)).ShouldNotBeEmpty();
        (await bot.TaskAsync("camila", 8))!.Status.ShouldBe(TaskState.Done);
    }

    [Fact]
    public async Task A_button_answers_its_own_question_and_no_later_one()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        var old = Press(await bot.SendAsync("camila", "borra la 8", channel: "directline"), "Sí");
        await bot.SendAsync("camila", "no", channel: "directline");
        var current = Press(await bot.SendAsync("camila", "borra la 7", channel: "directline"), "Sí");

        // As a client sends it that shows nothing for the person, and as our own page does, with the words.
        (await bot.SendAsync("camila", "", channel: "directline", value: old))[0].Text!.ShouldContain("anterior");
        (await bot.SendAsync("camila", "sí", channel: "directline", value: old))[0].Text!.ShouldContain("anterior");
        (await bot.TaskAsync("camila", 7)).ShouldNotBeNull();
        (await bot.TaskAsync("camila", 8)).ShouldNotBeNull();

        await bot.SendAsync("camila", "sí", channel: "directline", value: current);
        (await bot.TaskAsync("camila", 7)).ShouldBeNull();
        // Pressed twice it finds nothing to answer.
        (await bot.SendAsync("camila", "sí", channel: "directline", value: current))[0].Text!.ShouldContain("anterior");
        (await bot.TaskAsync("camila", 8)).ShouldNotBeNull();
    }

    private static JsonElement Press(IReadOnlyList<Activity> replies, string button) =>
        replies[^1].Attachments.ShouldHaveSingleItem().Content!.Value.GetProperty("actions").EnumerateArray().Single(a => a.GetProperty("title").GetString() == button).GetProperty("data");

    [Fact]
    public async Task A_yes_after_ten_minutes_only_asks_again()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        await bot.SayAsync("camila", "borra la 8");
        bot.Clock.Now += TimeSpan.FromMinutes(11);
        await bot.SayAsync("camila", "sí");
        (await bot.TaskAsync("camila", 8)).ShouldNotBeNull();

        await bot.SayAsync("camila", "sí");
        (await bot.TaskAsync("camila", 8)).ShouldBeNull();
    }

    [Fact]
    public async Task A_yes_to_what_somebody_changed_meanwhile_does_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        await bot.SayAsync("camila", "borra la 8");
        await bot.SayAsync("diego", "la 8 es urgente");
        await bot.SayAsync("camila", "sí");

        (await bot.TaskAsync("camila", 8)).ShouldNotBeNull().Priority.ShouldBe(TaskPriority.Urgent);
    }

    [Fact]
    public async Task Two_people_changing_one_task_at_once_both_get_an_answer_and_one_state_results()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        var answers = await Task.WhenAll(
            bot.SayAsync("camila", "la 8 es urgente", conversation: "a"),
            bot.SayAsync("diego", "la 8 es baja", conversation: "b"),
            bot.SayAsync("diego", "asígname la 8", conversation: "c"));

        answers.ShouldAllBe(a => a.Count > 0);
        var task = (await bot.TaskAsync("camila", 8)).ShouldNotBeNull();
        task.Assignee!.Username.ShouldBe("diego");
        task.Priority.ShouldBeOneOf(TaskPriority.Urgent, TaskPriority.Low);
    }

    [Fact]
    public async Task A_viewer_is_refused_in_her_own_language_and_nothing_changes()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        var replies = await bot.SayAsync("kate", "assign 8 to Diego please");

        replies[0].ShouldContain("developer");
        (await bot.TaskAsync("camila", 8))!.Assignee.ShouldBeNull();
    }

    [Fact]
    public async Task The_first_person_founds_a_workspace_and_the_second_sees_nothing_of_it()
    {
        await using var bot = await BotUnderTest.StartAsync();

        await bot.SayAsync("ana", "crea el proyecto Tienda", conversation: "a");
        await bot.SayAsync("ana", "revisar precios", conversation: "a");
        (await bot.CountTasksAsync("ana")).ShouldBe(1);

        await bot.SayAsync("luis", "hola", conversation: "b");
        var replies = await bot.SayAsync("luis", "¿en qué va la 1?", conversation: "b");

        string.Join('\n', replies).ShouldNotContain("precios");
    }

    [Fact]
    public async Task An_undo_is_refused_once_somebody_else_changed_the_task()
    {
        await using var bot = await BotUnderTest.StartAsync(Workspaces.Small);

        await bot.SayAsync("camila", "la 8 es urgente");
        await bot.SayAsync("diego", "la 8 es baja");
        var replies = await bot.SayAsync("camila", "deshaz");

        replies[0].ShouldContain("diego");
        (await bot.TaskAsync("camila", 8))!.Priority.ShouldBe(TaskPriority.Low);
    }
}
