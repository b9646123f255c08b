using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using PmBot.Bot.Replies;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Dialogs;

/// <summary>Expected failures in the person's words: what is wrong and what can be done.</summary>
/// <remarks>The sentence of an error is <c>error.CODE</c>; its holes are the error's own properties in snake_case.</remarks>
public static class ErrorWords
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>What is wrong.</summary>
    public static string Say(Error error, Turn turn)
    {
        var key = $"error.{error.Code}";
        if (!turn.HasText(key))
        {
            return turn.Text("error.other", ("code", error.Code));
        }

        var properties = Properties.GetOrAdd(error.GetType(), t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance));
        ReplyArgument[] arguments = [.. properties.Select(p => new ReplyArgument(
            System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), Word(p.GetValue(error), turn)))];
        return turn.Text(key, arguments);
    }

    /// <summary>Buttons that lead on from a failure.</summary>
    public static IReadOnlyList<Button> Ways(Error error, Turn turn) => error switch
    {
        TaskNotFound => [Offers.List(turn)],
        _ => [],
    };

    private static string Word(object? value, Turn turn) => value switch
    {
        null => turn.Text("nothing"),
        string text => text,
        PersonRef person => person.FullName,
        ProjectRef project => project.Name,
        DateOnly day => DateWords.Day(turn.Language, day, turn.Today),
        Role role => turn.Text($"role.{WireName.Of(role)}"),
        IEnumerable<int> numbers => string.Join(" → ", numbers.Select(n => $"#{n}")),
        IEnumerable many => string.Join(", ", many.Cast<object>()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
