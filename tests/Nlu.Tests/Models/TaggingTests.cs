using PmBot.Nlu.Dates;
using PmBot.Nlu.Entities;
using PmBot.Nlu.Models.Tagging;
using PmBot.Nlu.Text;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Tests.Models;

public sealed class TaggingTests
{
    private static readonly EntityFinder Finder = new(new EverydayDates());

    private static readonly string[] Lines =
    [
        "crea la tarea [revisar logs](title)", "crea la tarea [pintar la sala](title) para [Ana](assignee)", "nueva tarea: [llamar al banco](title)",
        "nueva tarea: [comprar sillas](title) para [Luis](assignee)", "crea \"[cambiar el logo](title)\" para [Marta](assignee)", "tarea: \"[subir fotos](title)\"",
        "asigna [la 7](task) a [Ana](assignee)", "asigna [la 12](task) a [Pedro](assignee)", "asigna [la del login](task) a [Luis](assignee)", "pásale [la 9](task) a [Marta](assignee)",
    ];

    [Fact]
    public void A_tagger_finds_what_it_was_taught()
    {
        var tagger = EntityTagger.Train(Sentences(), new TaggerOptions());
        Tag(tagger, "create_task", "crea la tarea pintar logs para Luis").ShouldBe(["title=pintar logs", "assignee=Luis"]);
        Tag(tagger, "assign_task", "asigna la 31 a Marta").ShouldBe(["task=la 31", "assignee=Marta"]);
    }

    [Fact]
    public void A_quotation_is_found_without_its_quotes() =>
        Tag(EntityTagger.Train(Sentences(), new TaggerOptions()), "create_task", "tarea: \"medir la sala\"").ShouldBe(["title=medir la sala"]);

    [Fact]
    public void The_message_may_be_anything()
    {
        var tagger = EntityTagger.Train(Sentences(), new TaggerOptions());
        foreach (var text in (string[])["", " ", "7", "🙂🙂", "asigna asigna asigna", new string('x', 3000), string.Concat(Enumerable.Repeat("la 7 a Ana, ", 300))])
            foreach (var span in Spans(tagger, "assign_task", text))
                (span.Start < span.End && span.End <= text.Length).ShouldBeTrue();
    }

    [Fact]
    public void Training_twice_gives_the_same_bytes() => Bytes(EntityTagger.Train(Sentences(), new TaggerOptions())).ShouldBe(Bytes(EntityTagger.Train(Sentences(), new TaggerOptions())));

    [Fact]
    public void A_saved_tagger_reads_as_before()
    {
        var tagger = EntityTagger.Train(Sentences(), new TaggerOptions());
        var bytes = Bytes(tagger);
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var loaded = EntityTagger.Load(reader);
        Spans(loaded, "assign_task", "asigna la 31 a Marta").ShouldBe(Spans(tagger, "assign_task", "asigna la 31 a Marta"));
        Bytes(loaded).ShouldBe(bytes);
    }

    [Fact]
    public void An_intent_without_entities_has_none_and_an_unknown_one_may_have_any()
    {
        var tagger = EntityTagger.Train([.. Sentences(), Sentence("undo", AnnotatedSentence.Parse("undo", "deshaz lo de la 7"))], new TaggerOptions());
        Tag(tagger, "undo", "asigna la 7 a Ana").ShouldBeEmpty();
        Tag(tagger, "never_seen", "asigna la 7 a Ana").ShouldBe(["task=la 7", "assignee=Ana"]);
    }

    [Fact]
    public void A_name_of_the_workspace_is_found_however_it_is_spelt()
    {
        var lexicon = new Lexicon([.. "Ana Luis Marta Pedro Xilonen".Split(' ').Select(n => new LexiconEntry(EntityType.Person, n, [n], []))]);
        var tagger = EntityTagger.Train([.. Sentences(lexicon)], new TaggerOptions());
        Tag(tagger, "assign_task", "asigna la 12 a Xilonen", lexicon).ShouldBe(["task=la 12", "assignee=Xilonen"]);
        Hints(Tokenizer.Tokenize("a Xilonen"), lexicon)[1].ShouldBe(Hints(Tokenizer.Tokenize("a Ana"), lexicon)[1]);
    }

    [Fact]
    public void A_smile_behind_the_words_is_none_of_them() =>
        Tag(EntityTagger.Train(Sentences(), new TaggerOptions()), "create_task", "nueva tarea: pintar sillas 🙂").ShouldBe(["title=pintar sillas"]);

    [Fact]
    public void Scores_count_exact_spans_and_overlaps()
    {
        var scores = new EntityScores();
        scores.Add([new LabelledSpan("task", 0, 4), new LabelledSpan("assignee", 7, 10)], [new TaggedSpan("task", 0, 4), new TaggedSpan("assignee", 5, 10), new TaggedSpan("title", 0, 4)]);
        scores.Add([], []);
        scores.All.ShouldBe(new EntityCounts(2, 3, 1, 2, 2));
        scores.All.Strict.ShouldBe(0.4, 1e-9);
        scores.All.Overlap.ShouldBe(0.8, 1e-9);
        scores.ExactShare.ShouldBe(0.5);
        scores.Types["assignee"].Recall.ShouldBe(0);
    }

    private static TaggerSentence[] Sentences(Lexicon? lexicon = null) =>
        [.. Lines.Select((line, i) => (Intent: i < 6 ? "create_task" : "assign_task", Line: line)).Select(l => Sentence(l.Intent, AnnotatedSentence.Parse(l.Intent, l.Line), lexicon))];

    private static TaggerSentence Sentence(string intent, AnnotatedSentence sentence, Lexicon? lexicon = null)
    {
        var tokens = Tokenizer.Tokenize(sentence.Text);
        return new TaggerSentence(tokens, Hints(tokens, lexicon), intent, [.. sentence.Slots.Select(s => new LabelledSpan(s.Slot, s.Start, s.End))]);
    }

    private static TokenHint[] Hints(TokenizedText tokens, Lexicon? lexicon = null) => TokenHints.Of(tokens, Finder.Find(tokens, new NluContext { Now = TestNlu.Now, Lexicon = lexicon ?? new Lexicon([]) }));

    private static List<TaggedSpan> Spans(EntityTagger tagger, string intent, string text, Lexicon? lexicon = null)
    {
        var tokens = Tokenizer.Tokenize(text);
        var found = new List<TaggedSpan>();
        tagger.Tag(new TaggerInput(tokens, Hints(tokens, lexicon), intent), found);
        return found;
    }

    private static string[] Tag(EntityTagger tagger, string intent, string text, Lexicon? lexicon = null) => [.. Spans(tagger, intent, text, lexicon).Select(s => $"{s.Type}={text[s.Start..s.End]}")];

    private static byte[] Bytes(EntityTagger tagger)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        tagger.Save(writer);
        return stream.ToArray();
    }
}
