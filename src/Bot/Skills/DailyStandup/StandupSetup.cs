using PmBot.Bot.Dialogs;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Standups;

namespace PmBot.Bot.Skills.DailyStandup;

/// <summary>"Standup diario a las 9 para el Catálogo", "pausa el standup hasta el lunes", "stop the stand-up".</summary>
internal sealed class StandupSetup(StandupSetup.Say text, Turn turn)
{
    private static readonly TimeOnly Usual = new(9, 0);

    /// <summary>A sentence of the skill's own.</summary>
    internal delegate string Say(string key, params ReadOnlySpan<ReplyArgument> arguments);

    /// <summary>Whether something is said about when the stand-up is held, and nothing in it.</summary>
    public static bool IsMeant(DailyStandupSlots slots) =>
        slots.Mode?.Name is "set" or "pause" or "resume" or "stop"
        || (slots is { Mode: null, Yesterday: null, Today: null, Blockers: null } && (slots.Recurrence is not null || slots.When is RecurrenceSlot or DateSlot { Time: not null }));

    /// <summary>Sets it up, pauses it, or ends it.</summary>
    public async Task<SkillResult> RunAsync(ProjectSlot named, DailyStandupSlots slots, CancellationToken cancellationToken)
    {
        var project = new ProjectId(named.Id);
        var held = (await turn.Services.Week.SchedulesAsync(turn.Actor.Workspace, cancellationToken)).FirstOrDefault(s => s.ProjectId == project);
        if (slots.Mode is { Name: not "set" and var mode })
        {
            return held is null
                ? new SkillResult.Done(new Reply(text("not_held", ("project", named.Name))))
                : await ChangeAsync(mode, held, named, slots, cancellationToken);
        }

        if (Time(slots) is not { } time)
        {
            return new SkillResult.AskFor(
                "when", text("ask.hour"), [new(text("nine"), new RecurrenceSlot("T09")), new(text("half_past"), new RecurrenceSlot("T09:30"))]);
        }

        // Today's is still to come only where its hour is.
        var from = TimeOnly.FromDateTime(turn.Now) < time ? turn.Today : turn.Today.AddDays(1);
        return await DoAsync(new ScheduleStandup(project, time, from, null), "set", time, named, default, cancellationToken);
    }

    private async Task<SkillResult> ChangeAsync(string mode, StandupSchedule held, ProjectSlot named, DailyStandupSlots slots, CancellationToken cancellationToken)
    {
        var until = slots.When is DateSlot day ? day.Day : turn.Today.AddDays(7);
        return mode switch
        {
            "pause" => await DoAsync(new ScheduleStandup(held.ProjectId, held.At, held.StartsOn, until), "paused", held.At, named, until, cancellationToken),
            "resume" => await DoAsync(new ScheduleStandup(held.ProjectId, held.At, held.StartsOn, null), "resumed", held.At, named, default, cancellationToken),
            _ => await DoAsync(new ScheduleStandup(held.ProjectId, null, held.StartsOn, null), "stopped", held.At, named, default, cancellationToken),
        };
    }

    private async Task<SkillResult> DoAsync(ScheduleStandup operation, string key, TimeOnly time, ProjectSlot named, DateOnly until, CancellationToken cancellationToken)
    {
        var outcome = await turn.ExecuteAsync(operation, confirmation: null, cancellationToken);
        if (!outcome.Try(out _, out var error) && error is not ProjectCore.NothingToChange)
        {
            return new SkillResult.Refused(error);
        }

        var said = key switch
        {
            "paused" => text(key, ("project", named.Name), ("day", DateWords.Until(turn.Language, until, null, turn.Today))),
            "stopped" => text(key, ("project", named.Name)),
            _ => text(key, ("project", named.Name), ("time", Moments.Clock(time, turn))),
        };
        if (key == "set" && await turn.Services.Week.ChannelOfAsync(operation.Project, cancellationToken) is null)
        {
            said += "\n" + text("channel_hint", ("project", named.Name));
        }

        return new SkillResult.Done(new Reply(said) { Buttons = [Offers.Undo(turn)] }) { Project = named };
    }

    private static TimeOnly? Time(DailyStandupSlots slots) => (slots.Recurrence ?? slots.When as RecurrenceSlot) is { } repeat
        ? Recurrence.Parse(repeat.Rule)?.Time ?? (slots.When as DateSlot)?.Time ?? Usual
        : slots.When is DateSlot { Time: { } time } ? time : null;
}
