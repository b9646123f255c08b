namespace PmBot.ProjectCore;

/// <summary>A new value for a field. In a change, no <see cref="Change{T}"/> leaves the field as it is; one that holds null clears it.</summary>
/// <param name="Value">What the field becomes.</param>
public readonly record struct Change<T>(T Value)
{
    public static implicit operator Change<T>(T value) => new(value);
}

/// <summary>Spells a change out where the implicit conversion would not be seen: <c>Due = Change.To&lt;Due?&gt;(null)</c>.</summary>
public static class Change
{
    /// <summary>The field becomes <paramref name="value"/>.</summary>
    public static Change<T> To<T>(T value) => new(value);
}
