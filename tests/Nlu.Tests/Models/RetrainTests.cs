using PmBot.Nlu.Training;

namespace PmBot.Nlu.Tests.Models;

public sealed class RetrainTests
{
    [Fact]
    public void Training_gives_the_committed_model_byte_for_byte()
    {
        var training = OwnTraining.Sentences(TestNlu.Root);
        var model = OwnTraining.Train(training);
        using var bytes = new MemoryStream();
        model.Save(bytes);
        var committed = File.ReadAllBytes(Path.Combine(TestNlu.Root, "models", "pmbot.model"));
        bytes.ToArray().AsSpan().SequenceEqual(committed).ShouldBeTrue("models/pmbot.model is not what the sentences and the trainer give: run `pmbot nlu train` and commit what it writes.");
    }
}
