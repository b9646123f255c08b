using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.DailyStandup;

/// <summary>Which project, and the answers to the three questions; or when it is to be held.</summary>
/// <remarks>The mode is <c>skip</c>, <c>view</c> (of a day), <c>pause</c>, <c>resume</c> or <c>stop</c>; a time of day without a mode sets it up.</remarks>
public sealed record DailyStandupSlots(ProjectSlot? Project, SlotValue? Yesterday, SlotValue? Today, SlotValue? Blockers, SlotValue? When, RecurrenceSlot? Recurrence, ChoiceSlot? Mode);

/// <summary>The daily stand-up: guided, or all in one message; looked at and said anew. It never changes a task by itself.</summary>
public sealed partial class DailyStandupSkill : Skill<DailyStandupSlots>
{
    // What people tell of their work reads like orders to do it.
    private static readonly string[] Work =
    [
        "daily_standup", "update_status", "assign_task", "set_due_date", "set_priority", "comment_task", "get_status", "delete_task", "deploy", "rollback", "deployment_status", "deployment_logs",
        "scale", "set_env_var", "sprint_status", "plan_sprint", "risks", "greet", "thanks", "out_of_scope", "set_away",
    ];

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("daily_standup")
    {
        Slots =
        [
            Ask.Project().Optional(), Ask.Text("yesterday").Optional().WordForWord(Work), Ask.Text("today").Optional().WordForWord(Work), Ask.Text("blockers").Optional().WordForWord(Work),
            Ask.Date("when").OrRepeated().Optional(), Ask.Recurrence().Optional(),
            Ask.Choice("mode", "skip", "view", "missing", "set", "pause", "resume", "stop").Optional(),
        ],
        Replies =
        [
            "which_project", "no_project", "ask.yesterday", "ask.yesterday_offer", "that", "ask.today", "ask.blockers", "ask.what_blocks", "nothing", "saved", "same", "skipped", "view_none", "missing", "missing_none", "missing_all", "close", "blocked",
            "ask.hour", "set", "paused", "resumed", "stopped", "not_held", "channel_hint", "nine", "half_past",
        ],
    };

    /// <inheritdoc/>
    internal override Interpretation? ReadForm(string message) => StandupText.Read(message) is { Yesterday: not null, Today: not null }
        ? new Interpretation(
            Spec.Intent, 0.95, "rule",
            new Dictionary<string, Entity>(StringComparer.Ordinal) { ["yesterday"] = new(EntityType.Text, new TextValue(message.Trim()), message, 0, message.Length) },
            0, message.Length, "Skills/DailyStandup")
        : null;

    /// <inheritdoc/>
    internal override Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        // "Ayer en realidad fue el login", said when the next question is open, is about the one before it.
        foreach (var asked in (ReadOnlySpan<string>)["blockers", "today"])
        {
            if (frame.Slots.GetValueOrDefault(asked) is TextSlot { Text: var text } && StandupText.Aimed(text) is var (slot, answer) && slot != asked && frame.Slots.GetValueOrDefault(slot) is not null)
            {
                frame.Slots[slot] = new TextSlot(answer);
                frame.Slots.Remove(asked);
                break;
            }
        }

