using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace PmBot.Adapters.Tests.Slack;

/// <summary>Texts and cards as nobody would write them: too long, empty, with everything that Slack reads as markup.</summary>
internal static class Contents
{
    private static readonly Gen<string> Pieces = Gen.Elements(
        "revisar logs", " ", "\n", "<!channel>", "<@U1|x>", "&amp;", "&", "**negrita**", "*", "_x_", "`código`", "~~", "[a](https://example.com/x)", "\\*", "\\", "ñandú", "😀👩‍👩‍👧", "- ", "# ", "<", ">",
        "palabralarguísimasinespacios", "🇲🇽");

    /// <summary>From nothing to far over every limit.</summary>
    public static Gen<string> Texts { get; } =
        from count in Gen.Frequency((20, Gen.Choose(1, 6)), (3, Gen.Choose(40, 100)), (1, Gen.Choose(300, 900)))
        from pieces in Pieces.ListOf(count)
        select string.Concat(pieces);

    private static readonly Gen<JsonObject> Actions =
        from title in Texts
        from kind in Gen.Choose(0, 4)
        from say in Texts
        select kind switch
        {
            0 => new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = new JsonObject { ["say"] = say, ["msteams"] = new JsonObject { ["type"] = "imBack", ["value"] = say } } },
            1 => new JsonObject { ["type"] = "Action.Execute", ["title"] = title, ["verb"] = "say", ["data"] = new JsonObject { ["say"] = say, ["confirmation"] = "q" }, ["style"] = "destructive" },
            2 => new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = "https://example.com/" + Uri.EscapeDataString(say) },
            3 => new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" }, ["id"] = 7 } },
            _ => new JsonObject { ["type"] = "Action.ShowCard", ["title"] = title, ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray(Block(say)) } },
        };

    private static readonly Gen<JsonObject> Inputs =
        from kind in Gen.Elements("Input.Text", "Input.Date", "Input.Time", "Input.Number", "Input.Toggle", "Input.ChoiceSet")
        from id in Gen.Choose(0, 1_000_000)
        from label in Texts
        from count in Gen.Frequency((6, Gen.Choose(0, 6)), (1, Gen.Choose(90, 260)))
        from many in Gen.Elements(true, false)
        select new JsonObject
        {
            ["type"] = kind, ["id"] = $"i{id}", ["label"] = label, ["title"] = label, ["placeholder"] = label, ["value"] = label, ["isMultiSelect"] = many, ["isMultiline"] = many, ["isRequired"] = many,
            ["choices"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject { ["title"] = $"{label}{i}", ["value"] = $"v{i}" })]),
        };

    private static readonly Gen<JsonObject> Elements = Gen.Frequency(
        (6, from text in Texts
            from bold in Gen.Elements("Bolder", "Default")
            from size in Gen.Elements("Small", "Default", "Medium", "Large")
            from color in Gen.Elements("Attention", "Good", "Default")
            from separator in Gen.Elements(true, false)
            select new JsonObject { ["type"] = "TextBlock", ["text"] = text, ["weight"] = bold, ["size"] = size, ["color"] = color, ["wrap"] = true, ["separator"] = separator }),
        (3, from facts in (from title in Texts from value in Texts select (JsonNode)new JsonObject { ["title"] = title, ["value"] = value }).ListOf(7)
            select new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray([.. facts]) }),
        (3, from first in Texts
            from second in Texts
            from action in Actions
            select new JsonObject
            {
                ["type"] = "ColumnSet",
                ["columns"] = new JsonArray(new JsonObject { ["type"] = "Column", ["items"] = new JsonArray(Block(first)) }, new JsonObject { ["type"] = "Column", ["items"] = new JsonArray(Block(second), Block(first)) }),
                ["selectAction"] = action,
            }),
        (1, from alt in Texts select new JsonObject { ["type"] = "Image", ["url"] = "https://example.com/a.png?x=" + Uri.EscapeDataString(alt), ["altText"] = alt }),
        (1, from text in Texts select new JsonObject { ["type"] = "Container", ["items"] = new JsonArray(Block(text)) }),
        (1, from text in Texts select new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(text, new JsonObject { ["type"] = "TextRun", ["text"] = text }) }),
        (1, from actions in Actions.ListOf(3) select new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. actions]) }),
        (2, Inputs),
        (1, Gen.Constant(0).Select(_ => new JsonObject { ["type"] = "Unknown.Element", ["text"] = 7 })));

    /// <summary>Cards of anything.</summary>
    public static Gen<JsonObject> Cards { get; } =
        from count in Gen.Frequency((30, Gen.Choose(1, 8)), (1, Gen.Choose(50, 110)))
        from body in Elements.ListOf(count)
        from buttons in Gen.Frequency((20, Gen.Choose(0, 6)), (1, Gen.Choose(26, 60)))
        from actions in Actions.ListOf(buttons)
        select Card(body, actions);

    // One id names one input: a card that breaks that is no card.
    private static JsonObject Card(IEnumerable<JsonObject> body, IEnumerable<JsonObject> actions)
    {
        var elements = body.ToList();
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i]["id"] is not null) elements[i]["id"] = $"i{i}";
        }

        return new JsonObject
        {
            ["type"] = "AdaptiveCard", ["version"] = "1.5", ["fallbackText"] = "f",
            ["body"] = new JsonArray([.. elements.Select(e => e.DeepClone())]),
            ["actions"] = new JsonArray([.. actions.Select(e => e.DeepClone())]),
        };
    }

    private static JsonObject Block(string text) => new() { ["type"] = "TextBlock", ["text"] = text };
}
