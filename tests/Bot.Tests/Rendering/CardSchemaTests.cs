using System.Text.Json;

namespace PmBot.Bot.Tests.Rendering;

/// <summary>The check of the bot's cards finds what the published schema forbids.</summary>
public sealed class CardSchemaTests
{
    [Fact]
    public void A_card_of_everything_that_the_bot_uses_is_right() => CardSchema.Faults(Card("""
        {"type":"TextBlock","text":"a","wrap":true,"size":"ExtraLarge","weight":"Bolder","color":"Good","spacing":"None","separator":true,"isSubtle":false},
        {"type":"FactSet","facts":[{"title":"a","value":"b"}]},
        {"type":"ColumnSet","columns":[{"type":"Column","width":"auto","items":[{"type":"Image","url":"https://pmbot.example/a.png","altText":"a","size":"Stretch"}]}],"selectAction":{"type":"Action.Submit","data":"a"}},
        {"type":"ActionSet","actions":[{"type":"Action.Execute","title":"a","verb":"say","data":{"say":"a"}}]},
        {"type":"Input.Text","id":"a","label":"a","value":"","maxLength":200,"isRequired":true,"errorMessage":"a","isMultiline":true},
        {"type":"Input.Date","id":"b","label":"b","value":"2026-03-12"},
        {"type":"Input.ChoiceSet","id":"c","label":"c","style":"filtered","value":"x","choices":[{"title":"X","value":"x"}],"choices.data":{"type":"Data.Query","dataset":"d"},"placeholder":"p"}
        """)).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"type":"TextBlock","text":"a","wrap":"true"}""")]
    [InlineData("""{"type":"TextBlock","text":"a","wrap":true,"size":"Stretch"}""")]
    [InlineData("""{"type":"TextBlock","text":"a","wrap":true,"color":"Muted"}""")]
    [InlineData("""{"type":"TextBlock","text":5,"wrap":true}""")]
    [InlineData("""{"type":"TextBlock","text":"a","wrap":true,"maxLines":"2"}""")]
    [InlineData("""{"text":"a","wrap":true}""")]
    [InlineData("""{"type":"Column","width":"auto","items":[]}""")]
    [InlineData("""{"type":"Action.Submit","data":"a"}""")]
    [InlineData("""{"type":"FactSet","facts":[{"title":"a"}]}""")]
    [InlineData("""{"type":"FactSet","facts":[{"title":"a","value":5}]}""")]
    [InlineData("""{"type":"FactSet","facts":{"title":"a","value":"b"}}""")]
    [InlineData("""{"type":"ColumnSet","columns":[{"type":"TextBlock","text":"a","wrap":true}]}""")]
    [InlineData("""{"type":"ColumnSet","columns":[],"selectAction":{"type":"TextBlock","text":"a","wrap":true}}""")]
    [InlineData("""{"type":"Image","url":"a.png","altText":"a"}""")]
    [InlineData("""{"type":"Image","url":"https://pmbot.example/a.png","altText":"a","size":"ExtraLarge"}""")]
    [InlineData("""{"type":"ActionSet","actions":[]}""")]
    [InlineData("""{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"a","data":{"say":"a"}}]}""")]
    [InlineData("""{"type":"Input.Text","label":"a"}""")]
    [InlineData("""{"type":"Input.Text","id":"a","label":"a","maxLength":"200"}""")]
    [InlineData("""{"type":"Input.Text","id":"a","label":"a","isRequired":true}""")]
    [InlineData("""{"type":"Input.Date","id":"a","label":"a","value":"12.3.2026"}""")]
    [InlineData("""{"type":"Input.Date","id":"a","label":"a","value":""}""")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","label":"a","choices":[{"title":"X"}]}""")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","label":"a","value":"y","choices":[{"title":"X","value":"x"}]}""")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","label":"a","style":"radio","choices":[{"title":"X","value":"x"}]}""")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","label":"a","choices":[]}""")]
    [InlineData("""{"type":"Input.Date","id":"a","label":"a"},{"type":"Input.Date","id":"a","label":"b"}""")]
    public void What_the_schema_forbids_is_found(string elements) => CardSchema.Faults(Card(elements)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("""{"type":"AdaptiveCard","version":"1.6","body":[{"type":"TextBlock","text":"a","wrap":true}]}""")]
    [InlineData("""{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"a","wrap":true}]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[]}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"a","wrap":true}],"refresh":{"action":{"type":"Action.Submit","data":"a"}}}""")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"a","wrap":true}],"actions":[]}""")]
    [InlineData("""[]""")]
    public void What_is_no_card_is_found(string card) => CardSchema.Faults(JsonElement.Parse(card)).ShouldNotBeEmpty();

    private static JsonElement Card(string elements) => JsonElement.Parse($$"""{"type":"AdaptiveCard","version":"1.5","body":[{{elements}}]}""");
}
