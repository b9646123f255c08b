using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Proactive;

/// <summary>Today's stand-ups whose hour has come and to which the person has said nothing yet.</summary>
internal sealed class WaitingStandups(WeekStore week) : IWaiting
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WaitingQuestion>> OfAsync(Turn turn, CancellationToken cancellationToken)
    {
        var (workspace, user, now) = (turn.Actor.Workspace, turn.Actor.User, TimeOnly.FromDateTime(turn.Now));
        var held = (await week.SchedulesAsync(workspace, cancellationToken)).Where(s => s.At <= now && StandupPlanner.IsAsked(s, turn.Person, turn.Today, turn.Directory)).ToList();
        if (held.Count == 0 || !(await week.SettingsAsync(workspace, user, cancellationToken)).Wants(NoticeKind.Standup)) return [];
        if ((await week.AbsencesAsync(workspace, turn.Today, cancellationToken)).AwayOn(user, turn.Today) is not null) return [];
        var said = (await week.StandupsAsync(workspace, turn.Today, cancellationToken)).Where(s => s.UserId == user).Select(s => s.ProjectId).ToHashSet();
        return [.. held.Where(s => !said.Contains(s.ProjectId)).Select(s => Question(turn.Directory.Project(s.ProjectId)!.Name, turn))];
    }

    private static WaitingQuestion Question(string project, Turn turn) =>
        new(new Reply(turn.Text("standup.waits", ("project", project))) { Buttons = [new Button(turn.Text("standup.answer"), turn.Text("standup.answer_words", ("project", project)))] }, Where: null);
}
