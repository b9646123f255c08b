using PmBot.Nlu.Training;

namespace PmBot.Nlu.Tests.Training;

public sealed class SentenceFileTests
{
    [Fact]
    public void Json_line_gives_text_intent_and_entities_in_the_order_of_the_text()
    {
        var sentence = Read("""{"text":"call Ana at 5","intent":"call","entities":[{"type":"time","start":12,"end":13},{"type":"person","start":5,"end":8}],"more":1}""").ShouldHaveSingleItem();
        sentence.Intent.ShouldBe("call");
        sentence.Entities.ShouldBe([new LabelledSpan("person", 5, 8), new LabelledSpan("time", 12, 13)]);
    }

    [Theory]
    [InlineData("""{"text":"a","intent":"x","entities":[{"type":"t","start":0,"end":2}]}""", "not inside the text")]
    [InlineData("""{"text":"abc","intent":"x","entities":[{"type":"t","start":0,"end":2},{"type":"t","start":1,"end":3}]}""", "overlap")]
    [InlineData("""{"text":1,"intent":"x"}""", "\"text\"")]
    [InlineData("""{"text":"a"}""", "\"intent\"")]
    [InlineData("""["a"]""", "no JSON object")]
    [InlineData("""{"text":"a",""", "no JSON object")]
    [InlineData("""{"text":"\ud800","intent":"x"}""", "surrogate")]
    public void Line_that_cannot_be_read_is_named_with_its_number(string line, string why)
    {
        var error = Should.Throw<FormatException>(() => Read("""{"text":"fine","intent":"x"}""" + "\n\n" + line)).Message;
        error.ShouldStartWith("data.jsonl:3: ");
        error.ShouldContain(why);
    }

    [Fact]
    public void Annotated_line_gives_the_text_without_brackets()
    {
        var sentence = AnnotatedText.Read(null, "dev.es.txt", "# x\n\ncreate_task\tcrea [revisar [a] logs](title) para [Diego](assignee)\n").ShouldHaveSingleItem();
        sentence.Text.ShouldBe("crea revisar [a] logs para Diego");
        sentence.Entities.Select(e => (e.Type, sentence.Text[e.Start..e.End])).ShouldBe([("title", "revisar [a] logs"), ("assignee", "Diego")]);
    }

    [Fact]
    public void A_mark_may_name_one_of_a_closed_set() =>
        AnnotatedText.Parse("set_away", "[ya volví](mode=back)").Entities.ShouldHaveSingleItem().Type.ShouldBe("mode=back");

    [Theory]
    [InlineData("crea [](title)")]
    [InlineData("crea [x](Title)")]
    [InlineData("crea [x](title")]
    public void Bracket_without_text_or_slot_is_an_error_with_its_line(string line) =>
        Should.Throw<FormatException>(() => AnnotatedText.Read("create_task", "examples.es.txt", "ok\n" + line)).Message.ShouldStartWith("examples.es.txt:2: ");

    [Fact]
    public void Folder_names_are_intents() => SkillExamples.Intent("SetDueDate").ShouldBe("set_due_date");

    private static IReadOnlyList<LabelledSentence> Read(string lines) => SentenceLines.Read(new StringReader(lines), "data.jsonl");
}
