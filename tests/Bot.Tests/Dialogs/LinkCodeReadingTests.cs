#pragma warning disable CA5394 // Dice whose throws can be repeated.
using PmBot.Bot.Skills.LinkAccount;
using PmBot.Nlu;

namespace PmBot.Bot.Tests.Dialogs;

public sealed class LinkCodeReadingTests
{
    private static readonly LinkAccountSkill Skill = new();

    [Fact]
    public void Any_code_is_read_as_nothing_but_a_code()
    {
        var random = new Random(5);
        foreach (var code in Enumerable.Range(0, 2000).Select(_ => new string(random.GetItems<char>("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 8)).Insert(4, "-")))
        {
            foreach (var said in (string[])[code, $"link {code}", $"vincular {code}", $"Mi código es: {code.ToLowerInvariant()}"])
            {
                var read = Skill.ReadForm(said).ShouldNotBeNull(said);
                read.Intent.ShouldBe("link_account");
                read.Slots["code"].Value.ShouldBe(new TextValue(code));
            }
        }
    }

    [Theory]
    [InlineData("link my account")]
    [InlineData("vincula mi cuenta de slack")]
    [InlineData("crea la tarea revisar K7QM-3FXD")]
    [InlineData("la 7 es la K7QM-3FXD")]
    [InlineData("¿qué es K7QM-3FXD?")]
    public void What_is_said_of_something_else_is_left_to_the_reader(string said) => Skill.ReadForm(said).ShouldBeNull();
}
