namespace PmBot.Nlu.Tests;

public sealed class LexiconTests
{
    [Theory]
    [InlineData("Diego", "diego")]
    [InlineData("deigo", "diego")]
    [InlineData("Diego Rojas", "diego")]
    [InlineData("rojas", "diego")]
    [InlineData("Ana", "ana.gomez ana.perez")]
    [InlineData("ana gomez", "ana.gomez")]
    [InlineData("ana.perez", "ana.perez")]
    [InlineData("Gómez", "ana.gomez")]
    [InlineData("Zutano", "")]
    [InlineData("Luisa", "")]
    public void Resolve_gives_everybody_who_bears_a_name(string name, string ids) =>
        TestNlu.Lexicon.Resolve(EntityType.Person, name).ShouldBe(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("catalgo", "Catálogo")]
    [InlineData("CATALOGO", "Catálogo")]
    [InlineData("el catálogo", "Catálogo")]
    [InlineData("movil", "Móvil")]
    public void Resolve_forgives_accents_and_slips(string name, string id) => TestNlu.Lexicon.Resolve(EntityType.Project, name).ShouldBe([id]);

    [Theory]
    [InlineData("para <@U0DIEGO>", "diego")]
    [InlineData("para <@U0DIEGO|dr>", "diego")]
    [InlineData("para <@!920000000000000003>", "kate")]
    [InlineData("para <at>Ana Gómez</at>", "ana.gomez")]
    [InlineData("para @camila", "camila")]
    [InlineData("para <@U999>", "?")]
    public void Mentions_of_all_channels_are_people(string text, string ids) =>
        TestNlu.Show(TestNlu.Read(text).Entities.Single(e => e.Type == EntityType.Person).Value).ShouldBe(ids);

    [Theory]
    [InlineData("a fin de mes")]
    [InlineData("la casa de late")]
    [InlineData("mora en el pago")]
    public void Ordinary_words_are_no_names(string text) => TestNlu.Read(text).Entities.ShouldNotContain(e => e.Type == EntityType.Person);
}
