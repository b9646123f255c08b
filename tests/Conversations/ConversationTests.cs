using System.Runtime.CompilerServices;
using PmBot.Bot.ConversationFiles;

namespace PmBot.Conversations;

/// <summary>Every conversation file of a folder, as a test of its own; the folders are played beside each other.</summary>
public abstract class ConversationTests(ConversationTests.Runner runner)
{
    private static readonly string Root = Path.GetDirectoryName(Here())!;

    /// <summary>Plays one.</summary>
    protected async Task PlayAsync(string file)
    {
        var report = await runner.Conversations.RunFileAsync(Path.Combine(Root, file), CancellationToken.None);

        report.Passed.ShouldBeTrue($"{report.Title}\n{string.Join('\n', report.Lines)}");
    }

    /// <summary>The files of a folder, by their path from here.</summary>
    protected static TheoryData<string> In(string folder) =>
        [.. ConversationPaths.Find([Path.Combine(Root, folder)]).Select(file => Path.GetRelativePath(Root, file))];

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>One runner for all files of a folder: the database and the workspaces are made once.</summary>
    public sealed class Runner : IAsyncLifetime
    {
        public ConversationRunner Conversations { get; } = new();

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => Conversations.DisposeAsync().AsTask();
    }
}

/// <summary>Those in Spanish.</summary>
public sealed class SpanishTests(ConversationTests.Runner runner) : ConversationTests(runner), IClassFixture<ConversationTests.Runner>
{
    /// <summary>Their files.</summary>
    public static TheoryData<string> Files => In("es");

    [Theory]
    [MemberData(nameof(Files))]
    public Task Conversation_comes_true(string file) => PlayAsync(file);
}

/// <summary>Those in English.</summary>
public sealed class EnglishTests(ConversationTests.Runner runner) : ConversationTests(runner), IClassFixture<ConversationTests.Runner>
{
    /// <summary>Their files.</summary>
    public static TheoryData<string> Files => In("en");

    [Theory]
    [MemberData(nameof(Files))]
    public Task Conversation_comes_true(string file) => PlayAsync(file);
}
