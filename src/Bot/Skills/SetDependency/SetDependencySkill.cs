using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetDependency;

/// <summary>Which tasks, and what they wait for.</summary>
public sealed record SetDependencySlots(TasksSlot Task, TasksSlot? DependsOn);

/// <summary>"La 8 depende de la 7", "8 is blocked by 7", "quita la dependencia".</summary>
public sealed partial class SetDependencySkill : Skill<SetDependencySlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_dependency")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Tasks("depends_on").Optional()],
        Replies = ["ask.depends_on", "added", "removed", "same", "none"],
    };

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        IReadOnlyList<TaskId> tasks = [.. slots.Task.Tasks.Select(t => new TaskId(t.Id))];
        if (frame.Words is { } words && Away().IsMatch(words))
        {
            return await RemoveAsync(tasks, slots, turn, cancellationToken);
        }

        if (slots.DependsOn is not { } needed)
        {
            return frame.Slots.ContainsKey("depends_on")
                ? new SkillResult.Done(new Reply(turn.Text("not_done")))
                : new SkillResult.AskFor("depends_on", Text(turn, "ask.depends_on", ("task", Names(slots.Task))), []);
        }

        return await ChangeAsync(tasks, new TaskChange { AddDependsOn = [.. needed.Tasks.Select(t => new TaskId(t.Id))] }, "added", needed, slots, turn, cancellationToken);
    }

    /// <summary>"Al revés", "the other way round": what was just said to wait is waited for.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (done.Operation is null || !Round().IsMatch(Fold.Text(heard.Text)) || done.Slots.GetValueOrDefault("task") is not TasksSlot { Tasks: [var first] } task || done.Slots.GetValueOrDefault("depends_on") is not TasksSlot { Tasks: [var second] } needed
            || await turn.Services.Tasks.FindAsync(turn.Actor, [new TaskId(first.Id)], cancellationToken) is not [var view] || !view.DependsOn.Contains(second.Number))
        {
            return false;
        }

        // Taken away first: two tasks that wait for each other are refused.
        turn.Group = Guid.CreateVersion7(turn.UtcNow);
        var outcome = await turn.ExecuteAsync(new ChangeTask([new TaskId(first.Id)], new TaskChange { RemoveDependsOn = [new TaskId(second.Id)] }), confirmation: null, cancellationToken);
        if (outcome.IsOk)
        {
            outcome = await turn.ExecuteAsync(new ChangeTask([new TaskId(second.Id)], new TaskChange { AddDependsOn = [new TaskId(first.Id)] }), confirmation: null, cancellationToken);
            if (!outcome.IsOk)
            {
                await turn.UndoAsync(cancellationToken);
            }
        }

        turn.Group = null;
        if (!outcome.Try(out var turned, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn));
            return true;
        }

        turn.State.LastDone = done with { Slots = new(done.Slots, StringComparer.Ordinal) { ["task"] = needed, ["depends_on"] = task }, Tasks = [second], At = turn.UtcNow, Operation = turned.Operation };
        turn.State.Focus.Tasks = [second];
        turn.Say(Text(turn, "added", ("task", Names(needed)), ("others", Names(task)), ("count", 1)), Offers.Undo(turn));
        return true;
    }

    [GeneratedRegex(
        @"^\W*((no|ok|uy|ay|perdon|digo|mejor|sorry|oops|wait|actually|bueno|es|era|esta|seria|it s|it'?s|it is|that'?s|is|mas bien)\W+)*(al reves|al contrario|viceversa|a la inversa|la otra depende de esta|(the )?other way (a?round|about)|(the )?opposite|(the )?reverse|vice versa|backwards|switch them|swap them|volteala|dale la vuelta|turn it (a?round))\W*(perdon|sorry|porfa|please)?\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Round();

    /// <summary>Never called: the frame's own words are needed.</summary>
    protected override Task<SkillResult> RunAsync(SetDependencySlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    /// <summary>Takes the dependency away that is said, or all of them.</summary>
    private async Task<SkillResult> RemoveAsync(IReadOnlyList<TaskId> tasks, SetDependencySlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var views = await turn.Services.Tasks.FindAsync(turn.Actor, tasks, cancellationToken);
        if (slots.DependsOn is { } named)
        {
            return await ChangeAsync(tasks, new TaskChange { RemoveDependsOn = [.. named.Tasks.Select(t => new TaskId(t.Id))] }, "removed", named, slots, turn, cancellationToken);
        }

        var all = await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [.. views.SelectMany(v => v.DependsOn).Distinct()], cancellationToken);
        return all.Count == 0
            ? new SkillResult.Done(new Reply(Text(turn, "none", ("task", Names(slots.Task)), ("count", tasks.Count)))) { Tasks = slots.Task.Tasks }
            : await ChangeAsync(tasks, new TaskChange { DependsOn = [] }, "removed", new TasksSlot([.. all.Select(TaskWords.Reference)]), slots, turn, cancellationToken);
    }

    private async Task<SkillResult> ChangeAsync(
        IReadOnlyList<TaskId> tasks, TaskChange change, string key, TasksSlot others, SetDependencySlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(new ChangeTask(tasks, change), confirmation: null, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return error is ProjectCore.NothingToChange
                ? new SkillResult.Done(new Reply(Text(turn, key == "added" ? "same" : "none", ("task", Names(slots.Task)), ("others", Names(others)), ("count", tasks.Count)))) { Tasks = slots.Task.Tasks }
                : new SkillResult.Refused(error);
        }

        return new SkillResult.Done(new Reply(Text(turn, key, ("task", Names(slots.Task)), ("others", Names(others)), ("count", tasks.Count))) { Buttons = [Offers.Undo(turn)] })
        {
            Tasks = [.. done.Subjects.OfType<TaskView>().Select(TaskWords.Reference)],
        };
    }

    private static string Names(TasksSlot tasks) => string.Join(", ", tasks.Tasks.Select(t => $"#{t.Number} {t.Title}"));

    [GeneratedRegex(
        @"\b(ya no|no depende\w*|no espera\w*|no bloquea\w*|qu[ií]ta\w*|quitar|quit[eé]\w*|elimina\w*|borra\w*|saca\w*|libera\w*|desvincula\w*|sin dependencias?|remove|no longer|doesn'?t|does not|don'?t|isn'?t|drop|delete|clear|unlink|unblock|free|not)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Away();
}
