namespace PmBot.Nlu.Tests;

public sealed class CueTests
{
    [Theory]
    [InlineData("sí", Cues.Yes | Cues.Only)]
    [InlineData("sip", Cues.Yes | Cues.Only)]
    [InlineData("siii!!", Cues.Yes | Cues.Only)]
    [InlineData("dale", Cues.Yes | Cues.Only)]
    [InlineData("de una", Cues.Yes | Cues.Only)]
    [InlineData("ok", Cues.Yes | Cues.Only)]
    [InlineData("va", Cues.Yes | Cues.Only)]
    [InlineData("yes please", Cues.Yes | Cues.Only)]
    [InlineData("sí, porfa", Cues.Yes | Cues.Only)]
    [InlineData("👍", Cues.Yes | Cues.Only)]
    [InlineData("no", Cues.No | Cues.Only)]
    [InlineData("nel", Cues.No | Cues.Only)]
    [InlineData("no, gracias", Cues.No | Cues.Only)]
    [InlineData("mejor no", Cues.No | Cues.Only)]
    [InlineData("cancela", Cues.Cancel | Cues.Only)]
    [InlineData("never mind", Cues.Cancel | Cues.Only)]
    [InlineData("más", Cues.More | Cues.Only)]
    [InlineData("next page", Cues.More | Cues.Only)]
    [InlineData("sáltalo", Cues.Skip | Cues.Only)]
    public void A_cue_may_be_the_whole_message(string text, Cues expected)
    {
        var read = TestNlu.Read(text);
        read.Cues.ShouldBe(expected);
        read.Rest.ShouldBe("");
    }

    [Theory]
    [InlineData("no, mejor el miércoles", Cues.No | Cues.Correction, "el miércoles")]
    [InlineData("perdón, a Diego", Cues.Correction, "a Diego")]
    [InlineData("digo, el jueves", Cues.Correction, "el jueves")]
    [InlineData("quise decir la 8", Cues.Correction, "la 8")]
    [InlineData("actually Friday", Cues.Correction, "Friday")]
    [InlineData("I meant Ana", Cues.Correction, "Ana")]
    [InlineData("sorry, high", Cues.Correction, "high")]
    [InlineData("el viernes mejor", Cues.Correction, "el viernes")]
    [InlineData("sí, pero para el jueves", Cues.Yes | Cues.But, "para el jueves")]
    [InlineData("yes but for Ana", Cues.Yes | Cues.But, "for Ana")]
    public void Rest_is_what_follows_the_cue(string text, Cues expected, string rest)
    {
        var read = TestNlu.Read(text);
        read.Cues.ShouldBe(expected);
        read.Rest.ShouldBe(rest);
    }

    [Theory]
    [InlineData("no borres la 7")]
    [InlineData("va atrasado el catálogo")]
    [InlineData("crea la tarea revisar el sí del cliente")]
    public void Words_within_a_sentence_are_no_cues(string text) => TestNlu.Read(text).Cues.ShouldBe(Cues.None);

    [Theory]
    [InlineData("sí")]
    [InlineData("ok")]
    [InlineData("dale")]
    [InlineData("yes")]
    [InlineData("no")]
    public void An_answer_is_never_a_request(string text) => TestNlu.Read(text).Operations.ShouldBeEmpty();

    [Fact]
    public void A_correction_carries_its_entities()
    {
        var read = TestNlu.Read("que sea para pasado mañana y la hace Diego");
        read.Cues.ShouldBe(Cues.Correction);
        read.Entities.Select(e => TestNlu.Show(e.Value)).ShouldBe(["2026-03-05", "diego"]);
    }
}
