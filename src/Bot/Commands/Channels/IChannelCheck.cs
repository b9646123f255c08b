namespace PmBot.Bot.Commands.Channels;

/// <summary>Looks over the settings of one channel for <c>pmbot channels check</c>; listed in <see cref="CheckCommand"/>.</summary>
internal interface IChannelCheck
{
    /// <summary>What people call the channel: <c>Slack</c>.</summary>
    string Channel { get; }

    /// <summary>Says what is there, what is missing and what is wrong, in plain words; asks the service itself where the settings allow it.</summary>
    /// <returns>In the order in which one would put it right; never empty.</returns>
    Task<IReadOnlyList<Finding>> CheckAsync(ChannelCheckup checkup, CancellationToken cancellationToken);
}

/// <summary>What a check works with.</summary>
/// <param name="Configuration">The settings, from everywhere.</param>
/// <param name="Http">For questions to the service; short-tempered, follows no redirect.</param>
/// <param name="IsOffline">Ask nobody.</param>
internal sealed record ChannelCheckup(IConfiguration Configuration, HttpClient Http, bool IsOffline);

/// <summary>One thing that a check found.</summary>
/// <param name="Kind">How bad it is.</param>
/// <param name="Text">In plain words, with the setting's name and what to do; never a secret.</param>
internal sealed record Finding(FindingKind Kind, string Text)
{
    public static Finding Ok(string text) => new(FindingKind.Ok, text);

    public static Finding Off(string text) => new(FindingKind.Off, text);

    public static Finding Note(string text) => new(FindingKind.Note, text);

    public static Finding Wrong(string text) => new(FindingKind.Wrong, text);
}

/// <summary>How bad a finding is.</summary>
internal enum FindingKind
{
    /// <summary>As it should be.</summary>
    Ok,
    /// <summary>The channel is not set up, and nobody said that it should be.</summary>
    Off,
    /// <summary>Works, and somebody may want to know.</summary>
    Note,
    /// <summary>Missing or wrong: the channel will not work like this.</summary>
    Wrong,
}
