using FsCheck;
using FsCheck.Fluent;
using PmBot.ProjectCore.Files;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Tests.Support;

namespace PmBot.ProjectCore.Tests.Files;

public sealed class WorkspaceFilePropertyTests
{
    [Fact]
    public void Any_text_survives_yaml_and_json() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Texts(), text =>
    {
        var document = new DocMap(0, [new DocEntry("text", 0, new DocScalar(0, text)), new DocEntry("list", 0, new DocList(0, [new DocScalar(0, text)], Inline: true))]);
        return TextOf(YamlText.Read(YamlText.Write(document))) == text && TextOf(JsonText.Read(JsonText.Write(document))) == text;
    }));

    [Fact]
    public void Any_text_is_read_or_refused_but_never_thrown_at() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll<string>(text =>
    {
        var mistakes = new Mistakes();
        _ = new WorkspaceFileReader(mistakes).Read(text ?? "");
        return mistakes.Any; // no random text names a workspace
    }));

    [Fact]
    public void A_damaged_file_is_read_or_refused_but_never_thrown_at()
    {
        var file = TestFiles.Andes;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(ArbMap.Default.ArbFor<(PositiveInt At, PositiveInt Length, char With)>(), damage =>
        {
            var at = damage.At.Get * 7919 % file.Length;
            var text = file[..at] + damage.With + file[Math.Min(file.Length, at + (damage.Length.Get % 40))..];
            _ = new WorkspaceFileReader(new Mistakes()).Read(text);
        }));
    }

    [Fact]
    public async Task Any_workspace_makes_the_round_trip()
    {
        var store = new SqliteStore();
        await store.InitializeAsync();
        try
        {
            var world = await World.CreateAsync(store);
            foreach (var text in Texts().Generator.Sample(60).Where(t => TaskItem.CheckTitle(t).IsOk))
            {
                var title = TaskItem.CheckTitle(text).Value;
                var task = await world.CreateTaskAsync(world.Diego, title, t => t with { Description = text, Labels = text.Length < 40 ? [text] : [] });
                if (!string.IsNullOrWhiteSpace(task.Description)) await world.DoAsync(world.Ana, new CommentTask(task.Id, task.Description));
            }

            foreach (var format in new[] { FileFormat.Yaml, FileFormat.Json })
            {
                var exported = (await store.Get<WorkspaceExporter>().ExportAsync(world.Workspace, format, default)).Value;
                var other = new SqliteStore();
                await other.InitializeAsync();
                var imported = await other.Get<WorkspaceImporter>().ImportAsync(exported, "x", default);
                if (imported.Error is FileInvalid invalid) string.Join('\n', invalid.Mistakes).ShouldBeNull();
                (await other.Get<WorkspaceExporter>().ExportAsync(imported.Value.Workspace, format, default)).Value.ShouldBe(exported);
                await other.DisposeAsync();
            }
        }
        finally
        {
            await store.DisposeAsync();
        }
    }

    private static string? TextOf(DocNode document)
    {
        var map = document.ShouldBeOfType<DocMap>();
        var text = ((DocScalar)map.Entries[0].Value).Value;
        return ((DocScalar)((DocList)map.Entries[1].Value).Items[0]).Value == text ? text : "the list differs";
    }

    /// <summary>Texts as the domain lets them in, with everything that YAML takes for something else.</summary>
    private static Arbitrary<string> Texts() => Arb.From(Gen.OneOf(
        Gen.Elements("null", "~", "true", "No", "12", "1e3", "2026-03-12", "- a", "# no", "a: b", "a #b", "'", "\"", "{}", "[", "&a", "*a", "!x", "|", ">", "%", "@", "`", ",", "?", " x", "x ", "😀🇪🇸", "line\nline", "tab\tx", "\\n", "c:\\d", "ñandú", "=", "<<", "0x1F", ".", "...", "---"),
        ArbMap.Default.GeneratorFor<string>().Where(s => s is not null).Select(s => Folding(s)),
        ArbMap.Default.GeneratorFor<NonEmptyArray<UnicodeString>>().Select(s => Folding(string.Join(' ', s.Get.Select(u => u.Get))))).Select(s => s.Length == 0 ? "x" : s));

    // Lone halves of surrogate pairs are no text that a database or UTF-8 could hold.
    private static string Folding(string text) => ProjectCore.Text.Folding.Lines(new string([.. text.Where(c => !char.IsSurrogate(c))]));
}
