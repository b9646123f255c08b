using System.Globalization;
using System.Text.Json.Nodes;
using PmBot.Bot.Cards;

namespace PmBot.Bot.Rendering;

/// <summary>The body of each card.</summary>
internal sealed class CardBody
{
    private readonly CardStyle _style;
    private readonly int _limit;
    private readonly JsonArray _body = [];

    private CardBody(CardStyle style, int limit) => (_style, _limit) = (style, limit);

    /// <summary>The elements of a card.</summary>
    /// <param name="card">What to show.</param>
    /// <param name="style">What the channel can do.</param>
    /// <param name="limit">The longest text of one element, in UTF-16 units.</param>
    public static JsonArray Of(Card card, CardStyle style, int limit)
    {
        var body = new CardBody(style, limit);
        switch (card)
        {
            case TaskCard task:
                body.Task(task);
                break;
            case TaskListCard list:
                body.Add(body.Text(list.Headline, weight: "Bolder"));
                body.Rows(list.Rows, list.Footer);
                break;
            case ProjectCard project:
                body.Standing(project.Title, project.Headline, project.Percent, project.Picture);
                body.Sections(project.Sections);
                break;
            case SprintCard sprint:
                body.Standing(sprint.Title, sprint.Headline, sprint.Percent, sprint.Picture);
                body.Optional(sprint.Goal, subtle: true);
                body.Facts(sprint.Facts);
                body.Sections(sprint.Sections);
                break;
            case ReportCard report:
                body.Add(body.Text(report.Title, "Medium", "Bolder"));
                body.Picture(report.Picture);
                body.Facts(report.Facts);
                body.Sections(report.Sections);
                break;
        }

        for (var i = 0; i < card.Notes.Count; i++)
        {
            body.Add(i == 0 ? Separated(body.Text(card.Notes[i])) : body.Text(card.Notes[i]));
        }

        return body._body;
    }

    /// <summary>A question and what it is about.</summary>
    public static JsonArray Question(string text, int limit)
    {
        var cut = text.IndexOf('\n', StringComparison.Ordinal);
        return cut < 0
            ? [Block(text, limit)]
            : [With(Block(text[..cut], limit), "weight", "Bolder"), Block(text[(cut + 1)..], limit)];
    }

    private void Task(TaskCard task)
    {
        Add(Text(task.Headline, "Small", subtle: true));
        var title = Text($"#{task.Number.ToString(CultureInfo.InvariantCulture)} {task.Title}", "Medium", "Bolder");
        Add(task.Status is { Length: > 0 } status
            ? new JsonObject
            {
                ["type"] = "ColumnSet",
                ["spacing"] = "Small",
                ["columns"] = new JsonArray(Column("stretch", title), Column("auto", Toned(With(Text(status, "Small", "Bolder"), "wrap", value: false), task.Tone))),
            }
            : title);
        Facts(task.Facts);
        Optional(task.Note, subtle: false);
        foreach (var comment in task.Comments)
        {
            Add(Text($"{comment.Title}: «{comment.Value}»", "Small", subtle: true));
        }
    }

    private void Standing(string title, string headline, int percent, CardPicture? picture)
    {
        Add(Text(title, "Medium", "Bolder"));
        Add(With(Text(headline), "spacing", "None"));
        if (!Picture(picture))
        {
            var full = Math.Clamp(percent, 0, 100) / 10;
            Add(With(Text($"{new string('▰', full)}{new string('▱', 10 - full)} {percent.ToString(CultureInfo.InvariantCulture)} %"), "color", "Accent"));
        }
    }

    private bool Picture(CardPicture? picture)
    {
        if (picture is null || (_style.Remote && new Uri(picture.Address).IsLoopback))
        {
            return false;
        }

        Add(new JsonObject
        {
            ["type"] = "Image",
            ["url"] = _style.SvgPictures ? picture.Address : picture.Address.Replace(".svg?", ".png?", StringComparison.Ordinal),
            ["altText"] = CardText.Cut(picture.Description, _limit),
            ["size"] = "Stretch",
        });
        return true;
    }

