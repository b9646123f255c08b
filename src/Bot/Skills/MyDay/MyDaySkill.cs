using System.Globalization;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.MyDay;

/// <summary>"Mi día", "what should I do first?": what is late, due today, under way, and who waits for the speaker, in the order to take it in.</summary>
public sealed class MyDaySkill : Skill<NoSlots>
{
    private const int MaxTasks = 200;
    private const int MaxListed = 6;

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("my_day")
    {
        Shareable = true,
        Aside = true,
        Replies = ["head", "free", "free_soon", "overdue", "today", "in_progress", "in_review", "blocked", "waiting", "first", "start", "done"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NoSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter { Assignee = turn.Actor.User, OpenOnly = true, LocalNow = turn.Now };
        var mine = (await turn.Services.Tasks.ListAsync(turn.Actor, filter, new Page(0, MaxTasks), cancellationToken)).Tasks;
        var waiting = await turn.Services.Tasks.WaitingForAsync(turn.Actor, turn.Actor.User, turn.Now, cancellationToken);
        var day = new Sections(mine, turn);
        if (day.All.Count == 0 && waiting.Count == 0)
        {
            var next = mine.Count > 0 ? mine[0] : null;
            return new SkillResult.Done(new Reply(next is null ? Text(turn, "free") : Text(turn, "free_soon", ("task", TaskWords.Line(next, turn)))) { Buttons = [Offers.List(turn)] })
            {
                List = next is null ? null : [TaskWords.Reference(next)],
            };
        }

        var lines = new List<string> { Head(turn) };
        var number = 0;
        foreach (var (key, tasks) in day.InOrder)
        {
            lines.Add(Text(turn, key, ("count", tasks.Count)));
            lines.AddRange(tasks.Take(MaxListed).Select(t => $"{(++number).ToString(CultureInfo.InvariantCulture)}. {TaskWords.Line(t, turn)}"));
            if (tasks.Count > MaxListed)
            {
                lines.Add(turn.Text("and_more", ("count", tasks.Count - MaxListed)));
            }
        }

        if (waiting.Count > 0)
        {
            lines.Add(Text(turn, "waiting", ("count", waiting.Count)));
            lines.AddRange(waiting.Take(MaxListed).Select(t => "• " + TaskWords.Line(t, turn)));
        }

        var first = day.First;
        if (first is not null)
        {
            lines.Add(Text(turn, "first", ("task", $"#{first.Number} {first.Title}")));
        }

        return new SkillResult.Done(new Reply(string.Join('\n', lines)) 
        {
            Buttons = first is null ? [] : Buttons(first, turn),
            Card = CardOf(day, waiting, first, turn),
        })
        {
            List = [.. day.InOrder.SelectMany(s => s.Tasks.Take(MaxListed)).Select(TaskWords.Reference)],
            Tasks = first is null ? null : [TaskWords.Reference(first)],
        };
    }

    /// <summary>The same as a card; the numbers count as in the text.</summary>
    private ReportCard CardOf(Sections day, IReadOnlyList<TaskView> waiting, TaskView? first, Turn turn)
    {
        var place = 0;
        List<CardSection> sections = [];
        foreach (var (key, tasks) in day.InOrder)
        {
            var tone = key switch { "overdue" => CardTone.Attention, "blocked" => CardTone.Warning, _ => CardTone.Plain };
            var section = TaskCards.Section(Text(turn, key, ("count", tasks.Count)).TrimEnd(':'), tone, tasks, MaxListed, turn);
            sections.Add(section with { Rows = [.. section.Rows.Select(r => r with { Place = ++place })] });
        }

        if (waiting.Count > 0)
        {
            sections.Add(TaskCards.Section(Text(turn, "waiting", ("count", waiting.Count)).TrimEnd(':'), CardTone.Plain, waiting, MaxListed, turn));
        }

        if (first is not null)
        {
            sections.Add(new CardSection("") { Lines = [Text(turn, "first", ("task", $"#{first.Number} {first.Title}"))] });
        }

        return new ReportCard(Head(turn).TrimEnd(':'), [], sections);
    }

    private string Head(Turn turn) => Text(turn, "head", ("date", DateWords.Day(turn.Language, turn.Today, turn.Today.AddDays(2))));

    private IReadOnlyList<Button> Buttons(TaskView first, Turn turn) =>
    [
        first.Status == TaskState.InProgress
            ? Button.Saying(Text(turn, "done", ("number", first.Number)))
            : Button.Saying(Text(turn, "start", ("number", first.Number))),
        Offers.List(turn),
    ];

    /// <summary>One's tasks under the first heading that fits each.</summary>
    private sealed class Sections
    {
        public Sections(IReadOnlyList<TaskView> mine, Turn turn)
        {
            // What is blocked waits for others, late or not: it is no place to begin.
            var blocked = mine.Where(t => t.Status == TaskState.Blocked).ToList();
            var open = mine.Except(blocked).ToList();
            var overdue = open.Where(t => t.Due is { } due && due.IsBefore(turn.Now)).OrderByDescending(t => t.Priority).ThenBy(t => t.Due?.Day).ToList();
            var today = open.Except(overdue).Where(t => t.Due?.Day == turn.Today).OrderByDescending(t => t.Priority).ThenBy(t => t.Due?.Time).ToList();
            var rest = open.Except(overdue).Except(today).ToList();
            (string Key, IReadOnlyList<TaskView> Tasks)[] all =
            [
                ("overdue", overdue), ("today", today), ("in_progress", [.. rest.Where(t => t.Status == TaskState.InProgress)]),
                ("in_review", [.. rest.Where(t => t.Status == TaskState.InReview)]), ("blocked", blocked),
            ];
            InOrder = [.. all.Where(s => s.Tasks.Count > 0)];
            All = [.. InOrder.SelectMany(s => s.Tasks)];
            First = All.FirstOrDefault(t => t.Status is not (TaskState.Blocked or TaskState.InReview));
        }

        public IReadOnlyList<(string Key, IReadOnlyList<TaskView> Tasks)> InOrder { get; }

        public IReadOnlyList<TaskView> All { get; }

        public TaskView? First { get; }
    }
}
