using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Bot.ConversationFiles;
using PmBot.Bot.ConversationFiles.Running;
using PmBot.ProjectCore;

namespace PmBot.Bot.Tests.ConversationFiles;

public sealed class ConversationRunnerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pmbot-runner-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Runner_runs_files_and_folders_in_order()
    {
        Write("b/dos.txt", "# Dos\ncamila> hola\nbot: adiós");
        Write("b/c/tres.txt", "# Tres\ncamila> hola\nbot: hola");
        Write("b/notas.md", "nada");
        Write("b/obj/Debug/build.txt", "nada");
        Write("b/.git/x.txt", "nada");
        Write("uno.txt", "# Uno\ncamila> hola\nbot: hola");

        var reports = await RunAsync("uno.txt", "b");

        reports.Select(report => (report.Title, report.IsUsable, report.Passed)).ShouldBe([("Uno", true, true), ("Tres", true, true), ("Dos", true, false)]);
        reports[2].Lines.ShouldBe([$"{Path.Combine(_folder.FullName, "b", "dos.txt")}:3: expected the reply \"adiós\", got \"hola\""]);
    }

    [Fact]
    public async Task Runner_names_files_that_cannot_be_used()
    {
        Write("malo.txt", "camila> hola\nqué");
        Write("sin.txt", "# Sin\nworkspace: no.yml\ncamila> hola");

        var reports = await RunAsync("malo.txt", "sin.txt", "no.txt");

        reports.ShouldAllBe(report => !report.IsUsable && !report.Passed);
        reports[0].Failures.ShouldHaveSingleItem().Line.ShouldBe(2);
        reports[1].Failures.ShouldBe([new ConversationMistake(2, "no.yml: there is no such file")]);
        reports[2].Lines.ShouldHaveSingleItem().ShouldStartWith($"{Path.Combine(_folder.FullName, "no.txt")}: the file cannot be read");
    }

    [Fact]
    public async Task Writer_writes_text()
    {
        using var output = new StringWriter();

        await ReportWriter.WriteTextAsync(Reports, output);

        output.ToString().ReplaceLineEndings("\n").ShouldBe("b.txt:3: expected the reply \"adiós\", got \"hola\"\n1 passed, 2 failed\n");
    }

    [Fact]
    public async Task Writer_writes_json()
    {
        using var output = new StringWriter();

        await ReportWriter.WriteJsonAsync(Reports, output);

        using var json = JsonDocument.Parse(output.ToString());
        json.RootElement.EnumerateArray().Select(report => (report.GetProperty("file").GetString(), report.GetProperty("title").GetString(), report.GetProperty("passed").GetBoolean()))
            .ShouldBe([("a.txt", "A", true), ("b.txt", "B", false), ("c.txt", "C", false)]);
        var failure = json.RootElement[1].GetProperty("failures").EnumerateArray().ShouldHaveSingleItem();
        failure.GetProperty("line").GetInt32().ShouldBe(3);
        failure.GetProperty("message").GetString().ShouldBe("expected the reply \"adiós\", got \"hola\"");
        json.RootElement[0].GetProperty("failures").GetArrayLength().ShouldBe(0);
    }

    private static ConversationReport[] Reports =>
    [
        new("a.txt", "A", IsUsable: true, []),
        new("b.txt", "B", IsUsable: true, [new ConversationMistake(3, "expected the reply \"adiós\", got \"hola\"")]),
        new("c.txt", "C", IsUsable: false, [new ConversationMistake(1, "nonsense")]),
    ];

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private async Task<IReadOnlyList<ConversationReport>> RunAsync(params string[] paths)
    {
        await using var worlds = new EchoWorlds();
        await using var runner = new ConversationRunner(worlds);
        return await runner.RunAsync([.. paths.Select(path => Path.Combine(_folder.FullName, path))], CancellationToken.None);
    }

    /// <summary>A world of its own for each file, with a bot that echoes.</summary>
    private sealed class EchoWorlds : IConversationWorlds
    {
#pragma warning disable CA2000 // The runner disposes the world that it opened.
        public Task<Result<IConversationWorld>> OpenAsync(ConversationFile file, CancellationToken cancellationToken) =>
            new ScriptedWorld((turn, _, ct) => turn.SendAsync(new Activity { Text = turn.Activity.Text }, ct)).OpenAsync(file, cancellationToken);
#pragma warning restore CA2000

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
