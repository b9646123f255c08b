namespace PmBot.Nlu;

/// <summary>The meaning of a piece of text. A closed set: match on it.</summary>
public abstract record EntityValue
{
    private protected EntityValue()
    {
    }
}

/// <summary>Free words: a title, a comment.</summary>
/// <param name="Words">Cleaned of quotes and surrounding punctuation.</param>
public sealed record TextValue(string Words) : EntityValue;

/// <summary>A name out of the <see cref="Lexicon"/>.</summary>
/// <param name="Ids">Who or what it can be, best first; more than one is an ambiguity to ask about; none is a name in a place for names that nobody bears.</param>
public sealed record NameValue(IReadOnlyList<string> Ids) : EntityValue;

/// <summary>Tasks by their numbers: "la 7", "#7, #8 y la 12", "tareas 3 a 5".</summary>
public sealed record TaskNumbersValue(IReadOnlyList<int> Numbers) : EntityValue;

/// <summary>Tasks by description: "la del login", "la tarea de fotos borrosas", "la de Ana", "las mías atrasadas".</summary>
/// <param name="Words">Words of the title, or null where only the person is said.</param>
/// <param name="Person">Whose, or null.</param>
/// <param name="Plural">"las del login": all of them are meant.</param>
public sealed record TaskDescriptionValue(string? Words, NameValue? Person, bool Plural) : EntityValue
{
    /// <summary>Nothing but their place says that the words name a task: "crash is urgent".</summary>
    public bool IsLoose { get; init; }
}

/// <summary>Many tasks by what they have in common: "todo lo atrasado del catálogo menos la 7", "everything labelled ux".</summary>
/// <param name="Said">The words.</param>
public sealed record TaskSetValue(string Said) : EntityValue
{
    /// <summary>Whose: a <see cref="NameValue"/>, or a <see cref="ReferenceValue"/> for the speaker or nobody; null for anybody's.</summary>
    public EntityValue? Person { get; init; }

    /// <summary>Of which project: a <see cref="NameValue"/> or the current one; null for all.</summary>
    public EntityValue? Project { get; init; }

    /// <summary>Of which sprint: its name or number as <see cref="TextValue"/>, or the current one; null for any.</summary>
    public EntityValue? Sprint { get; init; }

    /// <summary>Canonical statuses, any one of them; empty for the open ones.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Canonical priorities, any one of them.</summary>
    public IReadOnlyList<string> Priorities { get; init; } = [];

    /// <summary>All of these.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>When they are due: a day, a stretch, or <see cref="NothingValue"/> for those without a date.</summary>
    public EntityValue? Due { get; init; }

    /// <summary>Only those that are late.</summary>
    public bool Overdue { get; init; }

    /// <summary>Words of the title.</summary>
    public string? Words { get; init; }

    /// <summary>Numbers that are left out.</summary>
    public IReadOnlyList<int> ExceptNumbers { get; init; } = [];

    /// <summary>Whose are left out.</summary>
    public NameValue? ExceptPerson { get; init; }

    /// <summary>A priority or status whose tasks are left out, by its canonical name.</summary>
    public string? ExceptChoice { get; init; }

    /// <summary>Words of the titles that are left out.</summary>
    public string? ExceptWords { get; init; }

    /// <summary>Nothing is said of them but that they are open: "las que quedan".</summary>
    public bool SaysOnlyOpen => (Person, Project, Sprint, Due, Words) is (null, null, null, null, null) && !Overdue && Statuses.Count + Priorities.Count + Labels.Count == 0 && !HasExceptions;

    /// <summary>Nothing is said of them but whose they are: "todo lo de Diego".</summary>
    public bool IsOnlyTheirs => Person is not null && (Project, Sprint, Due, Words) is (null, null, null, null) && !Overdue && Statuses.Count + Priorities.Count + Labels.Count == 0;

    /// <summary>Whether anything is left out.</summary>
    public bool HasExceptions => ExceptNumbers.Count > 0 || ExceptPerson is not null || ExceptChoice is not null || ExceptWords is not null;
}

