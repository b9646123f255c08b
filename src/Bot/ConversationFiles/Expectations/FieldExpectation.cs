namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>One <c>field=value|value</c>.</summary>
/// <param name="Field">Which.</param>
/// <param name="AnyOf">Any one of these will do; never empty.</param>
public sealed record FieldExpectation(Field Field, IReadOnlyList<ExpectedValue> AnyOf)
{
    /// <summary>Whether the field has one of the values.</summary>
    /// <param name="actual">What the field holds, a list's elements one by one; empty for nothing.</param>
    public bool Accepts(IReadOnlyList<string> actual) => AnyOf.Any(value => value.Fits(actual, Field.Type));

    /// <summary>As it is written in a file.</summary>
    public override string ToString() => $"{Field.Name}={string.Join('|', AnyOf)}";
}
