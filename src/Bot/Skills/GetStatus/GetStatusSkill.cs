using System.Text.RegularExpressions;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Skills.GetStatus;

/// <summary>Which tasks.</summary>
public sealed record GetStatusSlots(TasksSlot Task);

/// <summary>"¿En qué va la 7?", "who has the login one?".</summary>
public sealed partial class GetStatusSkill : Skill<GetStatusSlots>
{
    private const int Comments = 3;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("get_status")
    {
        Shareable = true,
        Aside = true,
        Slots = [Ask.Tasks().FromContext()],
        Replies = ["project", "nobody", "no_date", "depends", "waited_for", "sprint", "comment", "status", "several", "missing", "missing.person", "missing.date", "missing.points", "missing.open", "missing.nothing", "missing.over", "no_sprint"],
    };

    /// <summary>"¿Qué le falta?" is answered first: what is empty, and what has to be done before.</summary>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var result = await base.RunAsync(frame, turn, cancellationToken);
        var (isMissing, isSprint) = frame.Words is { } words ? (Missing().IsMatch(words), WhichSprint().IsMatch(words)) : default;
        if (!(isMissing || isSprint) || result is not SkillResult.Done { Tasks: [var one] } done || await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [one.Number], cancellationToken) is not [var task])
        {
            return result;
        }

        return isMissing ? done with { Reply = done.Reply.Noting(await MissingAsync(task, turn, cancellationToken), first: true) }
            : task.Sprint is null ? done with { Reply = done.Reply.Noting(Text(turn, "no_sprint"), first: true) }
            : result;
    }

    private async Task<string> MissingAsync(TaskView task, Turn turn, CancellationToken cancellationToken)
    {
        if (!task.IsOpen)
        {
            return Text(turn, "missing.over", ("status", TaskWords.Status(task.Status, turn)));
        }

        List<string> missing = [];
        if (task.Assignee is null) missing.Add(Text(turn, "missing.person"));
        if (task.Due is null) missing.Add(Text(turn, "missing.date"));
        if (task.Estimate is null) missing.Add(Text(turn, "missing.points"));
        var first = task.DependsOn.Count == 0 ? [] : (await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, task.DependsOn, cancellationToken)).Where(t => t.IsOpen).ToList();
        if (first.Count > 0)
        {
            missing.Add(Text(turn, "missing.open", ("count", first.Count), ("tasks", TaskWords.Numbers(first))));
        }

        return missing.Count == 0 ? Text(turn, "missing.nothing") : Text(turn, "missing", ("what", string.Join(", ", missing)));
    }

    [GeneratedRegex(@"\b(qu[eé]|what|which) sprint\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex WhichSprint();

    // "Cuánto falta para la 7" asks for its day.
    [GeneratedRegex(@"(?<!\bcu[aá]nto )\b(le falta|le faltan|falta|le queda|hace falta|necesita|missing|lack|lacking|left|need|needs)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Missing();

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(GetStatusSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var tasks = await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, [.. slots.Task.Tasks.Select(t => t.Number)], cancellationToken);
        if (tasks.Count == 0)
        {
            return new SkillResult.Refused(new ProjectCore.Tasks.TaskNotFound(slots.Task.Tasks[0].Number));
        }

        var reply = tasks is [var only]
            ? await OneAsync(only, turn, cancellationToken)
            : new Reply(TaskWords.Several(tasks, turn)) { Card = TaskCards.List(Text(turn, "several", ("count", tasks.Count)), tasks, turn) };
        return new SkillResult.Done(reply)
        {
            Tasks = [.. tasks.Select(TaskWords.Reference)],
            Project = new ProjectSlot(tasks[0].Project.Id.Value, tasks[0].Project.Name),
        };
    }

    private async Task<Reply> OneAsync(TaskView task, Turn turn, CancellationToken cancellationToken)
    {
        var lines = new List<string>
        {
            $"#{task.Number} {task.Title}",
            Text(
                turn, "status",
                ("status", TaskWords.Status(task.Status, turn)),
                ("person", task.Assignee?.FullName ?? Text(turn, "nobody")),
                ("date", task.Due is { } due ? TaskWords.Due(task, due, turn) : Text(turn, "no_date")),
                ("priority", TaskWords.Priority(task.Priority, turn))),
            Text(turn, "project", ("project", task.Project.Name)),
        };
        if (task.Labels.Count > 0)
        {
            lines[^1] += " · " + string.Join(' ', task.Labels.Select(l => "#" + l));
        }

        if (task.Description is { Length: > 0 } description)
        {
            lines.Add(description.Length <= 300 ? description : description[..299] + "…");
        }

        if (task.DependsOn.Count > 0)
        {
            lines.Add(Text(turn, "depends", ("tasks", string.Join(", ", task.DependsOn.Select(n => $"#{n}")))));
        }

        var waiting = await turn.Services.Tasks.WaitingForAsync(turn.Actor, [task.Id], cancellationToken);
        if (task.IsOpen && waiting.Count > 0)
        {
            lines.Add(Text(turn, "waited_for", ("count", waiting.Count), ("tasks", string.Join(", ", waiting.Select(t => $"#{t.Number}")))));
        }

        if (task.Sprint is { } sprint)
        {
            lines.Add(Text(turn, "sprint", ("name", sprint)));
        }

        var comments = await turn.Services.Tasks.CommentsAsync(turn.Actor, task.Id, Comments, cancellationToken);
        List<CardFact> said = comments.Try(out var found, out _)
            ? [.. found.Select(c => new CardFact(TaskWords.Called(c.Author.FullName, turn), c.Text.Length <= 200 ? c.Text : c.Text[..199] + "…"))]
            : [];
        lines.AddRange(said.Select(c => Text(turn, "comment", ("person", c.Title), ("comment", c.Value))));
        return new Reply(string.Join('\n', lines))
        {
            Buttons = TaskOffers.About(task, turn),
            Card = TaskCards.Of(task, task.Project.Name, turn) with { Comments = said },
        };
    }
}
