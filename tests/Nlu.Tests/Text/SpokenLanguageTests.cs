namespace PmBot.Nlu.Tests.Text;

/// <summary>In which language somebody speaks to the bot, whatever the language of what they have it write down.</summary>
public sealed class SpokenLanguageTests
{
    // From here on a request changes the language of the talk.
    private const double Clear = 0.45;

    [Theory]
    [InlineData("en", "create a task")]
    [InlineData("en", "new task")]
    [InlineData("en", "done")]
    [InlineData("en", "it's done")]
    [InlineData("en", "my tasks")]
    [InlineData("en", "task 7")]
    [InlineData("en", "overdue")]
    [InlineData("en", "urgent")]
    [InlineData("en", "blocked")]
    [InlineData("en", "close 7")]
    [InlineData("en", "delete 16")]
    [InlineData("en", "assign 7 to Ana")]
    [InlineData("en", "add Luis")]
    [InlineData("en", "next week")]
    [InlineData("en", "what's left?")]
    [InlineData("en", "risks")]
    [InlineData("en", "list projects")]
    [InlineData("en", "remind me tomorrow")]
    [InlineData("en", "help")]
    [InlineData("en", "more")]
    [InlineData("en", "priority high")]
    [InlineData("en", "task: revisar los logs del servidor")]
    [InlineData("en", "create a task called actualizar la página de pagos")]
    [InlineData("es", "crea una tarea")]
    [InlineData("es", "tarea nueva")]
    [InlineData("es", "hecha")]
    [InlineData("es", "hecho")]
    [InlineData("es", "mis tareas")]
    [InlineData("es", "tarea 7")]
    [InlineData("es", "atrasadas")]
    [InlineData("es", "urgente")]
    [InlineData("es", "bloqueada")]
    [InlineData("es", "cierra la 7")]
    [InlineData("es", "borra la 16")]
    [InlineData("es", "asigna la 7 a Ana")]
    [InlineData("es", "7 para Ana")]
    [InlineData("es", "para mañana")]
    [InlineData("es", "la próxima semana")]
    [InlineData("es", "qué falta")]
    [InlineData("es", "riesgos")]
    [InlineData("es", "mis proyectos")]
    [InlineData("es", "recuérdame mañana")]
    [InlineData("es", "ayuda")]
    [InlineData("es", "prioridad alta")]
    [InlineData("es", "tarea: check the server logs")]
    [InlineData("es", "crea la tarea update the payments page")]
    public void A_request_tells_its_language_however_short_it_is(string language, string message)
    {
        var other = language == "es" ? "en" : "es";
        var heard = TestNlu.Read(message, other);
        heard.Language.ShouldBe(language);
        heard.LanguageConfidence.ShouldBeGreaterThanOrEqualTo(Clear);
        TestNlu.Read(message, language).Language.ShouldBe(language);
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("no")]
    [InlineData("7")]
    [InlineData("#7")]
    [InlineData("Diego")]
    [InlineData("undo")]
    [InlineData("daily")]
    [InlineData("sprint 5")]
    [InlineData("staging")]
    [InlineData("la 7 done")]
    [InlineData("asdf qwerty")]
    [InlineData("👍")]
    public void What_both_languages_say_leaves_the_language_as_it_is(string message)
    {
        foreach (var hint in new[] { "es", "en" })
        {
            var heard = TestNlu.Read(message, hint);
            (heard.Language == hint || heard.LanguageConfidence < Clear).ShouldBeTrue($"{message} is read as {heard.Language} ({heard.LanguageConfidence})");
        }
    }
}
