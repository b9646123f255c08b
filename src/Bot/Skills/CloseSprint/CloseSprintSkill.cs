using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.CloseSprint;

/// <summary>Which sprint, and where what is left goes.</summary>
public sealed record CloseSprintSlots(SlotValue? Sprint, SlotValue? Project, SlotValue? MoveTo);

/// <summary>"Cierra el sprint y pasa lo que falta al siguiente".</summary>
public sealed partial class CloseSprintSkill : Skill<CloseSprintSlots>
{
    private const string Backlog = "backlog";
    private const string Stay = "stay";

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("close_sprint")
    {
        Shareable = true,
        Slots = [Ask.Sprint().Optional(), Ask.Project().Optional(), Ask.Sprint("move_to").Optional()],
        Replies = ["where", "to_sprint", "to_backlog", "to_stay", "no_next", "closed", "all_done", "left_sprint", "left_backlog", "left_stay"],
    };

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var project, out var instead, Role.Admin)
            || !SprintPicker.TrySprint(project, slots.Sprint, "current", turn, out var sprint, out instead))
        {
            return instead;
        }

        if (turn.Directory.RoleIn(project.Id, turn.Actor.User) is not { } role || role < Role.Admin)
        {
            return new SkillResult.Refused(new NotAllowed("close_sprint", turn.Directory.RoleIn(project.Id, turn.Actor.User), Role.Admin, project.Name));
        }

        if (sprint.Status == SprintState.Closed)
        {
            return new SkillResult.Refused(new SprintIsClosed(sprint.Name));
        }

        frame.Slots["project"] = SprintPicker.Slot(project);
        frame.Slots["sprint"] = SprintPicker.Slot(sprint);
        var left = await turn.Services.Tasks.ListAsync(
            turn.Actor, new TaskFilter { LocalNow = turn.Now, Projects = [project.Id], Sprint = sprint.Id, OpenOnly = true }, new Page(0, 50), cancellationToken);
        var (leftovers, into, question) = Destination(slots.MoveTo, frame.Words, project, sprint, left.Total, turn);
        if (question is not null)
        {
            return question;
        }

        var outcome = await turn.ExecuteAsync(new ProjectCore.Sprints.CloseSprint(sprint.Id, leftovers) { Into = into?.Id }, confirmation: null, cancellationToken);
        if (!outcome.Try(out _, out var error))
        {
            return new SkillResult.Refused(error);
        }

        return await DescribeAsync(project, sprint, left, leftovers, into, turn, cancellationToken);
    }

    /// <summary>"Lo que quede al backlog" answers where it goes, whatever else it could be read as.</summary>
    internal override SlotValue? ReadAnswer(DialogFrame frame, Understanding heard) =>
        frame.Asking != "move_to" || Whereto().Match(Fold.Text(heard.Text)) is not { Success: true } said ? null
        : said.Groups["pile"].Success ? new SprintSlot(Backlog) : new SprintSlot(null, "next");

    /// <summary>"Reopen it", "reábrelo" right after: the sprint, not a task of it.</summary>
    internal override DialogFrame? Redirect(Executed done, Interpretation asked, Turn turn) =>
        asked.Intent == "update_status" && asked.Slots.GetValueOrDefault("status")?.Value is ChoiceValue { Name: "todo" } && turn.State.Focus.Sprint is { } sprint
            ? new DialogFrame { Intent = "start_sprint", Slots = { ["sprint"] = sprint, ["mode"] = new ChoiceSlot("reopen") } }
            : null;

    /// <summary>Never called: the frame's own words are needed.</summary>
    protected override Task<SkillResult> RunAsync(CloseSprintSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    private (Leftovers Leftovers, DirectorySprint? Into, SkillResult? Question) Destination(
        SlotValue? said, string? words, DirectoryProject project, DirectorySprint sprint, int left, Turn turn)
    {
        if (left == 0)
        {
            return (Leftovers.Stay, null, null);
        }

        switch (said)
        {
            case ChoiceSlot { Name: Backlog } or SprintSlot { Name: Backlog }:
                return (Leftovers.Backlog, null, null);
            case ChoiceSlot { Name: Stay } or SprintSlot { Name: Stay }:
                return (Leftovers.Stay, null, null);
            case SprintSlot { Name: { } name } when Pile().IsMatch(name):
                return (Leftovers.Backlog, null, null);
            case SprintSlot { Name: { } name } when Here().IsMatch(name):
                return (Leftovers.Stay, null, null);
            case SprintSlot { Name: { } name } when SprintNames.Best(project.Sprints.Where(s => s.Id != sprint.Id), name) is { } named:
                return (Leftovers.Sprint, named, null);
            case SprintSlot { Id: { } id } when project.Sprints.FirstOrDefault(s => s.Id.Value == id) is { } known:
                return (Leftovers.Sprint, known, null);
            case SprintSlot onward when IsNext(onward) && SprintPicker.Next(project, turn.Today) is { } next && next.Id != sprint.Id:
                return (Leftovers.Sprint, next, null);
            case SprintSlot onward when IsNext(onward):
                return (Leftovers.Stay, null, Where(Text(turn, "no_next", ("project", project.Name)) + " ", project, sprint, left, turn));
            case NothingSlot:
                // "Not yet": it is not closed at all.
                return (Leftovers.Stay, null, new SkillResult.Done(new Reply(turn.Text("not_done"))));
            case null when words is not null && Pile().IsMatch(words):
                return (Leftovers.Backlog, null, null);
            default:
                return (Leftovers.Stay, null, Where("", project, sprint, left, turn));
        }
    }

    private static bool IsNext(SprintSlot said) => said.Point == "next" || (said.Name is { } name && Following().IsMatch(name));

    private SkillResult.AskFor Where(string before, DirectoryProject project, DirectorySprint sprint, int left, Turn turn)
    {
        List<SlotChoice> choices = [.. project.Sprints.Where(s => s.Status == SprintState.Planned && s.Id != sprint.Id && s.End >= turn.Today).OrderBy(s => s.Start).Take(3)
            .Select(s => new SlotChoice(Text(turn, "to_sprint", ("name", s.Name)), SprintPicker.Slot(s)))];
        choices.Add(new SlotChoice(Text(turn, "to_backlog"), new SprintSlot(Backlog)));
        choices.Add(new SlotChoice(Text(turn, "to_stay"), new SprintSlot(Stay)));
        return new SkillResult.AskFor("move_to", before + Text(turn, "where", ("name", sprint.Name), ("count", left)), choices);
    }

    private async Task<SkillResult> DescribeAsync(
        DirectoryProject project, DirectorySprint sprint, TaskPage left, Leftovers leftovers, DirectorySprint? into, Turn turn, CancellationToken cancellationToken)
    {
        var burndown = (await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken)).Value;
        List<string> lines =
        [
            Text(turn, "closed", ("name", sprint.Name), ("project", project.Name), ("done", burndown.Done.Tasks), ("count", burndown.Scope.Tasks),
                ("points", SprintWords.Number(burndown.Done.Points)), ("scope", SprintWords.Number(burndown.Scope.Points))),
        ];
        lines.Add(left.Total == 0 ? Text(turn, "all_done") : leftovers switch
        {
            Leftovers.Sprint => Text(turn, "left_sprint", ("count", left.Total), ("name", into!.Name)),
            Leftovers.Backlog => Text(turn, "left_backlog", ("count", left.Total)),
            _ => Text(turn, "left_stay", ("count", left.Total)),
        });
        lines.AddRange(left.Tasks.Take(10).Select(t => "• " + TaskWords.Line(t, turn)));
        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Buttons = [into is not null ? Button.Saying(turn.Text("offer.start_sprint_named", ("name", into.Name))) : Button.Saying(turn.Text("offer.create_sprint")), Offers.Undo(turn)],
        })
        {
            Tasks = [],
            Project = SprintPicker.Slot(project),
            Sprint = SprintPicker.Slot(sprint),
            List = [.. left.Tasks.Select(TaskWords.Reference)],
        };
    }

    [GeneratedRegex(
        @"^\W*((no|pues|mejor|ok|va|dale|yes|si|then|y|and|cierralo|cerralo|close it|wrap it up),? )*(lo que (quede|queda|quedo|falte|falta|falto|sobre|sobra|resta|no se (termino|hizo|acabo))|lo (pendiente|demas|restante)|(todo|todas|todos|las que (quedan|faltan))|(muev|mov|pas|mand|regres|devuelv|echa|llev|manda)\w*( todo| todas| todos| lo que \w+| lo pendiente)?|(move|send|put|push|throw|carry|roll) (them|it|everything|all|those|the rest|what's left|whats left|the leftovers|leftovers)( all| over| back)?|everything|leftovers|the rest|the leftovers|what's left|back)?,? ?(al|a el|para el|en el|to|into|in) (the |el )?((?<pile>backlog)|(siguiente|proximo|que sigue|que viene|next)( one| sprint)?|sprint (siguiente|que viene|que sigue))( mejor| then| please| porfa| por favor)?\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Whereto();

    [GeneratedRegex(@"\b(backlog|pendientes?|fuera|ning[uú]n sprint|sin sprint|no sprint|out)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Pile();

    [GeneratedRegex(@"\b(siguiente|pr[oó]ximo|que viene|que sigue|next|following|upcoming)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Following();

    [GeneratedRegex(@"\b(qued\w+|d[eé]jal[oa]s?|ah[ií]|stay|leave|keep|mismo|igual)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Here();
}
