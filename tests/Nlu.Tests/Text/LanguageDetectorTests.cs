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
    [InlineData("no, until April 10", "es", "en")]
    [InlineData("actually no", "es", "en")]
    [InlineData("no, the other one", "es", "en")]
    [InlineData("no, next Friday", "es", "en")]
    [InlineData("no wait, make it Thursday", "es", "en")]
    [InlineData("no thanks", "es", "en")]
    [InlineData("no, hasta el 10 de abril", "en", "es")]
    [InlineData("en realidad no", "en", "es")]
    [InlineData("no, la otra", "en", "es")]
    [InlineData("no, mejor el jueves", "en", "es")]
    [InlineData("no gracias", "en", "es")]
    public void The_words_decide(string text, string hint, string expected) => TestNlu.Read(text, hint).Language.ShouldBe(expected);

    [Theory]
    [InlineData("7", "en")]
    [InlineData("ok", "es")]
    [InlineData("ok", "en")]
    [InlineData("Diego", "en")]
    [InlineData("no", "en")]
    [InlineData("no", "es")]
    [InlineData("no, Diego", "en")]
    [InlineData("👍", "es")]
    public void The_hint_decides_where_the_words_do_not(string text, string hint) => TestNlu.Read(text, hint).Language.ShouldBe(hint);
}
