using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Discord.Interactions;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Tests.Discord.StandIns;

namespace PmBot.Adapters.Tests.Discord;

/// <summary>What becomes of a form's fields between the modal and what is sent on.</summary>
public sealed class CardFormTests
{
    private static readonly string Fields = new JsonArray(
        Text("title", "Filtro", required: true),
        List("who", "diego", ("Diego Rojas", "diego"), ("Ana Ruiz", "ana")),
        Text("when", "2026-03-12"),
        List("weight", "high", ("Alta", "high"), ("Baja", "low")),
        List("state", "todo", ("Pendiente", "todo"), ("Hecha", "done")),
        Text("notes", "con detalle"),
        List("place", "b", ("A", "a"), ("B", "b"))).ToJsonString();

    [Fact]
    public void A_field_that_found_no_room_keeps_its_value_and_one_that_was_emptied_does_not()
    {
        var (form, modal) = Open(Fields);
        modal["data"]!["components"]!.AsArray().Count.ShouldBe(5);
        ModalClient.Value(modal, "notes").ShouldBeNull();

        Sent(form, ModalClient.Submit(modal)).ShouldBe("""{"form":"x","title":"Filtro","who":"diego","when":"2026-03-12","weight":"high","state":"todo","notes":"con detalle","place":"b"}""");
        Sent(form, ModalClient.Submit(modal, ("title", "Otro"))).ShouldBe("""{"form":"x","title":"Otro","who":"diego","when":"2026-03-12","weight":"high","state":"todo","notes":"con detalle","place":"b"}""");
        Sent(form, ModalClient.Submit(modal, ("who", ""), ("when", ""))).ShouldBe("""{"form":"x","title":"Filtro","weight":"high","state":"todo","notes":"con detalle","place":"b"}""");
    }

    [Fact]
    public void A_client_that_leaves_a_field_out_empties_nothing()
    {
        var (form, modal) = Open(Fields);
        var submit = ModalClient.Submit(modal, ("title", "Otro"));
        var parts = submit["components"]!.AsArray();
        while (parts.Count > 1) parts.RemoveAt(1);

        Sent(form, submit).ShouldBe("""{"form":"x","title":"Otro","who":"diego","when":"2026-03-12","weight":"high","state":"todo","notes":"con detalle","place":"b"}""");
    }

    [Fact]
    public void A_text_that_is_longer_than_its_field_is_whole_unless_it_was_changed()
    {
        var (form, modal) = Open(new JsonArray(Text("notes", new string('x', 4_500))).ToJsonString());
        ModalClient.Value(modal, "notes")!.Length.ShouldBe(4_000);

        JsonNode.Parse(Sent(form, ModalClient.Submit(modal)))!["notes"]!.GetValue<string>().Length.ShouldBe(4_500);
        JsonNode.Parse(Sent(form, ModalClient.Submit(modal, ("notes", "corto"))))!["notes"]!.GetValue<string>().ShouldBe("corto");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_more_choices_than_a_list_holds_one_is_typed(bool isLookedUp)
    {
        var people = Enumerable.Range(1, 40).Select(i => ($"Persona {i}", $"p{i}")).ToArray();
        var list = isLookedUp ? List("who", "p33", people[32]) : List("who", "p33", people);
        if (isLookedUp) list["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "people" };
        var (form, modal) = Open(new JsonArray(list).ToJsonString());
        modal["data"]!["components"]![0]!["component"]!["type"]!.GetValue<int>().ShouldBe(4);
        ModalClient.Value(modal, "who").ShouldBe("Persona 33");

        Sent(form, ModalClient.Submit(modal)).ShouldBe("""{"form":"x","who":"p33"}""");
        Sent(form, ModalClient.Submit(modal, ("who", " persona 7 "))).ShouldBe(isLookedUp ? """{"form":"x","who":"persona 7"}""" : """{"form":"x","who":"p7"}""");
        Sent(form, ModalClient.Submit(modal, ("who", ""))).ShouldBe("""{"form":"x"}""");
    }

    private static (JsonElement Form, JsonObject Modal) Open(string inputs)
    {
        var card = $$$"""{"type":"AdaptiveCard","body":{{{inputs}}},"actions":[{"type":"Action.Submit","title":"Guardar","data":{"form":"x"}}]}""";
        var form = JsonElement.Parse(CardForm.Of(JsonElement.Parse(card), "task/submit", null)!.ToJsonString());
        var modal = Callbacks.Modal(CardForm.Modal(form, "Editar", "o0:x"));
        PayloadRules.OfCallback(modal).ShouldBeEmpty();
        return (form, modal);
    }

    private static string Sent(JsonElement form, JsonObject submitted)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in submitted["components"]!.AsArray().Select(p => p!["component"]!))
            values[part["custom_id"]!.GetValue<string>()] = part["values"] is JsonArray chosen ? string.Join(',', chosen.Select(c => c!.GetValue<string>())) : part["value"]!.GetValue<string>();
        return CardForm.Data(form, values).ToJsonString();
    }

    private static JsonObject Text(string id, string value, bool required = false) =>
        new() { ["type"] = "Input.Text", ["id"] = id, ["label"] = id, ["value"] = value, ["isRequired"] = required };

    private static JsonObject List(string id, string value, params (string Title, string Value)[] choices) => new()
    {
        ["type"] = "Input.ChoiceSet", ["id"] = id, ["label"] = id, ["value"] = value,
        ["choices"] = new JsonArray([.. choices.Select(c => (JsonNode)new JsonObject { ["title"] = c.Title, ["value"] = c.Value })]),
    };
}
