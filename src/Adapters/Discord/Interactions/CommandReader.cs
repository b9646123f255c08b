using System.Text;
using System.Text.Json;
using PmBot.Adapters.Discord.Wire;

namespace PmBot.Adapters.Discord.Interactions;

/// <summary>A command that was given.</summary>
/// <param name="Command">Which.</param>
/// <param name="Values">Its arguments by their English names, as text.</param>
/// <param name="Focused">The one that is being typed.</param>
internal sealed record GivenCommand(DiscordCommand Command, IReadOnlyDictionary<string, string> Values, (DiscordArgument Argument, string Typed)? Focused)
{
    /// <summary>What it says for the person; null where nothing that was given says anything.</summary>
    public string? Say(string? locale)
    {
        var said = new StringBuilder();
        foreach (var piece in Command.Says)
        {
            if (Fill(piece.In(locale), locale) is { } words) said.Append(words);
        }

        return said.ToString().Trim() is { Length: > 0 } text ? text : null;
    }

    private string? Fill(string piece, string? locale)
    {
        foreach (var argument in Command.Arguments)
        {
            var mark = $"{{{argument.Name.En}}}";
            if (!piece.Contains(mark, StringComparison.Ordinal)) continue;
            if (!Values.TryGetValue(argument.Name.En, out var value) || value.Trim().Length == 0) return null;
            var chosen = argument.Choices.FirstOrDefault(c => c.Value.En == value).Value;
            var words = chosen?.In(locale) ?? value.Trim().ReplaceLineEndings(" ");
            // Between quotes its own quotes would end it.
            piece = piece.Replace($"\"{mark}\"", $"\"{words.Replace('"', '\'')}\"", StringComparison.Ordinal).Replace(mark, words, StringComparison.Ordinal);
        }

        return piece;
    }
}

/// <summary>Finds the command that an interaction gives.</summary>
internal static class CommandReader
{
    /// <summary>The command, or null when there is no such one any more.</summary>
    public static GivenCommand? Read(DiscordCommands commands, DiscordInteractionData? data)
    {
        if (data?.Name is not { } name || commands.Commands.FirstOrDefault(c => c.Name.En == name) is not { } command) return null;
        var options = data.Options ?? [];
        while (options is [{ Type: 1 or 2 } inner])
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name.En == inner.Name) is not { } sub) return null;
            (command, options) = (sub, inner.Options ?? []);
        }

        var values = options.Where(o => o.Value is not null).DistinctBy(o => o.Name, StringComparer.Ordinal).ToDictionary(o => o.Name, o => Text(o.Value!.Value), StringComparer.Ordinal);
        var focused = options.Find(o => o.Focused == true) is { } typed && command.Arguments.FirstOrDefault(a => a.Name.En == typed.Name) is { } argument
            ? (argument, typed.Value is { } value ? Text(value) : "")
            : ((DiscordArgument, string)?)null;
        return new(command, values, focused);
    }

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
