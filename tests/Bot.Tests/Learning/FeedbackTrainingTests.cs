using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Learning;

using Program = Faults.Program;

/// <summary>From a correction to a better model and back, by the verbs.</summary>
public sealed class FeedbackTrainingTests : IDisposable
{
    private static readonly (string Text, string Intent)[] Sentences =
    [
        ("se cayó el servidor otra vez", "report_problem"), ("la página no abre", "report_problem"), ("otra vez falla el pago", "report_problem"),
        ("nadie puede entrar al sistema", "report_problem"), ("no carga la tienda", "report_problem"), ("todo está roto hoy", "report_problem"),
        ("qué bonito quedó el sitio", "praise"), ("me gusta mucho el diseño", "praise"), ("excelente trabajo de todos", "praise"),
        ("quedó de lujo la entrega", "praise"), ("muy buen resultado hoy", "praise"), ("me encanta cómo va", "praise"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    public FeedbackTrainingTests()
    {
        _settings["Storage__Path"] = _folder["pmbot.db"];
        File.WriteAllText(_folder["w.yml"], Support.Workspaces.Small);
        Write("train.jsonl", s => s.Intent);
        Write("wrong.jsonl", s => s.Intent == "praise" ? "report_problem" : "praise");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_accepted_is_learnt_a_worse_model_is_refused_and_the_previous_comes_back()
    {
        await RunAsync(0, "import", _folder["w.yml"]);
        (await RunAsync(1, "nlu", "train", "--with-feedback", "--data", _folder["train.jsonl"], "--held-back", _folder["train.jsonl"], "--out", _folder["my.model"])).Errors.ShouldContain("nlu review");

        await TalkAsync("crea una tarea: la 8 ya la hace Diego", "deshaz", "asigna la 8 a Diego");
        var listed = (await RunAsync(0, "nlu", "review", "--format", "json")).Output;
        listed.ShouldContain("\"meant\":{\"intent\":\"assign_task\"");
        await RunAsync(2, "nlu", "review", "--accept", "nope");
        await RunAsync(0, "nlu", "review", "--accept", "new");
        (await RunAsync(0, "nlu", "review")).Output.ShouldBeEmpty();

        (await RunAsync(0, "nlu", "train", "--with-feedback", "--data", _folder["train.jsonl"], "--held-back", _folder["train.jsonl"], "--out", _folder["my.model"])).Errors.ShouldContain("learnt from corrections");
        var first = await File.ReadAllBytesAsync(_folder["my.model"]);

        var refused = await RunAsync(1, "nlu", "train", "--with-feedback", "--data", _folder["wrong.jsonl"], "--held-back", _folder["train.jsonl"], "--out", _folder["my.model"]);
        refused.Errors.ShouldContain("worse");
        refused.Errors.ShouldContain("new: ");
        refused.Errors.ShouldContain("current: ");
        (await File.ReadAllBytesAsync(_folder["my.model"])).ShouldBe(first);

        // Judged by what it was trained on, the other one is the better.
        await RunAsync(0, "nlu", "train", "--with-feedback", "--data", _folder["wrong.jsonl"], "--held-back", _folder["wrong.jsonl"], "--out", _folder["my.model"]);
        (await File.ReadAllBytesAsync(_folder["my.model"])).ShouldNotBe(first);
        await RunAsync(0, "nlu", "rollback", "--model", _folder["my.model"]);
        (await File.ReadAllBytesAsync(_folder["my.model"])).ShouldBe(first);
        await RunAsync(1, "nlu", "rollback", "--model", _folder["none.model"]);
    }

    [Fact]
    public async Task Two_models_side_by_side_are_counted_apart()
    {
        await RunAsync(0, "import", _folder["w.yml"]);
        await RunAsync(0, "nlu", "train", "--data", _folder["train.jsonl"], "--out", _folder["one.model"]);
        await RunAsync(0, "nlu", "train", "--data", _folder["wrong.jsonl"], "--out", _folder["two.model"]);
        _settings["Nlu__Model"] = _folder["one.model"];
        _settings["Nlu__Challenger"] = _folder["two.model"];
        _settings["Nlu__ChallengerShare"] = "100";
        await TalkAsync("mis tareas", "no carga la tienda");
        _settings["Nlu__ChallengerShare"] = "0";
        await TalkAsync("mis tareas");

        var report = (await RunAsync(0, "nlu", "report")).Output;
        report.ShouldMatch("two\\.model@[0-9a-f]{8}: 2 messages; read 1");
        report.ShouldMatch("one\\.model@[0-9a-f]{8}: 1 messages; read 0");
        report.ShouldContain("too few messages");
    }

    private async Task TalkAsync(params IReadOnlyList<string> lines)
    {
        using var chat = Program.Launch(_settings, _folder[""], [], ["chat", "--user", "camila"], input: true);
        foreach (var line in lines) await chat.StandardInput.WriteLineAsync(line);
        chat.StandardInput.Close();
        var said = await chat.StandardOutput.ReadToEndAsync();
        await chat.WaitForExitAsync();
        chat.ExitCode.ShouldBe(0, said);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(int expected, params IReadOnlyList<string> arguments)
    {
        var done = await Program.RunAsync(_settings, _folder[""], arguments);
        done.ExitCode.ShouldBe(expected, done.Errors);
        return done;
    }

    private void Write(string file, Func<(string Text, string Intent), string> intent) =>
        File.WriteAllLines(_folder[file], Sentences.Select(s => $$"""{"text":"{{s.Text}}","intent":"{{intent(s)}}","entities":[]}"""));
}
