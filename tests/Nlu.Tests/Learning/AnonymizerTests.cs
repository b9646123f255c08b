using PmBot.Nlu.Learning;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Tests.Learning;

public sealed class AnonymizerTests
{
    private static readonly Lexicon Names = new(
    [
        new(EntityType.Person, "1", ["Diego Salinas", "diego"], ["U123"]),
        new(EntityType.Person, "2", ["Ana Torres", "ana.torres"], []),
        new(EntityType.Project, "3", ["Campaña de Verano", "CAMP"], []),
        new(EntityType.Project, "4", ["Acme Portal", "ACM"], []),
        new(EntityType.Environment, "prod", ["prod"], []),
    ]);

    private static readonly Anonymizer Anonymizer = new(new Vocabulary([new PatternFile("x", "es", "x", "(pon|ponle|despliega|mueve|cierra) {task} en <where>")]));

    [Theory]
    [InlineData("oye, pregúntale a Diego por la campaña de verano", "oye, pregúntale a {person} por la {project}")]
    [InlineData("el Salinas y la Torres no estan", "el {person} y la {person} no estan")]
    [InlineData("avísale a deigo que ya está", "avísale a {person} que ya está")]
    [InlineData("lo de acme está listo", "lo de {project} está listo")]
    [InlineData("avísale a <@U123> y a @luisa que ya está", "avísale a {mention} y a {mention} que ya está")]
    [InlineData("escribe a juan.perez@acme.com hoy", "escribe a {email} hoy")]
    [InlineData("mira https://acme.example/x?token=abc ya", "mira {url} ya")]
    [InlineData("pon la #42 y la 43 en hecho", "pon la #{number} y la {number} en hecho")]
    [InlineData("llama al 5512345678", "llama al {number}")]
    [InlineData("la contraseña es hola", "la contraseña es {word}")]
    [InlineData("el token es ghp_a8Kx92LmQpZ", "el token es {word}")]
    [InlineData("pon API_KEY=sk-12345 en prod", "pon {word}={word}-{number} en {environment}")]
    [InlineData("avísale a Rodrigo que ya", "avísale a {person} que ya")]
    [InlineData("dice \"nuestro secreto\" siempre", "dice \"{text}\" siempre")]
    [InlineData("pon [esto](asi) en {person}", "pon (esto)(asi) en (person)")]
    public void What_tells_who_or_what_is_gone(string text, string expected) =>
        Rewrite(text)!.Read.ShouldBe(expected);

    [Fact]
    public void Both_readings_stand_over_the_same_text()
    {
        const string text = "pon lo del login de Diego en hecho";
        var kept = Anonymizer.Rewrite(
            text,
            [Span(text, "title", EntityType.Text, "lo del login de Diego en hecho")],
            [Span(text, "task", EntityType.Task, "lo del login de Diego"), Span(text, "status", EntityType.Status, "hecho")],
            [],
            Names)!;

        kept.Read.ShouldBe("pon [lo del {word} de {person} en hecho](title)");
        kept.Meant.ShouldBe("pon [lo del {word} de {person}](task) en [hecho](status)");
    }

    [Fact]
    public void Titles_and_comments_are_not_kept()
    {
        const string text = "crea la tarea pagar a los proveedores para el viernes";
        SlotSpan[] spans = [Span(text, "title", EntityType.Text, "pagar a los proveedores"), Span(text, "due_date", EntityType.Date, "el viernes")];

        Anonymizer.Rewrite(text, spans, spans, [], Names)!.Meant.ShouldBe("crea la tarea [{text}](title) para [el viernes](due_date)");
    }

    [Fact]
    public void A_message_of_which_nothing_is_left_and_a_story_are_not_kept()
    {
        Rewrite("Zarzuela Bermellón").ShouldBeNull();
        Rewrite(string.Concat(Enumerable.Repeat("pon ", 101))).ShouldBeNull();
    }

    [Fact]
    public void Filled_again_it_is_a_training_sentence_the_same_every_time()
    {
        const string line = "pon [{word} de {person}](task) en [hecho](status) el {number} ({mention}, {email}, {url}, #{label}, {project}, {environment}, {text})";

        var filled = PlaceholderFiller.Fill(line, "es", "abc");

        filled.ShouldNotContain("{");
        filled.ShouldBe(PlaceholderFiller.Fill(line, "es", "abc"));
        filled.ShouldNotBe(PlaceholderFiller.Fill(line, "es", "abd"));
        var sentence = AnnotatedText.Parse("update_status", filled);
        sentence.Entities.Select(e => e.Type).ShouldBe(["task", "status"]);
    }

    private static AnonymousReadings? Rewrite(string text) => Anonymizer.Rewrite(text, [], [], [], Names);

    private static SlotSpan Span(string text, string slot, EntityType type, string words) =>
        new(slot, type, text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length, Points: false);
}
