using FsCheck;
using FsCheck.Fluent;
using PmBot.Nlu.Llm;

namespace PmBot.Nlu.Tests.Llm;

public sealed class SensitiveTextTests
{
    [Theory]
    [InlineData("escríbele a ana.gomez@cliente.example hoy", "escríbele a [e-mail 1] hoy")]
    [InlineData("mira https://hooks.chat.example/services/T0/B0/abc por favor", "mira [link 1] por favor")]
    [InlineData("asígnala a <@U0DIEGO>", "asígnala a [person 1]")]
    [InlineData("la contraseña de prod es hunter2", "la contraseña de prod es [secret 1]")]
    [InlineData("set API_KEY=abc123 in staging", "set API_KEY=[secret 1] in staging")]
    [InlineData("the password is: \"correct horse\" ok", "the password is: [secret 1] ok")]
    [InlineData("usa ghp_16C7e42F292c6912E7710c838347Ae178B4a", "usa [secret 1]")]
    [InlineData("Authorization: Bearer abcdef", "Authorization: Bearer [secret 1]")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_x caducó", "[secret 1] caducó")]
    [InlineData("llama al +57 301 234 5678", "llama al [number 1]")]
    [InlineData("tarjeta 4111 1111 1111 1111", "tarjeta [number 1]")]
    [InlineData("despliega 9fceb02d0ae598e95dc970b74767f19372d61af8 en prod", "despliega [secret 1] en prod")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEv\nabc\n-----END PRIVATE KEY----- fin", "[secret 1] fin")]
    public void What_is_sensitive_becomes_a_placeholder_and_comes_back(string text, string safe)
    {
        var hidden = SensitiveText.Hide(text);

        hidden.Text.ShouldBe(safe);
        hidden.Restore(hidden.Text).ShouldBe(text);
    }

    [Theory]
    [InlineData("cierra la #7 y la 8 antes del 2026-03-05 a las 14:30")]
    [InlineData("crea una tarea: pagar la luz, urgente, para @diego #ux")]
    [InlineData("Catálogo: v2.1.0 a staging con 3 réplicas")]
    [InlineData("")]
    public void Ordinary_messages_stay_as_they_are(string text) => SensitiveText.Hide(text).Text.ShouldBe(text);

    [Fact]
    public void Any_text_can_be_hidden_and_restored() => Prop.ForAll<string?>(text =>
    {
        // A text that holds a placeholder of its own is the one thing that does not come back.
        var written = (text ?? "").Replace('[', '(');
        var hidden = SensitiveText.Hide(written);
        return hidden.Restore(hidden.Text) == written;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData('(')]
    [InlineData('a')]
    [InlineData('=')]
    [InlineData('1')]
    [InlineData('A')]
    [InlineData('-')]
    [InlineData('"')]
    public void Long_runs_of_one_sign_are_no_trouble(char sign) =>
        Should.NotThrow(() => SensitiveText.Hide(new string(sign, 4000)));
}
