using FsCheck;
using FsCheck.Fluent;

namespace PmBot.Nlu.Tests;

public sealed class RobustnessTests
{
    private static readonly string[] Pieces =
    [
        "crea", "tarea", "la", "7", "#8", "y", ",", "\n", "- ", "para", "Diego", "@", "<@", "<at>", "\"", "«", "'", "el viernes", "31/2", "99999999999", "a las", "\uD83D", "\uDC4D", "\u202E", "\0", "\u0301",
        "de", "del", "login", ":", "?", "¿", "no", "sí", "mejor", "...", "(", "[", "{", "borra", "todo", "3/4", "e\u0301", "ﷺ", "مرحبا", "👩‍👩‍👧", " ", "1.", "en", "próximo", "mes", "antes", "hasta", "29", "febrero",
    ];

    [Fact]
    public void Any_text_is_read_without_an_exception() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        Holds(text ?? "");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Fact]
    public void Any_mixture_of_words_is_read_without_an_exception() => Prop.ForAll(Gen.Elements(Pieces).ArrayOf().ToArbitrary(), pieces =>
    {
        Holds(string.Join(' ', pieces));
        Holds(string.Concat(pieces));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    private static void Holds(string text)
    {
        foreach (var expected in new EntityType?[] { null, EntityType.Date, EntityType.Task, EntityType.Person })
        {
            var read = TestNlu.Read(text, expected: expected);
            foreach (var entity in read.Entities.Concat(read.Operations.SelectMany(o => o.Slots.Values)))
            {
                entity.Start.ShouldBeInRange(0, text.Length);
                entity.End.ShouldBeInRange(entity.Start, text.Length);
                text[entity.Start..entity.End].ShouldBe(entity.Text);
            }

            foreach (var operation in read.Operations)
            {
                operation.Confidence.ShouldBeInRange(0.6, 1);
                operation.End.ShouldBeInRange(operation.Start, text.Length);
            }
        }
    }

    public static TheoryData<string> Hostile => new()
    {
        string.Concat(Enumerable.Repeat("a ", 2000)),
        string.Concat(Enumerable.Repeat("crea tarea ", 364)),
        string.Concat(Enumerable.Repeat("y ", 2000)),
        string.Concat(Enumerable.Repeat("la 7, ", 666)),
        string.Concat(Enumerable.Repeat("«", 4000)),
        string.Concat(Enumerable.Repeat("<@", 2000)),
        string.Concat(Enumerable.Repeat("de la ", 666)),
        string.Concat(Enumerable.Repeat("la de ", 666)),
        string.Concat(Enumerable.Repeat("para Diego el viernes ", 181)),
        string.Concat(Enumerable.Repeat("1/2/", 1000)),
        "crea la tarea " + string.Concat(Enumerable.Repeat("para el viernes en catálogo ", 140)),
        "tareas:" + string.Concat(Enumerable.Repeat("\n- x", 990)),
        new string('a', 4000),
        string.Concat(Enumerable.Repeat("the ", 1000)),
    };

    /// <summary>What is allocated tells how much work was done, on a busy machine as on an idle one.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_message_of_double_length_takes_hardly_more_than_double_the_work(string text)
    {
        var half = text[..(text.Length / 2)];
        foreach (var warm in (string[])[half, text]) TestNlu.Read(warm);

        Work(text).ShouldBeLessThan((Work(half) * 3) + 100_000);
    }

    // The least of several: a buffer that others have taken from a shared pool, or a cache that filled up, is no work of this text.
    private static long Work(string text) => Enumerable.Range(0, 5).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        TestNlu.Read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    [Fact]
    public void Many_threads_share_one_instance()
    {
        var expected = TestNlu.Only("crea la tarea revisar logs para Diego").Slots["title"].Text;
        Parallel.For(0, 200, _ => TestNlu.Only("crea la tarea revisar logs para Diego").Slots["title"].Text.ShouldBe(expected));
    }
}
