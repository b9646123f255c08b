using System.Globalization;
using PmBot.Nlu.Text;

namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>One value that a field may have.</summary>
/// <param name="Items">A single text, or the elements of a list in any order; empty for <c>none</c>.</param>
public sealed record ExpectedValue(IReadOnlyList<string> Items)
{
    /// <summary><c>none</c>.</summary>
    public static ExpectedValue None { get; } = new([]);

    /// <summary>Compares text ignoring case and accents, numbers as numbers, lists as sets.</summary>
    public bool Fits(IReadOnlyList<string> actual, FieldType type) => type == FieldType.List
        ? actual.All(a => Items.Any(e => Same(e, a))) && Items.All(e => actual.Any(a => Same(e, a)))
        : actual.Count == Items.Count && actual.Zip(Items).All(pair => Same(pair.First, pair.Second));

    /// <summary>As it is written in a file.</summary>
    public override string ToString() => Items switch
    {
        [] => "none",
        [var only] => Quoted.OneLine(only),
        _ => $"[{string.Join(", ", Items.Select(Quoted.OneLine))}]",
    };

    private static bool Same(string one, string other) =>
        string.Equals(Fold.Text(one), Fold.Text(other), StringComparison.Ordinal) || (Number(one) is { } number && number == Number(other));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
