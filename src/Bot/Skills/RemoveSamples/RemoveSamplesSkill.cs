using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.RemoveSamples;

/// <summary>Of which project; of all where none is said.</summary>
public sealed record RemoveSamplesSlots(ProjectSlot? Project);

/// <summary>"Quita las de ejemplo": the tasks that came with a template go, all at once, and can be brought back at once.</summary>
public sealed class RemoveSamplesSkill : Skill<RemoveSamplesSlots>
{
    // Several projects from templates have fewer.
    private const int Most = 100;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("remove_samples")
    {
        Slots = [Ask.Project().Optional()],
        Replies = ["confirm", "removed", "none"],
    };

    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        // What was confirmed is what goes, whatever came since.
        var samples = await FindAsync(Bind(frame), turn, cancellationToken);
        if (samples.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "none")) { Buttons = Offers.Start(turn) });
        }

        var operation = new ProjectCore.Tasks.DeleteTask([.. samples.Select(t => t.Id)]);
        if (turn.ConfirmationFor(frame) is not { } confirmation)
        {
            var preview = await turn.Services.Pipeline.PreviewAsync(operation, turn.Actor, cancellationToken);
            return preview.Try(out var shown, out var refusal)
                ? new SkillResult.NeedsConfirmation(
                    new Reply(Text(turn, "confirm", ("count", samples.Count), ("tasks", TaskWords.Several(shown.Views, turn)))), shown)
                : new SkillResult.Refused(refusal);
        }

        var outcome = await turn.ExecuteAsync(operation, confirmation, cancellationToken);
        return outcome.Try(out _, out var error)
            ? new SkillResult.Done(new Reply(Text(turn, "removed", ("count", samples.Count))) { Buttons = [Button.Saying(turn.Text("offer.create_task")), Offers.Undo(turn)] }) { Tasks = [], List = [] }
            : new SkillResult.Refused(error);
    }

    /// <inheritdoc/>
    protected override Task<SkillResult> RunAsync(RemoveSamplesSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It needs the frame, for the person's yes.");

    private static async Task<IReadOnlyList<TaskView>> FindAsync(RemoveSamplesSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        List<TaskView> found = [];
        foreach (var label in Templates.SampleLabels)
        {
            var filter = new TaskFilter { Labels = [label], Projects = slots.Project is { } project ? [new ProjectId(project.Id)] : [], LocalNow = turn.Now };
            found.AddRange((await turn.Services.Tasks.ListAsync(turn.Actor, filter, new Page(0, Most), cancellationToken)).Tasks);
        }

        return [.. found.DistinctBy(t => t.Id).OrderBy(t => t.Number)];
    }
}