        return base.RunAsync(frame, turn, cancellationToken);
    }

    /// <inheritdoc/>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (done.Slots.GetValueOrDefault("mode") is not null || StandupText.Aimed(heard.Text) is not var (slot, answer) || turn.State.Focus.Project is not { } project
            || await SaidAsync(project, turn, cancellationToken) is not { } said)
        {
            return false;
        }

        var answers = slot switch
        {
            "yesterday" => new StandupAnswers(answer, said.Today, said.Blockers),
            "today" => new StandupAnswers(said.Yesterday, answer, said.Blockers),
            _ => new StandupAnswers(said.Yesterday, said.Today, answer),
        };
        turn.Say(await WriteAsync(project, answers, turn, cancellationToken) is SkillResult.Done { Reply: var reply } ? reply : new Reply(Text(turn, "same")));
        return true;
    }

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(DailyStandupSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (await ProjectAsync(slots, turn, cancellationToken) is not { } project)
        {
            return turn.Projects.Count == 0
                ? new SkillResult.Done(new Reply(Text(turn, "no_project")))
                : new SkillResult.AskFor("project", Text(turn, "which_project"), [.. turn.Projects.Take(6).Select(p => new SlotChoice(p.Name, new ProjectSlot(p.Id.Value, p.Name)))]);
        }

        if (slots.Mode?.Name == "missing")
        {
            return await MissingAsync(project, turn, cancellationToken);
        }

        if (slots.Mode?.Name == "view")
        {
            return await ViewAsync(project, (slots.When as DateSlot)?.Day ?? turn.Today, turn, cancellationToken);
        }

        if (StandupSetup.IsMeant(slots))
        {
            return await new StandupSetup((key, arguments) => Text(turn, key, arguments), turn).RunAsync(project, slots, cancellationToken);
        }

        if (slots.Mode?.Name == "skip" || (slots is { Yesterday: not null, Today: null, Blockers: null } && turn.Heard is { Text: var first } && StandupText.IsPass(first)))
        {
            return await WriteAsync(project, new StandupAnswers(null, null, null, Skipped: true), turn, cancellationToken);
        }

        return await AnswersAsync(project, slots, turn, cancellationToken);
    }

    private async Task<SkillResult> AnswersAsync(ProjectSlot project, DailyStandupSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        // One text may hold all three, said for whichever was asked.
        var whole = new[] { slots.Yesterday, slots.Today, slots.Blockers }.OfType<TextSlot>().Select(t => StandupText.Read(t.Text)).FirstOrDefault(t => t is not null);
        var said = await SaidAsync(project, turn, cancellationToken);
        var yesterday = whole?.Yesterday ?? Words("yesterday", slots.Yesterday) ?? (slots.Yesterday is null && slots.Today is not null ? said?.Yesterday : null);
        var today = whole?.Today ?? Words("today", slots.Today) ?? (slots.Today is null && (slots.Blockers is not null || slots.Yesterday is not null) ? said?.Today : null);
        if (yesterday is null && slots.Yesterday is null && !(said is not null && (slots.Today is not null || slots.Blockers is not null)))
        {
            return await AskYesterdayAsync(project, turn, cancellationToken);
        }

        if (today is null && slots.Today is null && whole?.Today is null)
        {
            return new SkillResult.AskFor("today", Text(turn, "ask.today"), []);
        }

        if (slots.Blockers is TextSlot && turn.Heard is { } heard && heard.Cues.HasFlag(Cues.Only) && heard.Cues.HasFlag(Cues.Yes))
        {
            // "Sí" to "¿algo te bloquea?" says that something does, but not what.
            var nothing = Text(turn, "nothing");
            return new SkillResult.AskFor("blockers", Text(turn, "ask.what_blocks"), [new SlotChoice(nothing, new TextSlot(nothing))]);
        }

        var blockers = whole?.Blockers ?? Words("blockers", slots.Blockers);
        if (blockers is null && slots.Blockers is null && whole is not { NoBlockers: true } && said is null)
        {
            return new SkillResult.AskFor("blockers", Text(turn, "ask.blockers"), []);
        }

        blockers = blockers is null && slots.Blockers is null && whole is null ? said?.Blockers : blockers;
        return await WriteAsync(project, new StandupAnswers(yesterday ?? said?.Yesterday, today, blockers), turn, cancellationToken);
    }

    /// <summary>What the person has said today, or null.</summary>
    private static async Task<Standup?> SaidAsync(ProjectSlot project, Turn turn, CancellationToken cancellationToken) =>
        (await turn.Services.Week.StandupsAsync(turn.Actor.Workspace, turn.Today, cancellationToken)).FirstOrDefault(s => s.ProjectId.Value == project.Id && s.UserId == turn.Actor.User && !s.IsSkipped);

    /// <summary>"Hoy sigo con pagos" to the question about today says "hoy" once too often.</summary>
    private static string? Words(string name, SlotValue? slot) =>
        slot is not TextSlot { Text: var text } || StandupText.IsNothing(text) ? null : StandupText.Aimed(text) is { } aimed && aimed.Slot == name ? aimed.Answer : text;

    private async Task<SkillResult> AskYesterdayAsync(ProjectSlot project, Turn turn, CancellationToken cancellationToken)
    {
        var since = TeamDays.LastWorkday(turn.Today, turn.Directory);
        var moment = WallClock.ToUtc(since.ToDateTime(TimeOnly.MinValue), TeamDays.Zone(turn.Person, turn.Directory));
        var moved = await turn.Services.Week.MovedByAsync(new ProjectId(project.Id), turn.Actor.User, moment, cancellationToken);
        var tasks = moved.Count == 0 ? [] : await turn.Services.Tasks.FindAsync(turn.Actor, moved, cancellationToken);
        if (tasks.Count == 0)
        {
            return new SkillResult.AskFor("yesterday", Text(turn, "ask.yesterday"), []);
        }

        var lines = string.Join(", ", tasks.Select(t => $"#{t.Number} {t.Title} ({TaskWords.Status(t.Status, turn)})"));
        var that = Text(turn, "that");
        return new SkillResult.AskFor("yesterday", Text(turn, "ask.yesterday_offer", ("project", project.Name), ("tasks", lines), ("that", that)), [new SlotChoice(that, new TextSlot(lines))]);
    }

    private async Task<SkillResult> WriteAsync(ProjectSlot project, StandupAnswers answers, Turn turn, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(new WriteStandup(new ProjectId(project.Id), turn.Today, answers), confirmation: null, cancellationToken);
        if (!outcome.Try(out _, out var error))
        {
            return error is ProjectCore.NothingToChange ? new SkillResult.Done(new Reply(Text(turn, "same"))) : new SkillResult.Refused(error);
        }

        if (answers.Skipped)
        {
            return new SkillResult.Done(new Reply(Text(turn, "skipped", ("project", project.Name))) { Buttons = [Offers.Undo(turn)] }) { Project = project };
        }

        var words = StandupWords.Answers(turn.Language, turn.Services.Replies, answers.Yesterday, answers.Today, answers.Blockers);
        return new SkillResult.Done(new Reply($"{Text(turn, "saved", ("project", project.Name))}\n{words}")
        {
            Buttons = [.. await OffersAsync(answers, turn, cancellationToken), Offers.Undo(turn)],
        })
        {
            Project = project,
        };
    }

    /// <summary>What was said of tasks changes none of them; it is offered.</summary>
    private async Task<IReadOnlyList<Button>> OffersAsync(StandupAnswers answers, Turn turn, CancellationToken cancellationToken)
    {
        var offers = new List<Button>();
        foreach (var (text, key, words) in new[] { (answers.Yesterday, "close", Done()), (answers.Blockers, "blocked", Numbers()) })
        {
            if (text is null || !words.IsMatch(text))
            {
                continue;
            }

            int[] numbers = [.. Numbers().Matches(text).Select(m => int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture)).Distinct().Take(3)];
            var tasks = numbers.Length == 0 ? [] : await turn.Services.Tasks.FindByNumbersAsync(turn.Actor, numbers, cancellationToken);
            offers.AddRange(tasks.Where(t => t.IsOpen && (key == "close" || t.Status != TaskState.Blocked)).Select(t => Button.Saying(Text(turn, key, ("number", t.Number)))));
        }

        return offers;
    }

    /// <summary>Who is still to answer today; who is away is not waited for.</summary>
    private async Task<SkillResult> MissingAsync(ProjectSlot project, Turn turn, CancellationToken cancellationToken)
    {
        var said = (await turn.Services.Week.StandupsAsync(turn.Actor.Workspace, turn.Today, cancellationToken)).Where(s => s.ProjectId.Value == project.Id).ToList();
        var found = turn.Directory.Project(new ProjectId(project.Id))!;
        var missing = StandupWords.Missing(found, said, await turn.Services.Week.AbsencesAsync(turn.Actor.Workspace, turn.Today, cancellationToken), turn.Today, turn.Directory);
        var key = missing.Count == 0 ? "missing_none" : said.Count == 0 ? "missing_all" : "missing";
        return new SkillResult.Done(new Reply(Text(turn, key, ("project", project.Name), ("count", missing.Count), ("people", string.Join(", ", missing.Select(m => m.FullName)))))) { Project = project };
    }

    private async Task<SkillResult> ViewAsync(ProjectSlot project, DateOnly day, Turn turn, CancellationToken cancellationToken)
    {
        var said = (await turn.Services.Week.StandupsAsync(turn.Actor.Workspace, day, cancellationToken)).Where(s => s.ProjectId.Value == project.Id).ToList();
        if (said.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "view_none", ("project", project.Name), ("day", DateWords.Day(turn.Language, day, turn.Today))))) { Project = project };
        }

        var found = turn.Directory.Project(new ProjectId(project.Id))!;
        var missing = day == turn.Today ? StandupWords.Missing(found, said, await turn.Services.Week.AbsencesAsync(turn.Actor.Workspace, day, cancellationToken), day, turn.Directory) : [];
        return new SkillResult.Done(new Reply(StandupWords.Summary(turn.Language, turn.Services.Replies, found, day, said, missing, turn.Directory))
        {
            Card = StandupWords.Card(turn.Language, turn.Services.Replies, found, day, said, [], turn.Directory),
        })
        {
            Project = project,
        };
    }

    /// <summary>The project that is meant: said, the only one with a stand-up that the person is of, or the one being spoken of.</summary>
    private static async Task<ProjectSlot?> ProjectAsync(DailyStandupSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        if (slots.Project is { } named)
        {
            return named;
        }

        if (slots.Yesterday is TextSlot { Text: var text } && StandupText.Read(text) is { Head: { Length: > 0 } head } && Named(head, turn) is { } said)
        {
            return said;
        }

        var held = (await turn.Services.Week.SchedulesAsync(turn.Actor.Workspace, cancellationToken)).Select(s => turn.Directory.Project(s.ProjectId))
            .Where(p => p?.MemberRole(turn.Actor.User) is not null).ToList();
        return held is [{ } only] ? new ProjectSlot(only.Id.Value, only.Name) : turn.CurrentProject;
    }

    /// <summary>The one project that the words before the answers name: "daily del catálogo:".</summary>
    private static ProjectSlot? Named(string head, Turn turn)
    {
        var words = $" {Fold.Text(head).Replace(':', ' ').Replace(',', ' ').Trim()} ";
        var named = turn.Projects.Where(p => p.Aliases.Append(p.Name).Any(n => words.Contains($" {Fold.Text(n)} ", StringComparison.Ordinal))).Take(2).ToList();
        return named is [var only] ? new ProjectSlot(only.Id.Value, only.Name) : null;
    }

    [GeneratedRegex(@"(?:#|\b(?:la|tarea|task|ticket|number)\s+#?)(?<n>\d{1,6})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchTime.Most)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(cerr[eéó]|termin[eéó]|acab[eéó]|complet[eéó]|qued[oó] lista|closed|finished|completed|done|shipped)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, MatchTime.Most)]
    private static partial Regex Done();
}
