using PmBot.Bot.Replies;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Dialogs;

/// <summary>Who gives a task to somebody who is away is told so.</summary>
internal static class AbsenceNotes
{
    // An absence that begins later than this is no news yet.
    private const int DaysAhead = 14;

    /// <summary>The reply, with a line more where a new assignee is or will soon be away.</summary>
    public static async Task<SkillResult> AddAsync(SkillResult.Done done, OperationOutcome outcome, Turn turn, CancellationToken cancellationToken)
    {
        var given = outcome.Subjects.OfType<TaskView>().Where(t => t.Changes.Count == 0 || t.Changes.Any(c => c.Field == "assignee")).Select(t => t.Assignee).OfType<PersonRef>()
            .Where(p => p.Id != turn.Actor.User).DistinctBy(p => p.Id).ToList();
        if (given.Count == 0)
        {
            return done;
        }

        var absences = await turn.Services.Week.AbsencesAsync(turn.Actor.Workspace, turn.Today, cancellationToken);
        var notes = given.Select(p => (Person: p, Away: absences.Where(a => a.Person.Id == p.Id).MinBy(a => a.From))).Where(p => p.Away is { } away && away.From.DayNumber - turn.Today.DayNumber <= DaysAhead)
            .Select(p => p.Away!.From <= turn.Today
                ? turn.Text("away.until", ("person", TaskWords.Called(p.Person.FullName, turn)), ("when", DateWords.Until(turn.Language, p.Away.To.AddDays(1), null, turn.Today)))
                : turn.Text("away.from", ("person", TaskWords.Called(p.Person.FullName, turn)), ("when", $"{DateWords.Until(turn.Language, p.Away.From, null, turn.Today)} – {DateWords.Day(turn.Language, p.Away.To, turn.Today)}")))
            .ToList();
        return notes.Count == 0 ? done : done with { Reply = done.Reply.Noting(string.Join('\n', notes)) };
    }
}
