namespace PmBot.Adapters.Slack;

/// <summary>The few sentences that the channel says by itself, in both languages; given by the bot, which has all sentences.</summary>
public interface ISlackTexts
{
    /// <summary>A sentence.</summary>
    /// <param name="language"><c>es</c> or <c>en</c>.</param>
    /// <param name="key">Which: <c>form.submit</c>, <c>form.close</c>, <c>form.title</c>, <c>form.loading</c>, <c>form.failed</c>, <c>form.late</c>, <c>form.done</c>,
    /// <c>files</c>, <c>help</c>, <c>home.empty</c>, <c>installed</c>, <c>install.failed</c>, <c>install.again</c>.</param>
    string Say(string language, string key);
}

/// <summary>The sentences in one language.</summary>
internal sealed record SlackWords(ISlackTexts Texts, string Language)
{
    public string this[string key] => Texts.Say(Language, key);

    /// <summary>For a person whose client speaks a language; Spanish unless it is English.</summary>
    public static SlackWords Of(ISlackTexts texts, string? locale) => new(texts, locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "es");
}
