using PmBot.Nlu.Models;
using PmBot.Nlu.Training;

namespace PmBot.Nlu.Tests.Models;

public sealed class TrainedModelTests
{
    private static readonly string[] Subjects = ["the report", "the login bug", "my car", "a table for two", "the blue lamp", "this song", "the kitchen light", "next week's plan", "the old printer", "coffee"];

    [Fact]
    public void Model_reads_sentences_like_those_it_was_trained_on()
    {
        var model = ModelTrainer.Train(Sentences(), new TrainingOptions());
        var reading = model.Read("please turn off the lamp");
        reading.Intent.ShouldBe("turn_off");
        reading.Confidence.ShouldBeInRange(0.3, 1);
        reading.Ranking.Sum(r => r.Probability).ShouldBe(1, 0.001);
        reading.Ranking[0].Probability.ShouldBeGreaterThan(reading.Ranking[1].Probability);
    }

    [Fact]
    public void Same_sentences_give_the_same_bytes()
    {
        Bytes(ModelTrainer.Train(Sentences(), new TrainingOptions())).ShouldBe(Bytes(ModelTrainer.Train(Sentences(), new TrainingOptions())));
    }

    [Fact]
    public void Loaded_model_answers_as_the_saved_one()
    {
        var model = ModelTrainer.Train(Sentences(), new TrainingOptions());
        var loaded = TrainedModel.Load(new MemoryStream(Bytes(model)));
        foreach (var text in new[] { "turn off everything", "buy milk", "zxqv", "", "🙂", "what is this" })
        {
            var (one, other) = (model.Read(text), loaded.Read(text));
            (other.Intent, other.Confidence, other.OutOfScope).ShouldBe((one.Intent, one.Confidence, one.OutOfScope));
            other.Ranking.ShouldBe(one.Ranking);
            other.Entities.ShouldBe(one.Entities);
        }
    }

    [Fact]
    public void Words_that_nobody_said_in_training_are_out_of_scope()
    {
        ModelTrainer.Train(Sentences(), new TrainingOptions()).Read("zxqv wklmp rrtt ghhj").Intent.ShouldBe(LabelledSentence.OutOfScope);
    }

    [Fact]
    public void Types_of_an_intent_are_those_of_its_sentences()
    {
        var model = ModelTrainer.Train(Sentences(), new TrainingOptions());
        model.TypesOf("buy").ShouldBe(["thing"]);
        model.TypesOf("turn_off").ShouldBeEmpty();
        model.TypesOf("no_such").ShouldBeEmpty();
    }

    [Fact]
    public void Two_intents_are_enough()
    {
        var model = ModelTrainer.Train([.. Sentences().Where(s => s.Intent is "buy" or "turn_off")], new TrainingOptions());
        model.Read("buy coffee").Intent.ShouldBe("buy");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Cut_file_is_refused(int length)
    {
        var bytes = Bytes(ModelTrainer.Train(Sentences(), new TrainingOptions()));
        Should.Throw<InvalidDataException>(() => TrainedModel.Load(new MemoryStream(bytes, 0, length)));
    }

    [Fact]
    public void Nothing_but_out_of_scope_cannot_be_learnt()
    {
        Should.Throw<FormatException>(() => ModelTrainer.Train([new LabelledSentence("hello", LabelledSentence.OutOfScope, [])], new TrainingOptions()));
    }

    private static byte[] Bytes(TrainedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static List<LabelledSentence> Sentences()
    {
        var sentences = new List<LabelledSentence>();
        foreach (var subject in Subjects)
        {
            sentences.Add(new LabelledSentence($"turn off {subject}", "turn_off", []));
            sentences.Add(new LabelledSentence($"please switch off {subject}", "turn_off", []));
            sentences.Add(new LabelledSentence($"buy {subject}", "buy", [new LabelledSpan("thing", 4, 4 + subject.Length)]));
            sentences.Add(new LabelledSentence($"order {subject} for me", "buy", [new LabelledSpan("thing", 6, 6 + subject.Length)]));
            sentences.Add(new LabelledSentence($"where is {subject}?", "find", []));
            sentences.Add(new LabelledSentence($"who has seen {subject}", "find", []));
        }

        return sentences;
    }
}
