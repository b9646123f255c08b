using System.Text.Json.Serialization;

namespace PmBot.Bot.Cards;

/// <summary>What a reply shows where cards can be shown. The reply's text says the same for everywhere else.</summary>
/// <remarks>All words are in the person's language and as people wrote them: escaping is the renderer's business. Kept with the reply, so that a redelivered message gets the same card.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "card")]
[JsonDerivedType(typeof(TaskCard), "task")]
[JsonDerivedType(typeof(TaskListCard), "tasks")]
[JsonDerivedType(typeof(ProjectCard), "project")]
[JsonDerivedType(typeof(SprintCard), "sprint")]
[JsonDerivedType(typeof(ReportCard), "report")]
public abstract record Card
{
    private protected Card()
    {
    }

    /// <summary>What was said besides: that somebody is away, that a task can go on now. It stands below all else.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One task with its fields.</summary>
/// <param name="Headline">What happened to it, or where it belongs: "Creada en Catálogo".</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Facts">Its fields that say something.</param>
public sealed record TaskCard(string Headline, int Number, string Title, IReadOnlyList<CardFact> Facts) : Card
{
    /// <summary>Where it stands: "en curso".</summary>
    public string? Status { get; init; }

    /// <summary>How <see cref="Status"/> is meant.</summary>
    public CardTone Tone { get; init; }

    /// <summary>Its description.</summary>
    public string? Note { get; init; }

    /// <summary>What stands on the button that opens its form; null for none.</summary>
    public string? Edit { get; init; }

    /// <summary>What stands on the button that opens a form with the fields for which the first has no room; null for none.</summary>
    public string? More { get; init; }

    /// <summary>Which form that is: <c>edit_task</c>, or <c>correct</c> after it was made or changed.</summary>
    public string Form { get; init; } = "edit_task";

    /// <summary>The newest comments: who, and what.</summary>
    public IReadOnlyList<CardFact> Comments { get; init; } = [];

    /// <summary>The same as a line of a list, where it may stand beside others that the same was done to; else null.</summary>
    public TaskRow? Row { get; init; }
}

/// <summary>Several tasks, one below the other.</summary>
/// <param name="Headline">What is listed.</param>
/// <param name="Rows">The tasks.</param>
public sealed record TaskListCard(string Headline, IReadOnlyList<TaskRow> Rows) : Card
{
    /// <summary>What comes after them: "… y 4 más".</summary>
    public string? Footer { get; init; }
}

/// <summary>How a project stands.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Headline">Its state in a sentence.</param>
/// <param name="Percent">How much is done, 0 to 100.</param>
/// <param name="Sections">What needs attention.</param>
public sealed record ProjectCard(string Title, string Headline, int Percent, IReadOnlyList<CardSection> Sections) : Card
{
    /// <summary>Its tasks by state.</summary>
    public CardPicture? Picture { get; init; }
}

/// <summary>How a sprint stands.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Headline">Its dates and state: "lunes 2 – viernes 13 · quedan 4 días".</param>
/// <param name="Percent">How much is done, 0 to 100.</param>
/// <param name="Facts">Its figures: points, capacity, tasks.</param>
/// <param name="Sections">What is at risk, what is left.</param>
public sealed record SprintCard(string Title, string Headline, int Percent, IReadOnlyList<CardFact> Facts, IReadOnlyList<CardSection> Sections) : Card
{
    /// <summary>What it is for.</summary>
    public string? Goal { get; init; }

    /// <summary>Its burndown.</summary>
    public CardPicture? Picture { get; init; }
}

/// <summary>A report, a digest, a standup's summary: figures, then what is behind them.</summary>
/// <param name="Title">What of, and of when.</param>
/// <param name="Facts">The figures.</param>
/// <param name="Sections">What is behind them.</param>
public sealed record ReportCard(string Title, IReadOnlyList<CardFact> Facts, IReadOnlyList<CardSection> Sections) : Card
{
    /// <summary>The figures as a picture.</summary>
    public CardPicture? Picture { get; init; }
}

/// <summary>A name and a value.</summary>
public sealed record CardFact(string Title, string Value);

/// <summary>A heading with lines or tasks below it.</summary>
/// <param name="Heading">What they are: "2 atrasadas"; empty where they stand for themselves.</param>
public sealed record CardSection(string Heading)
{
    /// <summary>The colour of the heading.</summary>
    public CardTone Tone { get; init; }

    /// <summary>Sentences.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Tasks.</summary>
    public IReadOnlyList<TaskRow> Rows { get; init; } = [];

    /// <summary>What comes after them: "… y 4 más".</summary>
    public string? Footer { get; init; }
}

/// <summary>One task in a list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Details">Who, when, how urgent: "Diego · jueves 12 · alta"; empty where nothing is set.</param>
/// <param name="Open">The words that ask for it: tapping the row says them.</param>
public sealed record TaskRow(int Number, string Title, string Details, string Open)
{
    /// <summary>Its place in the list, from 1, where "the second" counts; 0 where it does not.</summary>
    public int Place { get; init; }

    /// <summary>The colour of the details.</summary>
    public CardTone Tone { get; init; }
}

/// <summary>A picture.</summary>
/// <param name="Address">Where it is as SVG; the same with <c>.png</c> is the same picture as PNG.</param>
/// <param name="Description">The same in words, for whoever cannot see it.</param>
public sealed record CardPicture(string Address, string Description);

/// <summary>How something is meant; a channel gives it its colour.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CardTone>))]
public enum CardTone
{
    /// <summary>Nothing about it.</summary>
    Plain,

    /// <summary>Done, on track.</summary>
    Good,

    /// <summary>Waiting, soon.</summary>
    Warning,

    /// <summary>Overdue, blocked.</summary>
    Attention,

    /// <summary>Of little weight.</summary>
    Muted,
}
