namespace PmBot.Nlu;

/// <summary>The first tier: rules, names, everyday dates.</summary>
public sealed class NaturalLanguage : INaturalLanguage
{
    private NaturalLanguage()
    {
    }

    /// <summary>Compiles the pattern files. Throws <see cref="FormatException"/> with file and line for a pattern that cannot be read.</summary>
    public static NaturalLanguage Create(IEnumerable<PatternFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new NaturalLanguage();
    }

    /// <inheritdoc />
    public Understanding Understand(string text, NluContext context) =>
        new(text, context.LanguageHint, 0, [], [], [], Cues.None, text);
}
