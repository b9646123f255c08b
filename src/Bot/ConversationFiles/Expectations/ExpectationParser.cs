using System.Globalization;

namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>Reads what stands behind <c>expect</c>.</summary>
internal static class ExpectationParser
{
    private const string Forms =
        "task N or \"title\", project \"name\", member USER \"project\", sprint \"name\" \"project\", deployment \"project\" ENVIRONMENT, "
        + "variable \"project\" ENVIRONMENT KEY, reminder USER, standup USER DATE, user USER, tasks|projects|deployments|reminders created, "
        + "reply language, no reply, no reply contains, nothing changed";

    /// <exception cref="FormatException">It is no expectation; the message says why.</exception>
    public static Expectation Parse(string text)
    {
        var reader = new LineReader(text);
        if (reader.TryTake("nothing changed"))
        {
            return reader.IsAtEnd ? new Expectation.NothingChanged() : throw new FormatException($"\"nothing changed\" stands alone, not before {Quoted.Text(reader.Rest)}");
        }

        if (reader.TryTake("no reply contains"))
        {
            Colon(reader, "no reply contains");
            return reader.Rest is { Length: > 0 } words
                ? new Expectation.NoReplyContains(Unquoted(words).Replace("\\n", "\n", StringComparison.Ordinal))
                : throw new FormatException("\"no reply contains:\" wants a text");
        }

        if (reader.TryTake("no reply"))
        {
            return reader.IsAtEnd ? new Expectation.NoReply() : throw new FormatException($"\"no reply\" stands alone, not before {Quoted.Text(reader.Rest)}");
        }

        if (reader.TryTake("reply language"))
        {
            Colon(reader, "reply language");
            return reader.Rest is "es" or "en"
                ? new Expectation.ReplyLanguage(reader.Rest)
                : throw new FormatException($"the language of a reply is es or en, not {Quoted.Text(reader.Rest)}");
        }

        var first = reader.Name("what is expected");
        return Countable(first) is { } counted ? Created(counted, first, reader) : About(Thing(first, reader), reader);
    }

    private static Expectation.Created Created(ThingKind kind, string plural, LineReader reader)
    {
        if (!reader.TryTake("created"))
        {
            throw new FormatException($"\"{plural}\" is followed by \"created: N\"");
        }

        Colon(reader, $"{plural} created");
        return new Expectation.Created(kind, Number(reader.Rest, "how many were created"));
    }

    private static ThingRef Thing(string kind, LineReader reader) => kind switch
    {
        "task" => Task(reader),
        "project" => new(ThingKind.Project, reader.Name("the project")),
        "member" => new(ThingKind.Member, reader.Name("the user")) { Project = reader.Name("the project") },
        "sprint" => new(ThingKind.Sprint, reader.Name("the sprint")) { Project = reader.Name("the project") },
        "deployment" => new(ThingKind.Deployment, "") { Project = reader.Name("the project"), Environment = reader.Name("the environment") },
        "variable" => Variable(reader),
        "reminder" => new(ThingKind.Reminder, reader.Name("the user")),
        "standup" => new(ThingKind.Standup, reader.Name("the user")) { Date = Date(reader.Name("the date")) },
        "user" => new(ThingKind.User, reader.Name("the user")),
        _ => throw new FormatException($"nothing is known of \"{kind}\"; expect takes {Forms}"),
    };

    private static ThingRef Task(LineReader reader)
    {
        if (reader.IsAtQuote())
        {
            return new ThingRef(ThingKind.Task, reader.Name("the title"));
        }

        reader.TryTake('#');
        return new ThingRef(ThingKind.Task, "") { Number = Number(reader.Name("the task's number"), "a task (a title stands in quotes)") };
    }

    private static ThingRef Variable(LineReader reader)
    {
        var (project, environment) = (reader.Name("the project"), reader.Name("the environment"));
        return new ThingRef(ThingKind.Variable, reader.Name("the key")) { Project = project, Environment = environment };
    }

    private static Expectation About(ThingRef thing, LineReader reader)
    {
        Colon(reader, thing.ToString());
        return reader.Rest switch
        {
            "" => throw new FormatException($"what of {thing}? Write field=value, exists, deleted or unchanged"),
            "exists" => new Expectation.Exists(thing),
            "deleted" => new Expectation.Deleted(thing),
            "unchanged" => new Expectation.Unchanged(thing),
            var fields => new Expectation.Fields(thing, FieldParser.Parse(thing.Kind, fields)),
        };
    }

    private static ThingKind? Countable(string plural) => plural switch
    {
        "tasks" => ThingKind.Task,
        "projects" => ThingKind.Project,
        "deployments" => ThingKind.Deployment,
        "reminders" => ThingKind.Reminder,
        _ => null,
    };

    private static void Colon(LineReader reader, string before)
    {
        if (!reader.TryTake(':'))
        {
            throw new FormatException(reader.IsAtEnd ? $"{before} wants a colon and more" : $"{before} wants a colon before {Quoted.Text(reader.Rest)}");
        }
    }

    private static string Unquoted(string text) => LineReader.QuoteEnd(text, 0) == text.Length - 1 ? text[1..^1] : text;

    private static int Number(string text, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{what} is a number, not {Quoted.Text(text)}");

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"{Quoted.Text(text)} is no date; write 2026-03-03");
}
