using System.Runtime.CompilerServices;
using PmBot.Bot.ConversationFiles;

namespace PmBot.Conversations;

/// <summary>Every conversation file in this folder, as a test of its own.</summary>
public sealed class ConversationTests(ConversationTests.Runner runner) : IClassFixture<ConversationTests.Runner>
{
    private static readonly string Folder = Path.GetDirectoryName(Here())!;

    /// <summary>The files, by their path from here.</summary>
    public static TheoryData<string> Files =>
        [.. ConversationPaths.Find([Path.Combine(Folder, "es"), Path.Combine(Folder, "en")]).Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Conversation_comes_true(string file)
    {
        var report = await runner.Conversations.RunFileAsync(Path.Combine(Folder, file), CancellationToken.None);

        report.Passed.ShouldBeTrue($"{report.Title}\n{string.Join('\n', report.Lines)}");
    }

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>One runner for all files: the database and the workspaces are made once.</summary>
    public sealed class Runner : IAsyncLifetime
    {
        public ConversationRunner Conversations { get; } = new();

        public Task InitializeAsync() => Task.CompletedTask;

        public Task DisposeAsync() => Conversations.DisposeAsync().AsTask();
    }
}
