namespace PmBot.Nlu.Tests.Text;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("crea una tarea para revisar los logs", "en", "es")]
    [InlineData("create a task to review the logs", "es", "en")]
    [InlineData("revisar inventario pendiente", "en", "es")]
    [InlineData("what's on my plate", "es", "en")]
    [InlineData("hay que hacer el deploy de la app en staging", "en", "es")]
    [InlineData("please close la 7", "es", "en")]
    [InlineData("¿cómo vamos?", "en", "es")]
    public void The_words_decide(string text, string hint, string expected) => TestNlu.Read(text, hint).Language.ShouldBe(expected);

    [Theory]
    [InlineData("7", "en")]
    [InlineData("ok", "es")]
    [InlineData("ok", "en")]
    [InlineData("Diego", "en")]
    [InlineData("👍", "es")]
    public void The_hint_decides_where_the_words_do_not(string text, string hint) => TestNlu.Read(text, hint).Language.ShouldBe(hint);
}
