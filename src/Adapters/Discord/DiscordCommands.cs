using System.Text.Json.Nodes;

namespace PmBot.Adapters.Discord;

/// <summary>The slash commands and message commands of the application, which defines them; the channel registers them and tells what was given.</summary>
/// <param name="Commands">All of them, by their names in English.</param>
public sealed record DiscordCommands(IReadOnlyList<DiscordCommand> Commands)
{
    /// <summary>No commands.</summary>
    public static DiscordCommands None { get; } = new([]);
}

/// <summary>A text in both languages.</summary>
public sealed record Localised(string En, string Es)
{
    /// <summary>In the language of a locale: Spanish or, for all others, English.</summary>
    public string In(string? locale) => locale?.StartsWith("es", StringComparison.OrdinalIgnoreCase) == true ? Es : En;
}

/// <summary>A command or subcommand.</summary>
/// <param name="Name">What people type; lower case, 1 to 32 letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Description">What it does, up to 100 characters; empty for a message command.</param>
public sealed record DiscordCommand(Localised Name, Localised Description)
{
    /// <summary>Its subcommands; then it has no arguments of its own.</summary>
    public IReadOnlyList<DiscordCommand> Subcommands { get; init; } = [];

    /// <summary>Its arguments, those that must be given first.</summary>
    public IReadOnlyList<DiscordArgument> Arguments { get; init; } = [];

    /// <summary>
    /// What it says for the person, in pieces: <c>{name}</c> stands for the argument of this English name, and a piece with an argument that was not given is left out.
    /// </summary>
    public IReadOnlyList<Localised> Says { get; init; } = [];

    /// <summary>The answer is for the person alone.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>It stands in the menu of a message, and opens a form about it (<c>composeExtension/fetchTask</c> with this command id).</summary>
    public string? MessageCommandId { get; init; }

    /// <summary>Without arguments it opens a form: the data of a <c>task/fetch</c>.</summary>
    public JsonObject? Form { get; init; }
}

/// <summary>An argument.</summary>
/// <param name="Name">What people see.</param>
/// <param name="Description">What it is for, up to 100 characters.</param>
public sealed record DiscordArgument(Localised Name, Localised Description)
{
    /// <summary>It must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>While it is typed, choices are offered from this dataset of <c>application/search</c>, such as <c>tasks</c>.</summary>
    public string? Dataset { get; init; }

    /// <summary>The only values it takes: what is shown, and what stands for it in what is said.</summary>
    public IReadOnlyList<(Localised Title, Localised Value)> Choices { get; init; } = [];
}
