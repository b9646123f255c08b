using System.Globalization;
using Npgsql;
using PmBot.Adapters.DirectLine;
using PmBot.Adapters.Slack;
using PmBot.Adapters.DirectLine.Identity;
using PmBot.Adapters.Discord;
using PmBot.Bot.Learning;
using PmBot.Bot.Llm;
using PmBot.Bot.Media;
using PmBot.Bot.State;

namespace PmBot.Bot.Hosting;

/// <summary>The settings there are: a misspelt one stops the start instead of being ignored.</summary>
internal static class KnownSettings
{
    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ConnectionStrings"] = ["Postgres", "Redis"],
        ["Storage"] = ["Path", "AutoMigrate"],
        ["State"] = ["TimeToLive", "Path", "KeyPrefix"],
        ["Clock"] = ["Now"],
        ["Http"] = ["PublicUrl"],
        ["DirectLine"] = Properties(typeof(DirectLineOptions)),
        ["WebChat"] = Properties(typeof(WebChatOptions)),
        ["WebChat:Identity"] = Properties(typeof(WebChatIdentityOptions)),
        ["Workspace"] = ["File"],
        [DiscordOptions.Section] = [.. typeof(DiscordOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name)],
        [SlackOptions.Section] = [.. SlackOptions.Names],
        ["Admin"] = ["ApiKey"],
        [LearningOptions.Section] = Properties(typeof(LearningOptions)),
        [NluOptions.Section] = Properties(typeof(NluOptions)),
        ["Llm"] = [.. LlmOptions.Names],
    };

    /// <summary>One line for each setting that does not exist or cannot be read.</summary>
    /// <param name="configuration">Environment, files and command line together.</param>
    public static IReadOnlyList<string> Check(IConfiguration configuration)
    {
        var wrong = new List<string>();
        foreach (var (section, known) in Sections)
        {
            foreach (var child in configuration.GetSection(section).GetChildren())
            {
                if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                {
                    wrong.Add($"{section}:{child.Key}: there is no such setting; {section} takes {string.Join(", ", known)}.");
                }
            }
        }

        wrong.AddRange(Readings.Select(read => read(configuration)).OfType<string>());
        wrong.AddRange(LlmOptions.Read(configuration).Mistakes());
        return wrong;
    }

    // Each says what is wrong with a setting, or null. No value of a connection string is repeated: it may hold a password.
    private static readonly Func<IConfiguration, string?>[] Readings =
    [
        c => MissingFile(c, "Workspace:File"),
        c => PublicAddress.Mistake(c[PublicAddress.Key]),
        c => c["Storage:AutoMigrate"] is { Length: > 0 } migrate && !bool.TryParse(migrate, out _)
            ? $"Storage:AutoMigrate: '{migrate}' is neither true nor false."
            : null,
        c => c["Learning:Enabled"] is { Length: > 0 } learns && !bool.TryParse(learns, out _) ? $"Learning:Enabled: '{learns}' is neither true nor false." : null,
        c => OutOfRange(c, "Learning:MaxPairs", 1, 1_000_000),
        c => OutOfRange(c, "Learning:KeepDays", 1, 3650),
        c => MissingFile(c, "Nlu:Model"),
        c => MissingFile(c, "Nlu:Challenger"),
        c => OutOfRange(c, "Nlu:ChallengerShare", 0, 100),
        c => c["State:TimeToLive"] is { Length: > 0 } time && !TimeSpan.TryParse(time, CultureInfo.InvariantCulture, out _)
            ? $"State:TimeToLive: '{time}' is no time such as 01:00:00."
            : null,
        c => Failure<SettingsException>(() => ClockSetting.Read(c, TimeProvider.System)),
        c => c.GetConnectionString("Redis") is { Length: > 0 } redis && Failure<ArgumentException>(() => RedisConnection.Parse(redis)) is { } reason
            ? reason.StartsWith("ConnectionStrings:Redis", StringComparison.Ordinal) ? reason : $"ConnectionStrings:Redis cannot be read: {reason}"
            : null,
        c => c.GetConnectionString("Postgres") is { Length: > 0 } postgres && Failure<ArgumentException>(() => new NpgsqlConnectionStringBuilder(postgres)) is { } reason
            ? $"ConnectionStrings:Postgres cannot be read: {reason}"
            : null,
        c => c["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => Failure<FormatException>(() => BindingAddress.Parse(url)) is not null) is { } url
            ? $"ASPNETCORE_URLS: '{url}' is no address such as {Commands.ServeCommand.DefaultUrl}."
            : null,
    ];

    private static string? MissingFile(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } file && !File.Exists(file) ? $"{key}: there is no file '{file}'." : null;

    private static string? OutOfRange(IConfiguration configuration, string key, int min, int max) =>
        configuration[key] is { Length: > 0 } value && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            ? string.Create(CultureInfo.InvariantCulture, $"{key}: '{value}' is no whole number from {min} to {max}.")
            : null;

    /// <summary>The message with which the reading fails, on one line; null when it does not.</summary>
    private static string? Failure<TException>(Func<object> read)
        where TException : Exception
    {
        try
        {
            _ = read();
            return null;
        }
        catch (TException e)
        {
            var message = e is ArgumentException { ParamName: { } parameter } ? e.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : e.Message;
            return message.ReplaceLineEndings(" ");
        }
    }

    private static string[] Properties(Type options) => [.. options.GetProperties().Select(p => p.Name)];
}
