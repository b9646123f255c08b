using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills;

/// <summary>What a project's earlier sprints got done: a picture, and a line a sprint.</summary>
internal static class SprintVelocities
{
    // What the picture has room for.
    private const int MaxSprints = 8;

    /// <summary>Tells it; where no sprint is over yet, says so and how the running one stands.</summary>
    public static async Task<SkillResult> TellAsync(DirectoryProject project, Turn turn, CancellationToken cancellationToken)
    {
        if (!(await turn.Services.Sprints.VelocityAsync(turn.Actor, project.Id, MaxSprints, cancellationToken)).Try(out var velocity, out var error))
        {
            return new SkillResult.Refused(error);
        }

        var running = await RunningAsync(project, turn, cancellationToken);
        if (velocity.Sprints.Count == 0)
        {
            List<string> none = [turn.Text("velocity.none", ("project", project.Name))];
            none.AddRange(running is null ? [] : [running]);
            var way = turn.Text(running is null ? "offer.create_sprint" : "offer.sprint_status");
            return new SkillResult.Done(new Reply(string.Join('\n', none)) { Buttons = [Button.Saying(way)] }) { Project = SprintPicker.Slot(project) };
        }

        var unit = velocity.Points is null ? SprintUnit.Tasks : SprintUnit.Points;
        var average = Amount(velocity.Points ?? velocity.Tasks ?? 0, unit, turn);
        var head = turn.Text("velocity.head", ("project", project.Name), ("average", average), ("count", velocity.Sprints.Count));
        List<string> sprints = [.. velocity.Sprints.Select(s => turn.Text("velocity.line", ("sprint", s.Sprint.Name), ("done", SprintWords.Number(s.Done.In(unit))), ("planned", Amount(s.Committed.In(unit), unit, turn))))];
        List<string> notes = [.. running is null ? Array.Empty<string>() : [running]];
        if (unit == SprintUnit.Points && velocity.Unestimated > 0)
        {
            notes.Add(turn.Text("velocity.unestimated", ("count", velocity.Unestimated)));
        }

        var picture = CardPictures.Velocity(velocity, turn);
        List<string> lines = [head, .. sprints.Select(s => "• " + s), .. notes];
        if (CardPictures.Line(picture, turn) is { } link)
        {
            lines.Add(link);
        }

        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Buttons = [Button.Saying(turn.Text(running is null ? "offer.create_sprint" : "offer.sprint_status"))],
            // The picture tells what each sprint got done.
            Card = new ReportCard(head.TrimEnd(':'), [], [new CardSection("") { Lines = picture is null ? [.. sprints, .. notes] : notes }]) { Picture = picture },
        })
        {
            Project = SprintPicker.Slot(project),
        };
    }

    private static async Task<string?> RunningAsync(DirectoryProject project, Turn turn, CancellationToken cancellationToken) =>
        project.CurrentSprint is { } sprint && (await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Try(out var burndown, out _)
            ? turn.Text(
                "velocity.running", ("sprint", sprint.Name), ("done", SprintWords.Number(burndown.Done.In(burndown.Unit))), ("planned", Amount(burndown.Scope.In(burndown.Unit), burndown.Unit, turn)))
            : null;

    private static string Amount(decimal amount, SprintUnit unit, Turn turn) =>
        turn.Text(unit == SprintUnit.Points ? "points" : "velocity.tasks", ("count", SprintWords.Number(amount)));
}
