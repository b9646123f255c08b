using PmBot.Nlu.Text;

namespace PmBot.Nlu.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("crea la 7", "Word:crea Word:la Number:7")]
    [InlineData("#7 y #ux", "TaskNumber:# Word:y Hashtag:ux")]
    [InlineData("para <@U123>", "Word:para Mention:U123")]
    [InlineData("<@U123|diego> <@!456>", "Mention:U123 Mention:456")]
    [InlineData("<at>Ana Gómez</at> hola", "Mention:ana gomez Word:hola")]
    [InlineData("@ana.gomez.", "Mention:ana.gomez Punctuation:.")]
    [InlineData("Ana's I'll don't", "Word:ana Word:s Word:i Word:ll Word:dont")]
    [InlineData("a \"dos palabras\" b", "Word:a Quoted:dos palabras Word:b")]
    [InlineData("«revisar» “todo”", "Quoted:revisar Quoted:todo")]
    [InlineData("una \"sola comilla", "Word:una Punctuation:\" Word:sola Word:comilla")]
    [InlineData("ana.gomez@x.com https://x.y/z?a=1.", "Email:ana.gomez@x.com Url:https://x.y/z?a=1 Punctuation:.")]
    [InlineData("5pm 3h", "Number:5 Word:pm Number:3 Word:h")]
    [InlineData("MAÑANA Ñandú", "Word:manana Word:nandu")]
    public void Tokenize_cuts_as_people_write(string text, string expected) =>
        string.Join(' ', Tokenizer.Tokenize(text).Tokens.Select(t => $"{t.Kind}:{t.Folded}")).ShouldBe(expected);

    [Fact]
    public void Offsets_are_those_of_the_message_as_written()
    {
        const string text = "¿Revisión de “café” 👍🏽 <@U1>?";
        var tokens = Tokenizer.Tokenize(text).Tokens;
        text[tokens[1].Start..tokens[1].End].ShouldBe("Revisión");
        text[tokens[3].Start..tokens[3].End].ShouldBe("“café”");
        tokens[4].Kind.ShouldBe(TokenKind.Emoji);
        text[tokens[5].Start..tokens[5].End].ShouldBe("<@U1>");
    }

    [Theory]
    [InlineData("ÁÉÍÓÚÜÑáéíóúüñÇŠž", "aeiouunaeiouuncsz")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("don’t", "dont")]
    public void Fold_takes_case_and_accents_away(string text, string expected) => Fold.Text(text).ShouldBe(expected);

    [Theory]
    [InlineData("diego", "deigo", 1)]
    [InlineData("viernes", "viernez", 1)]
    [InlineData("catalogo", "catalgo", 1)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abcdef", "uvwxyz", 3)]
    public void EditDistance_counts_slips_up_to_its_bound(string a, string b, int expected) => EditDistance.Bounded(a, b, 2).ShouldBe(expected);
}
