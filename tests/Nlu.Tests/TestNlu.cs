using System.Globalization;

namespace PmBot.Nlu.Tests;

/// <summary>The rules of all skills and a small workspace; Tuesday, 3 March 2026, half past nine.</summary>
internal static class TestNlu
{
    public static readonly DateTime Now = new(2026, 3, 3, 9, 30, 0);

    public static string Root { get; } = FindRoot();

    public static Lexicon Lexicon { get; } = new(
    [
        Person("camila", "Camila Torres", "U0CAMILA"),
        Person("diego", "Diego Rojas", "U0DIEGO"),
        Person("ana.gomez", "Ana Gómez", "U0ANAG"),
        Person("ana.perez", "Ana Pérez", "U0ANAP"),
        Person("kate", "Kate Wilson", "920000000000000003"),
        Person("luis", "Luis Mora", "29:luis"),
        new LexiconEntry(EntityType.Project, "Catálogo", ["Catálogo", "CAT", "el catálogo", "catalog"], []),
        new LexiconEntry(EntityType.Project, "Móvil", ["Móvil", "MOV"], []),
        new LexiconEntry(EntityType.Project, "Website", ["Website", "WEB"], []),
        new LexiconEntry(EntityType.Environment, "staging", ["staging", "pruebas", "stg"], []),
        new LexiconEntry(EntityType.Environment, "production", ["production", "prod", "producción"], []),
    ]);

    public static NaturalLanguage Instance { get; } = NaturalLanguage.Create(SkillFiles("patterns")
        .Select(f => new PatternFile(f.Intent, f.Language, f.Path, f.Content)));

    public static NluContext Context(string language = "es", EntityType? expected = null) =>
        new() { Now = Now, Lexicon = Lexicon, LanguageHint = language, Expected = expected };

    public static Understanding Read(string text, string language = "es", EntityType? expected = null) => Instance.Understand(text, Context(language, expected));

    public static Interpretation Only(string text, string language = "es")
    {
        var read = Read(text, language);
        read.Operations.Count.ShouldBe(1, $"{text}: {string.Join(", ", read.Operations.Select(o => o.Intent))}");
        return read.Operations[0];
    }

    /// <summary>A value as short text: what the tables of the tests compare.</summary>
    public static string Show(EntityValue value) => value switch
    {
        TextValue text => text.Words,
        NameValue name => name.Ids.Count == 0 ? "?" : string.Join('/', name.Ids),
        TaskNumbersValue numbers => "#" + string.Join(',', numbers.Numbers),
        TaskDescriptionValue task => $"{(task.Plural ? "all " : "")}{task.Words}{(task.Person is null ? "" : " @" + string.Join('/', task.Person.Ids))}".Trim(),
        TaskPickValue pick => $"pick[{string.Join(' ', pick.Of.Select(Show))}]{(pick.Except.Count == 0 ? "" : $"-[{string.Join(' ', pick.Except.Select(Show))}]")}",
        ReferenceValue reference => "$" + reference.Kind.ToString().ToLowerInvariant() + (reference.Ordinal == 0 ? "" : reference.Ordinal),
        DateValue date => date.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (date.Time is { } time ? "T" + time.ToString("HH:mm", CultureInfo.InvariantCulture) : ""),
        DateRangeValue range => $"{range.From:yyyy-MM-dd}..{range.To:yyyy-MM-dd}",
        ChoiceValue choice => choice.Name,
        NumberValue number => number.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        LabelsValue labels => string.Join('+', labels.Labels),
        NothingValue => "none",
        DurationValue duration => duration.Length.ToString(),
        RecurrenceValue recurrence => recurrence.Timex,
        _ => value.ToString(),
    };

    /// <summary>Files such as <c>patterns.es.txt</c> in the skills' folders.</summary>
    public static IEnumerable<(string Intent, string Language, string Path, string Content)> SkillFiles(string kind)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "src", "Bot", "Skills"), kind + ".*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetFileName(Path.GetDirectoryName(file)!);
            var intent = string.Concat(folder.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
            yield return (intent, Path.GetFileName(file).Split('.')[1], $"{folder}/{Path.GetFileName(file)}", File.ReadAllText(file));
        }
    }

    private static LexiconEntry Person(string id, string name, string mention) => new(EntityType.Person, id, [id, name], [mention]);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PmBot.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No PmBot.sln above the tests.");
        return folder;
    }
}
