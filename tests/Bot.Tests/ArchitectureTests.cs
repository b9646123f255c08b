using System.Reflection;

namespace PmBot.Bot.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(ProjectCore.Result).Assembly;
    private static readonly Assembly Nlu = typeof(Nlu.INaturalLanguage).Assembly;
    private static readonly Assembly Adapters = typeof(Adapters.Hosting.ITurnHandler).Assembly;
    private static readonly Assembly Bot = typeof(Bot.Dialogs.DialogEngine).Assembly;

    public static TheoryData<string> Libraries => ["PmBot.ProjectCore", "PmBot.Nlu", "PmBot.Adapters"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Libraries_reference_nothing_of_ours(string name)
    {
        var library = new[] { Core, Nlu, Adapters }.Single(a => a.GetName().Name == name);

        library.GetReferencedAssemblies().ShouldNotContain(r => r.Name!.StartsWith("PmBot", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Bot_references_all_three_libraries() =>
        Bot.GetReferencedAssemblies().Select(r => r.Name).ShouldBeSubsetAndContain(["PmBot.ProjectCore", "PmBot.Nlu", "PmBot.Adapters"]);

    [Fact]
    public void Nlu_needs_no_web_server_and_no_database() =>
        Nlu.GetReferencedAssemblies().ShouldNotContain(r => r.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || r.Name.Contains("EntityFramework", StringComparison.Ordinal));

    [Fact]
    public void ProjectCore_needs_no_web_server() =>
        Core.GetReferencedAssemblies().ShouldNotContain(r => r.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Whatever_works_beside_the_service_goes_on_after_a_failure_that_nobody_foresaw()
    {
        var lasting = typeof(Adapters.Hosting.LastingService);
        var own = new[] { Core, Nlu, Adapters, Bot }.SelectMany(a => a.GetTypes()).Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(Microsoft.Extensions.Hosting.IHostedService))).ToList();

        own.Where(t => t.IsSubclassOf(lasting)).Select(t => t.Name).ShouldBe(
            ["Clockwork", "DeliveryWatch", "DirectLineTurns", "DiscordGateway", "DispatchPump", "FeedbackQueue", "InboxWorker", "OutboundWorker", "SlackSocketService", "WebTranscriptKeeper"], ignoreOrder: true);
        // The library of the domain does not know LastingService: its two catch everything themselves. What is no BackgroundService only starts and stops.
        own.Where(t => !t.IsSubclassOf(lasting) && t.IsSubclassOf(typeof(Microsoft.Extensions.Hosting.BackgroundService))).Select(t => t.Name).ShouldBe(["OutboxDispatcher", "StorageWarmUp"], ignoreOrder: true);
    }

    [Fact]
    public void Skills_are_sealed_and_stand_in_a_folder_of_their_name() =>
        Bot.GetTypes().Where(t => t.IsSubclassOf(typeof(Bot.Dialogs.Skill)) && !t.IsAbstract)
            .ShouldAllBe(t => t.IsSealed && t.Name == t.Namespace!.Substring(t.Namespace.LastIndexOf('.') + 1) + "Skill");
}

file static class ReferenceAssertions
{
    public static void ShouldBeSubsetAndContain(this IEnumerable<string?> names, IReadOnlyList<string> expected) =>
        expected.ShouldAllBe(e => names.Contains(e));
}