    private void Facts(IReadOnlyList<CardFact> facts)
    {
        if (facts.Count > 0)
        {
            Add(new JsonObject
            {
                ["type"] = "FactSet",
                ["facts"] = new JsonArray([.. facts.Select(f => (JsonNode)new JsonObject { ["title"] = Marked(f.Title), ["value"] = Marked(f.Value) })]),
            });
        }
    }

    private void Sections(IReadOnlyList<CardSection> sections)
    {
        foreach (var section in sections)
        {
            if (section.Heading.Length > 0)
            {
                Add(Separated(Toned(Text(section.Heading, weight: "Bolder"), section.Tone)));
            }

            for (var i = 0; i < section.Lines.Count; i++)
            {
                Add(i == 0 && section.Heading.Length == 0 ? Separated(Text(section.Lines[i])) : With(Text(section.Lines[i]), "spacing", "Small"));
            }

            Rows(section.Rows, section.Footer);
        }
    }

    private void Rows(IReadOnlyList<TaskRow> rows, string? footer)
    {
        foreach (var row in rows)
        {
            var title = Text($"#{row.Number.ToString(CultureInfo.InvariantCulture)} {row.Title}");
            JsonNode[] lines = row.Details.Length == 0 ? [title] : [title, With(Toned(Text(row.Details, "Small", subtle: row.Tone is CardTone.Plain), row.Tone), "spacing", "None")];
            var columns = new JsonArray(Column("stretch", lines));
            if (row.Place > 0)
            {
                columns.Insert(0, Column("auto", Block($"{row.Place.ToString(CultureInfo.InvariantCulture)}.", _limit, "Default", subtle: true)));
            }

            Add(new JsonObject
            {
                ["type"] = "ColumnSet",
                ["spacing"] = "Small",
                ["columns"] = columns,
                ["selectAction"] = AdaptiveCards.Say($"#{row.Number.ToString(CultureInfo.InvariantCulture)}", row.Open, _style),
            });
        }

        if (footer is { Length: > 0 })
        {
            Add(With(Text(footer, "Small", subtle: true), "spacing", "Small"));
        }
    }

    private void Optional(string? text, bool subtle)
    {
        if (text is { Length: > 0 })
        {
            Add(Text(text, subtle: subtle));
        }
    }

    private void Add(JsonNode element) => _body.Add(element);

    private string Marked(string text) => CardText.Escape(CardText.Cut(text, _limit));

    private JsonObject Text(string text, string size = "Default", string weight = "Default", bool subtle = false)
    {
        var block = Block(text, _limit, size, subtle);
        if (weight != "Default")
        {
            block["weight"] = weight;
        }

        return block;
    }

    private static JsonObject Block(string text, int limit, string size = "Default", bool subtle = false)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Escape(CardText.Cut(text, limit)), ["wrap"] = true };
        if (size != "Default")
        {
            block["size"] = size;
        }

        if (subtle)
        {
            block["isSubtle"] = true;
        }

        return block;
    }

    private static JsonObject Toned(JsonObject block, CardTone tone)
    {
        if (tone is CardTone.Muted)
        {
            block["isSubtle"] = true;
        }
        else if (tone is not CardTone.Plain)
        {
            block["color"] = tone.ToString();
        }

        return block;
    }

    private static JsonObject Separated(JsonObject block)
    {
        block["separator"] = true;
        return block;
    }

    private static JsonObject With(JsonObject block, string name, string value)
    {
        block[name] = value;
        return block;
    }

    private static JsonObject With(JsonObject block, string name, bool value)
    {
        block[name] = value;
        return block;
    }

    private static JsonObject Column(string width, params JsonNode[] items) =>
        new() { ["type"] = "Column", ["width"] = width, ["items"] = new JsonArray([.. items.Select(i => (JsonNode?)i)]) };
}
