using System.Globalization;

namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>The kinds of thing that an expectation can be about.</summary>
public enum ThingKind
{
    Task,
    Project,
    Member,
    Sprint,
    Deployment,
    Variable,
    Reminder,
    Standup,
    User,
}

/// <summary>One thing, as a conversation file names it: <c>task 7</c>, <c>member diego "Catálogo"</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The title, name, username or key; empty for a deployment and a task by number.</param>
public sealed record ThingRef(ThingKind Kind, string Name)
{
    /// <summary>A task's number, where it is named so.</summary>
    public int? Number { get; init; }

    /// <summary>The project that it belongs to: name or key.</summary>
    public string? Project { get; init; }

    /// <summary>The environment of a deployment or a variable.</summary>
    public string? Environment { get; init; }

    /// <summary>The day of a stand-up.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>As it is written in a file.</summary>
    public override string ToString() => Kind switch
    {
        ThingKind.Task => Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"task {number}") : $"task \"{Name}\"",
        ThingKind.Project => $"project \"{Name}\"",
        ThingKind.Member => $"member {Name} \"{Project}\"",
        ThingKind.Sprint => $"sprint \"{Name}\" \"{Project}\"",
        ThingKind.Deployment => $"deployment \"{Project}\" {Environment}",
        ThingKind.Variable => $"variable \"{Project}\" {Environment} {Name}",
        ThingKind.Reminder => $"reminder {Name}",
        ThingKind.Standup => string.Create(CultureInfo.InvariantCulture, $"standup {Name} {Date:yyyy-MM-dd}"),
        _ => $"user {Name}",
    };
}
