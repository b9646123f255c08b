namespace PmBot.Nlu.Tests;

public sealed class SprintTests
{
    [Theory]
    [InlineData("mueve la 7 al sprint 4", "Sprint 4")]
    [InlineData("al spint 4", "Sprint 4")]
    [InlineData("sprint #12", "Sprint 12")]
    [InlineData("move #7 to sprint #12", "Sprint 12")]
    [InlineData("mete la 7 en el sprint nro. 12", "Sprint 12")]
    [InlineData("este sprint", "$current")]
    [InlineData("del sprint", "$current")]
    [InlineData("el sprint que viene", "$next")]
    [InlineData("the next sprint", "$next")]
    [InlineData("el próximo sprint", "$next")]
    [InlineData("the last sprint", "$previous")]
    [InlineData("el sprint pasado", "$previous")]
    public void A_sprint_is_said_by_number_or_pointed_at(string text, string meaning) =>
        TestNlu.Show(TestNlu.Read(text).Entities.Single(e => e.Type == EntityType.Sprint).Value).ShouldBe(meaning);

    [Theory]
    [InlineData("imprime el spring de la app")]
    [InlineData("corre a toda velocidad")]
    public void Other_words_are_no_sprints(string text) => TestNlu.Read(text).Entities.ShouldNotContain(e => e.Type == EntityType.Sprint);

    [Theory]
    [InlineData("sprint 4 del lunes 16 al 27, meta cerrar el catálogo, 40 puntos", "create_sprint", "name=Sprint 4 start_date=2026-03-16 end_date=2026-03-27 goal=cerrar el catálogo capacity=40")]
    [InlineData("create sprint 4 from March 16 to March 27", "create_sprint", "name=Sprint 4 start_date=2026-03-16 end_date=2026-03-27")]
    [InlineData("crea un sprint desde el lunes", "create_sprint", "start_date=2026-03-09")]
    [InlineData("pon la 7 y la 9 en el próximo sprint", "plan_sprint", "task=#7,9 sprint=$next")]
    [InlineData("take 8 out of sprint 4", "plan_sprint", "task=#8 sprint=Sprint 4")]
    [InlineData("cierra el sprint y pasa lo que falta al siguiente", "close_sprint", "sprint=$current move_to=$next")]
    [InlineData("close the sprint and leave the rest there", "close_sprint", "sprint=$current move_to=stay")]
    [InlineData("start the sprint", "start_sprint", "sprint=$current")]
    [InlineData("start sprint #12", "start_sprint", "sprint=Sprint 12")]
    [InlineData("mete la #7 en el sprint #12", "plan_sprint", "task=#7 sprint=Sprint 12")]
    [InlineData("close sprint #12", "close_sprint", "sprint=Sprint 12")]
    [InlineData("¿llegamos?", "sprint_status", "")]
    [InlineData("la 8 depende de la 7", "set_dependency", "task=#8 depends_on=#7")]
    [InlineData("la 7 bloquea a la 8", "set_dependency", "task=#8 depends_on=#7")]
    [InlineData("8 is blocked by 7", "set_dependency", "task=#8 depends_on=#7")]
    [InlineData("¿qué hay en el sprint?", "list_tasks", "sprint=$current")]
    public void Rules_read_what_is_wanted_of_a_sprint(string text, string intent, string slots)
    {
        var read = TestNlu.Only(text);
        read.Intent.ShouldBe(intent);
        foreach (var (slot, value) in read.Slots) $" {slots} ".ShouldContain($"{slot}={TestNlu.Show(value.Value)}", Case.Sensitive);
        read.Slots.Count.ShouldBe(slots.Split('=').Length - 1);
    }
}
