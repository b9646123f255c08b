using PmBot.Nlu.Llm;

namespace PmBot.Nlu.Tests.Llm;

public sealed class FaithfulTextTests
{
    private const string Facts = "Catálogo: 40% hecho · 6 de 10 tareas abiertas.\n2 atrasadas:\n1 sin responsable.";

    [Theory]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable.")]
    [InlineData("El proyecto Catálogo está al 40%. Hay 6 tareas abiertas de 10, 2 atrasadas, y 1 no tiene responsable.")]
    public void A_text_with_the_same_numbers_and_names_keeps_to_the_facts(string text) => FaithfulText.Keeps(text, Facts).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("Catálogo va al 60%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable.")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas.")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas, 1 sin responsable y tres bloqueadas.")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 que es de Diego.")]
    [InlineData("Diego: Catálogo va al 40%, quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable.")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable, dice diego.")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable. Mira https://evil.example")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable. [aquí](x)")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable.\nY algo más.")]
    [InlineData("Catálogo va al 40%: quedan 6 de 10 tareas, con 2 atrasadas y 1 sin responsable. Escribe a a@evil.example")]
    public void A_text_that_says_more_or_less_does_not(string text) => FaithfulText.Keeps(text, Facts).ShouldBeFalse();
}
