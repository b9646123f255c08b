using PmBot.Bot.Tests.Dialogs;
using PmBot.Bot.Tests.Dialogs.Properties;
using PmBot.Bot.Tests.Faults;
using PmBot.Bot.Tests.Learning;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("PmBot.Bot.Tests.Support.LongestFirst", "PmBot.Bot.Tests")]

namespace PmBot.Bot.Tests.Support;

/// <summary>Begins with the classes that take longest, so that none of them is left over at the end with nothing beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The first waits for a minute to pass; the others start many processes or say many messages.
    private static readonly Type[] Long =
    [
        typeof(DueWorkTests), typeof(DialogPropertyTests), typeof(HostileMessagesTests), typeof(KillTests), typeof(RedeliveryTests), typeof(RedisComesAndGoesTests),
        typeof(PostgresRestartTests), typeof(TwoInstancesTests), typeof(FeedbackTrainingTests), typeof(WrongSettingTests), typeof(DiscordKillTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(PlaceOf);

    // A class without a collection of its own is one named after it.
    private static int PlaceOf(ITestCollection collection) =>
        Array.FindIndex(Long, c => collection.DisplayName.EndsWith(' ' + c.FullName!, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length;
}