/// <summary>Tasks picked out of those just shown: "las dos primeras", "la 3, la 5 y la última", "todas menos la segunda".</summary>
/// <param name="Of">Numbers and places, in the order said; <see cref="ReferenceKind.Those"/> is all of them.</param>
/// <param name="Except">What is left out of these, likewise.</param>
public sealed record TaskPickValue(IReadOnlyList<EntityValue> Of, IReadOnlyList<EntityValue> Except) : EntityValue
{
    /// <summary>Each was named for itself: by its number, its place, or its words.</summary>
    public bool IsOneByOne => Except.Count == 0 && Of.All(v => v is TaskNumbersValue or ReferenceValue { Kind: ReferenceKind.Ordinal } or TaskDescriptionValue { Plural: false });
}

/// <summary>Something that is only clear from the conversation.</summary>
/// <param name="Kind">What is pointed at.</param>
/// <param name="Ordinal">
/// For <see cref="ReferenceKind.Ordinal"/>: 1-based; -1 is the last, -2 the one before it. For <see cref="ReferenceKind.Some"/>: how many from the beginning, or from the end where negative;
/// for <see cref="ReferenceKind.Rest"/>: how many they are said to be, or 0.
/// </param>
public sealed record ReferenceValue(ReferenceKind Kind, int Ordinal = 0) : EntityValue;

/// <summary>What a <see cref="ReferenceValue"/> points at.</summary>
public enum ReferenceKind
{
    /// <summary>"esa", "it", "la misma": the thing just spoken of.</summary>
    It,
    /// <summary>"esas", "those", "todas": the things just spoken of.</summary>
    Those,
    /// <summary>"la segunda", "the last one": by place in the list just shown.</summary>
    Ordinal,
    /// <summary>"las dos primeras", "the last three": several by their place in the list just shown.</summary>
    Some,
    /// <summary>"la mitad", "half of them": of the list just shown: the first half, with an ordinal of -1 the last, of -2 the other.</summary>
    Half,
    /// <summary>"las que quedan", "the rest": of the list just shown, what nothing was done about since.</summary>
    Rest,
    /// <summary>"la otra", "the other one".</summary>
    Other,
    /// <summary>"ambas", "both": the two things last spoken of.</summary>
    Both,
    /// <summary>"El de siempre", "the usual person": what the speaker mostly says there.</summary>
    Usual,
    /// <summary>The speaker: "yo", "a mí", "me", "mine".</summary>
    Me,
    /// <summary>"nadie", "sin responsable", "nobody".</summary>
    Nobody,
    /// <summary>The current one: "este proyecto", "this sprint".</summary>
    Current,
    /// <summary>"el próximo sprint".</summary>
    Next,
    /// <summary>"el anterior", "the previous one".</summary>
    Previous,
}

/// <summary>A day, or a moment of it, in the speaker's time zone.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The moment, or null for the whole day.</param>
public sealed record DateValue(DateOnly Day, TimeOnly? Time) : EntityValue;

/// <summary>A stretch of days, both included: "esta semana", "next month". One end may be open.</summary>
public sealed record DateRangeValue(DateOnly? From, DateOnly? To) : EntityValue;

/// <summary>A length of time: "2 horas", "3 days"; a negative one leads back.</summary>
/// <param name="Length">How long; a month counts as thirty days.</param>
public sealed record DurationValue(TimeSpan Length) : EntityValue
{
    /// <summary>How many months it is, where it was said in months; else 0.</summary>
    public int Months { get; init; }

    /// <summary>Only working days count: "dos días hábiles".</summary>
    public bool IsWorking { get; init; }

    /// <summary>As long, the other way.</summary>
    public DurationValue Back() => this with { Length = -Length, Months = -Months };
}

/// <summary>What comes again: "cada lunes a las 9", "every other week".</summary>
/// <param name="Timex">As the public date specs write it: <c>XXXX-WXX-1T09</c>, <c>P2W</c>, <c>T09</c> (every day at nine).</param>
public sealed record RecurrenceValue(string Timex) : EntityValue;

/// <summary>One of a closed set, by its canonical name: <c>in_progress</c>, <c>urgent</c>, <c>developer</c>, <c>es</c>.</summary>
public sealed record ChoiceValue(string Name) : EntityValue;

/// <summary>A number: points, hours, a capacity.</summary>
public sealed record NumberValue(decimal Number) : EntityValue;

/// <summary>Several labels.</summary>
public sealed record LabelsValue(IReadOnlyList<string> Labels) : EntityValue;

/// <summary>Explicitly nothing: "sin fecha", "quítale la fecha", "no due date".</summary>
public sealed record NothingValue : EntityValue;
