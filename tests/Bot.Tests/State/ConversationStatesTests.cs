using System.Text;
using System.Text.Json;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Tests.State;

public sealed class ConversationStatesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\":0}")]
    [InlineData("{\"version\":99,\"stack\":[{\"intent\":\"x\"}]}")]
    [InlineData("{\"version\":1,\"stack\":7}")]
    [InlineData("{\"version\":1,\"stack\":[{\"slots\":{}}]}")]
    [InlineData("{\"version\":1,\"stack\":[{\"intent\":\"x\",\"slots\":{\"a\":{\"is\":\"unheard of\"}}}]}")]
    [InlineData("{\"version\":1,\"stack\"")]
    [InlineData("\u0000\u0001")]
    public void What_cannot_be_read_is_a_new_conversation(string json)
    {
        var state = ConversationStates.Read(Encoding.UTF8.GetBytes(json));

        state.Version.ShouldBe(ConversationState.CurrentVersion);
        state.Stack.ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_is_remembered_comes_back()
    {
        var task = new TaskReference(Guid.CreateVersion7(), 7, "Filtro «color»");
        var state = new ConversationState
        {
            Language = "es",
            Stack =
            [
                new DialogFrame
                {
                    Intent = "create_task",
                    Asking = "project",
                    Attempts = 2,
                    Slots =
                    {
                        ["title"] = new TextSlot("x"),
                        ["assignee"] = new PersonSlot(Guid.CreateVersion7(), "diego", "Diego Rojas"),
                        ["task"] = new TasksSlot([task], Described: true),
                        ["due_date"] = new DateSlot(new DateOnly(2026, 3, 5), new TimeOnly(17, 0)),
                        ["range"] = new RangeSlot(null, new DateOnly(2026, 3, 5)),
                        ["priority"] = new ChoiceSlot("high"),
                        ["estimate"] = new NumberSlot(2.5m),
                        ["labels"] = new LabelsSlot(["ux"]),
                        ["nothing"] = new NothingSlot(),
                    },
                    Choices = [new SlotChoice("Catálogo", new ProjectSlot(Guid.CreateVersion7(), "Catálogo"))],
                    Confirmation = new PendingConfirmation("c", [new ConfirmedSubject("task", task.Id, 3)], DateTimeOffset.UnixEpoch),
                },
            ],
            LastDone = new Executed("create_task", new() { ["title"] = new TextSlot("x") }, [task], DateTimeOffset.UnixEpoch),
            Processed = [new ProcessedTurn("m1", [new Reply("hola") { Buttons = [Button.Saying("deshaz")] }])],
        };

        var json = JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.ConversationState);
        var again = JsonSerializer.SerializeToUtf8Bytes(ConversationStates.Read(json), StateJson.Default.ConversationState);

        Encoding.UTF8.GetString(again).ShouldBe(Encoding.UTF8.GetString(json));
        ConversationStates.Read(json).Top!.Slots["due_date"].ShouldBe(new DateSlot(new DateOnly(2026, 3, 5), new TimeOnly(17, 0)));
    }
}
