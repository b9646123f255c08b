using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.UpdateStatus;

/// <summary>Which tasks, and where they stand now.</summary>
public sealed record UpdateStatusSlots(TasksSlot Task, ChoiceSlot Status, TextSlot? Reason);

/// <summary>"Ya quedó lo del login", "la 7 está bloqueada".</summary>
public sealed partial class UpdateStatusSkill : TaskChangeSkill<UpdateStatusSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("update_status")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Status(), Ask.Text("reason").Optional()],
        Replies = ["changed", "same", "freed"],
    };

    /// <summary>"Ya reservé el salón", "I've called the bank": something done; "ya empecé ..." something begun.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (frame.Slots.ContainsKey("status") || frame.Asked == "status" || frame.Words is not { } words)
        {
            return;
        }

        if (Begun().IsMatch(words))
        {
            frame.Slots["status"] = new ChoiceSlot("in_progress");
        }
        else if (Finished().IsMatch(words))
        {
            frame.Slots["status"] = new ChoiceSlot("done");
        }
    }

    [GeneratedRegex(@"^\W*(ya|por fin|al fin|acabo de|recién|listo,?)\s+(empec[eé]|empezamos|arranqu[eé]|comenc[eé]|inici[eé]|estoy con|ando con|voy con)\b|^\W*(i('ve| have)?|we('ve| have)?)\s+(just\s+)?(started|begun|began)\b", Options, MatchTime.Most)]
    private static partial Regex Begun();

    [GeneratedRegex(@"^\W*(ya|por fin|al fin|listo,?)\s+(?!(no|voy|va|vamos|estoy|estamos|puedo|podemos|quiero|casi|mero|veo|sabes|s[eé])\b)\p{L}+(é|e|í|i|ó|amos|imos|aron|ieron)\s+\p{L}|^\W*acabo de\s+\p{L}+(ar|er|ir)\b|^\W*(i|we)('ve| have)\s+(just\s+|already\s+)?\p{L}+(ed|en|t)\b", Options, MatchTime.Most)]
    private static partial Regex Finished();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <inheritdoc/>
    protected override TasksSlot Tasks(UpdateStatusSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(UpdateStatusSlots slots, Turn turn) =>
        WireName.TryParse<TaskState>(slots.Status.Name, out var status)
            ? new TaskChange { Status = status }
            : throw new InvalidOperationException($"There is no status '{slots.Status.Name}'.");

    /// <summary>Who finishes what others wait for hears which of them can begin now.</summary>
    protected override async Task<SkillResult.Done> DescribeAsync(UpdateStatusSlots slots, OperationOutcome outcome, Turn turn, CancellationToken cancellationToken)
    {
        var done = Describe(slots, outcome, turn);
        var finished = outcome.Subjects.OfType<TaskView>().Where(t => t.Status is TaskState.Done or TaskState.Cancelled).Select(t => t.Id).ToList();
        if (finished.Count == 0)
        {
            return done;
        }

        var waiting = await turn.Services.Tasks.WaitingForAsync(turn.Actor, finished, cancellationToken);
        var needed = await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [.. waiting.SelectMany(t => t.DependsOn).Distinct()], cancellationToken);
        var unfinished = needed.Where(t => t.IsOpen).Select(t => t.Number).ToHashSet();
        var free = waiting.Where(t => !t.DependsOn.Any(unfinished.Contains)).ToList();
        return free.Count == 0
            ? done
            : done with { Reply = done.Reply.Noting(Text(turn, "freed", ("count", free.Count), ("tasks", string.Join(", ", free.Select(t => $"#{t.Number} {t.Title}"))))) };
    }

    /// <inheritdoc/>
    protected override string Say(UpdateStatusSlots slots, IReadOnlyList<TaskView> tasks, Turn turn) =>
        Text(turn, "changed", ("status", TaskWords.Status(tasks[0].Status, turn)), ("tasks", TaskWords.Several(tasks, turn)));
}
