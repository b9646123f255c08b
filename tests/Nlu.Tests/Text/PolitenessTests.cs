namespace PmBot.Nlu.Tests.Text;

public sealed class PolitenessTests
{
    [Theory]
    [InlineData("nueva tarea: pagar la luz por favor", "pagar la luz")]
    [InlineData("crea la tarea ordenar el archivo, porfa gracias", "ordenar el archivo")]
    [InlineData("new task: file the receipts, please", "file the receipts")]
    [InlineData("nueva tarea: \"pagar la luz por favor\"", "pagar la luz por favor")]
    [InlineData("nueva tarea: gracias", "gracias")]
    public void Polite_words_behind_a_title_are_no_part_of_it(string text, string title) =>
        ((TextValue)TestNlu.Only(text).Slots["title"].Value).Words.ShouldBe(title);
}
