using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Nlu.Llm;

namespace PmBot.Nlu.Tests.Llm;

public sealed class ProposalTests
{
    private static readonly RequestSchema Schema = new(
    [
        new("assign_task", [new("task", EntityType.Task, []), new("assignee", EntityType.Person, [])]),
        new("create_task",
        [
            new("title", EntityType.Text, []), new("project", EntityType.Project, []), new("due_date", EntityType.Date, []),
            new("priority", EntityType.Priority, ["low", "medium", "high", "urgent"]), new("estimate", EntityType.Estimate, []),
        ]),
        new("list_tasks", [new("due_date", EntityType.DateRange, []), new("status", EntityType.Status, ["todo", "done"])]),
        new("add_member", [new("member", EntityType.Person, []), new("role", EntityType.Role, [])]),
        new("whoami", []),
    ]);

    private static readonly OfferedNames Names = new(["Camila Torres", "Diego Rojas"], ["Catálogo"], ["staging"]);

    [Theory]
    // The words of the message, however the model cased them, mean what they would mean to any reader.
    [InlineData("no sé, que la 7 la vea Diego", "assign_task", "task=la 7;assignee=diego", "task=#7 assignee=diego")]
    [InlineData("que el asunto de FOTOS  borrosas caiga en mí", "assign_task", "task=fotos borrosas;assignee=mí", "task=FOTOS  borrosas assignee=$me")]
    [InlineData("apunta lo de Pagar la luz, el jueves a lo sumo", "create_task", "title=pagar la luz;due_date=el jueves", "title=Pagar la luz due_date=2026-03-05")]
    [InlineData("qué hay de aquí al viernes, esta semana vamos", "list_tasks", "due_date=esta semana", "due_date=2026-03-02..2026-03-08")]
    [InlineData("algo de 3 puntos llamado Logo", "create_task", "title=Logo;estimate=3 puntos", "title=Logo estimate=3")]
    // Names and options that were offered.
    [InlineData("que la haga el de infra", "assign_task", "assignee=Diego Rojas", "assignee=diego")]
    [InlineData("esto arde", "create_task", "priority=urgent;project=Catálogo", "project=Catálogo priority=urgent")]
    [InlineData("que me toque a mí esa", "assign_task", "task=$last;assignee=$me", "task=$it assignee=$me")]
    // Nothing else.
    [InlineData("apunta eso", "create_task", "title=rm -rf /", "")]
    [InlineData("apunta eso", "create_task", "due_date=2026-12-24;priority=maximum;estimate=40", "")]
    [InlineData("que la haga alguien", "assign_task", "assignee=Ana Gómez;task=#999", "")]
    [InlineData("que la haga alguien", "assign_task", "assignee=camila;task=$all", "")]
    [InlineData("mete a Kate como gerente", "add_member", "member=Kate;role=owner", "member=kate")]
    [InlineData("apunta eso para el coso", "create_task", "due_date=el coso;project=eso", "project=?")]
    public void A_proposal_means_what_the_message_says(string message, string intent, string slots, string expected)
    {
        var answer = JsonSerializer.Serialize(new
        {
            requests = new[] { new { intent, slots = slots.Split(';').Select(s => s.Split('=', 2)).ToDictionary(p => p[0], p => p[1]) } },
        });

        var operation = Adopt(message, answer).Operations.ShouldHaveSingleItem();

        operation.Intent.ShouldBe(intent);
        operation.Source.ShouldBe("llm");
        operation.Evidence.ShouldBe("model-x");
        string.Join(' ', operation.Slots.Select(s => $"{s.Key}={TestNlu.Show(s.Value.Value)}")).ShouldBe(expected);
    }

    [Fact]
    public void What_was_not_offered_is_dropped()
    {
        var heard = Adopt("haz eso", """{"requests":[{"intent":"sudo","slots":{"x":"1"}},{"intent":"whoami","slots":{"title":"eso"},"run":true}]}""");

        heard.Operations.ShouldHaveSingleItem().Slots.ShouldBeEmpty();
        heard.Operations[0].Intent.ShouldBe("whoami");
    }

    [Fact]
    public void Nothing_proposed_leaves_the_message_as_it_was()
    {
        var heard = TestNlu.Read("blablabla");

        TestNlu.Instance.Adopt(heard, [], Names, TestNlu.Context(), "model-x").ShouldBeSameAs(heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"requests\":{}}")]
    [InlineData("{\"requests\":[[]]}")]
    [InlineData("{\"requests\":[{\"intent\":7,\"slots\":{}}]}")]
    [InlineData("{\"requests\":[{\"intent\":\"whoami\"}]}")]
    [InlineData("{\"requests\":[{\"intent\":\"create_task\",\"slots\":{\"title\":[\"a\"]}}]}")]
    [InlineData("{\"requests\":[]} and more")]
    [InlineData("```json\n{\"requests\":[]}\n```")]
    public void An_answer_of_another_form_is_refused(string answer) =>
        Should.Throw<LanguageModelAnswerException>(() => ProposalParser.Parse(answer, Schema));

    [Fact]
    public void Any_text_is_read_or_refused() => Prop.ForAll<string?>(text =>
    {
        try
        {
            return ProposalParser.Parse(text ?? "", Schema).Count == 0;
        }
        catch (LanguageModelAnswerException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_object_of_the_schema_is_closed_and_names_all_it_has()
    {
        var objects = Objects(Schema.Json).ToList();

        objects.Count.ShouldBe(1 + (2 * Schema.Intents.Count));
        objects.ShouldAllBe(o => !o.GetProperty("additionalProperties").GetBoolean()
            && o.GetProperty("required").GetArrayLength() == o.GetProperty("properties").EnumerateObject().Count());
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Objects(p.Value)).Concat(
            element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "object" ? [element] : []),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    private static Understanding Adopt(string message, string answer) =>
        TestNlu.Instance.Adopt(TestNlu.Read(message), ProposalParser.Parse(answer, Schema), Names, TestNlu.Context(), "model-x");
}
