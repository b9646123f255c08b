using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Skills.PlanSprint;

/// <summary>Which tasks, which sprint, and how much fits.</summary>
public sealed record PlanSprintSlots(TasksSlot? Task, SlotValue? Sprint, SlotValue? Project, NumberSlot? Capacity);

/// <summary>"Mueve la 7 al sprint 4", "saca la 8 del sprint", "propón qué cabe".</summary>
public sealed partial class PlanSprintSkill : Skill<PlanSprintSlots>
{
    // What stands in a frame beside the slots that people say: a proposal that waits for its yes; that the tasks go out.
    private const string Proposed = "proposed";
    private const string Out = "out";

    // The points that a proposal may have, where that was said while it was edited.
    private const string Limited = "limit";

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("plan_sprint")
    {
        Shareable = true,
        Slots =
        [
            Ask.Tasks().Optional(),
            Ask.Sprint().Optional(),
            Ask.Project().Optional(),
            new SlotSpec("capacity", EntityType.Estimate) { Required = false },
        ],
        Replies =
        [
            "added", "removed", "same", "foreign", "not_there", "in_none", "nothing_fits", "proposal", "proposal_free", "assumed", "edit", "capacity_set", "confirm", "emptied", "fits", "fits_not", "fits_free", "proposed_already", "not_proposed", "in_sprint", "elsewhere", "over", "not_its",
        ],
    };

    /// <summary>"Inícialo", "start it" right after: the sprint, while it has not begun.</summary>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(SprintBeginning.Of(heard.Text, turn));

    /// <inheritdoc/>
    internal override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        if (frame.Slots.ContainsKey(Proposed))
        {
            return await ProposedAsync(frame, slots, turn, cancellationToken);
        }

        if (slots.Task is null && PlanWords.TakesOut(frame.Words))
        {
            // "Not in the sprint though": what was spoken of stays out, and nothing is proposed.
            if (turn.State.Focus.Tasks.Count == 0)
            {
                return new SkillResult.AskFor("task", turn.Text("which_one"), []);
            }

            frame.Slots["task"] = new TasksSlot([.. turn.State.Focus.Tasks]);
            slots = Bind(frame);
        }

        if (slots.Task is not { } tasks)
        {
            return await ProposeAsync(frame, slots, turn, cancellationToken);
        }

        var views = await turn.Services.Tasks.FindAsync(turn.Actor, [.. tasks.Tasks.Select(t => new TaskId(t.Id))], cancellationToken);
        if (PlanWords.TakesOut(frame.Words))
        {
            frame.Slots[Out] = new ChoiceSlot("true");
        }

        return frame.Slots.ContainsKey(Out)
            ? await RemoveAsync(frame, slots, views, turn, cancellationToken)
            : await AddAsync(frame, slots, views, turn, cancellationToken);
    }

    /// <summary>"Throw 3 and 4 in there": into the sprint that was just spoken of, whatever project the tasks are of.</summary>
    internal override void Imply(DialogFrame frame, Turn turn)
    {
        if (!frame.Slots.ContainsKey("sprint") && !frame.Slots.ContainsKey("project") && frame.Words is { } words && PlanWords.PointsThere(words)
            && turn.State.Focus is { Sprint: { Id: not null } spoken, SprintAt: { } at } && turn.UtcNow - at < Corrections.Window)
        {
            frame.Slots["sprint"] = spoken;
        }
    }

    /// <summary>Never called: the frame's own words are needed.</summary>
    protected override Task<SkillResult> RunAsync(PlanSprintSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("It runs by its frame.");

    private async Task<SkillResult> AddAsync(DialogFrame frame, PlanSprintSlots slots, IReadOnlyList<TaskView> tasks, Turn turn, CancellationToken cancellationToken)
    {
        if (tasks.Count == 0)
        {
            return new SkillResult.Refused(new TaskNotFound(slots.Task!.Tasks[0].Number));
        }

        // "Todo lo pendiente", "las tres primeras" span all projects; a sprint is of one.
        IReadOnlyList<TaskView> foreign = [];
        if (slots.Task!.Described && tasks.DistinctBy(t => t.Project.Id).Count() > 1)
        {
            if (!SprintPicker.TryProject(slots.Project, slots.Sprint as SprintSlot, turn, out var of, out var which, Role.Developer))
            {
                return which;
            }

            if (tasks.Any(t => t.Project.Id == of.Id))
            {
                (tasks, foreign) = ([.. tasks.Where(t => t.Project.Id == of.Id)], [.. tasks.Where(t => t.Project.Id != of.Id)]);
            }
        }

        // The tasks say which project is meant, whatever was spoken of before.
        if (turn.FindProject(tasks[0].Project.Id.ToString()) is not { } project)
        {
            return new SkillResult.Refused(new ProjectNotFound());
        }

        if (slots.Sprint is SprintSlot { Id: { } id } && turn.Projects.FirstOrDefault(p => p.Sprints.Any(s => s.Id.Value == id)) is { } owner && owner.Id != project.Id)
        {
            // "Throw 3 and 4 in there", into the sprint of another project.
            return new SkillResult.Done(new Reply(Text(turn, "not_its", ("tasks", Named(tasks)), ("count", tasks.Count), ("project", project.Name), ("name", ((SprintSlot)slots.Sprint).Name ?? ""), ("owner", owner.Name)))) { Tasks = slots.Task.Tasks };
        }

        if (!SprintPicker.TrySprint(project, SprintPicker.Meant(slots.Sprint, project, turn), "current", turn, out var sprint, out var instead))
        {
            return instead;
        }

        List<string> besides = [];
        if (tasks.Where(t => t.Sprint == sprint.Name).ToList() is { Count: > 0 } there && there.Count < tasks.Count)
        {
            besides.Add(Text(turn, "same", ("tasks", Named(there)), ("name", sprint.Name), ("count", there.Count)));
        }

        // Those that were pointed at in a list; of "todo lo pendiente" only this project's was meant.
        if (foreign.Count > 0 && foreign.All(t => turn.State.Focus.List.Exists(l => l.Id == t.Id.Value)))
        {
            besides.Add(Text(turn, "foreign", ("tasks", Named(foreign)), ("count", foreign.Count)));
        }

        var operation = new ProjectCore.Sprints.PlanSprint(sprint.Id, [.. tasks.Select(t => t.Id)], []);
        return await RunAsync(frame, operation, project, sprint, tasks, besides, turn, cancellationToken);
    }

    private static string Named(IEnumerable<TaskView> tasks) => string.Join(", ", tasks.Select(t => $"#{t.Number} {t.Title}"));

    private async Task<SkillResult> RemoveAsync(DialogFrame frame, PlanSprintSlots slots, IReadOnlyList<TaskView> tasks, Turn turn, CancellationToken cancellationToken)
    {
        var named = slots.Sprint is SprintSlot { Name: { } name } && tasks.Count > 0 && turn.FindProject(tasks[0].Project.Id.ToString()) is { } of ? SprintNames.Best(of.Sprints, name)?.Name ?? name : null;
        var there = tasks.Where(t => t.Sprint is not null && (named is null || t.Sprint == named)).ToList();
        if (there.Count == 0)
        {
            var list = Named(tasks);
            return new SkillResult.Done(new Reply(named is null ? Text(turn, "in_none", ("tasks", list), ("count", tasks.Count)) : Text(turn, "not_there", ("tasks", list), ("name", named), ("count", tasks.Count))))
            {
                Tasks = [.. tasks.Select(TaskWords.Reference)],
            };
        }

        var project = turn.FindProject(there[0].Project.Id.ToString());
        var operation = new ProjectCore.Sprints.PlanSprint(null, [], [.. there.Select(t => t.Id)]);
        return await RunAsync(frame, operation, project, project?.Sprints.FirstOrDefault(s => s.Name == there[0].Sprint), there, [], turn, cancellationToken);
    }

    /// <summary>Does it, or asks first where it is many; <paramref name="besides"/> says what of the tasks named stays as it is.</summary>
    private async Task<SkillResult> RunAsync(
        DialogFrame frame, ProjectCore.Sprints.PlanSprint operation, DirectoryProject? project, DirectorySprint? sprint, IReadOnlyList<TaskView> tasks, List<string> besides, Turn turn,
        CancellationToken cancellationToken)
    {
        var confirmation = turn.ConfirmationFor(frame);
        if (confirmation is null && (frame.NeedsYes || operation.Safety != Safety.None || (frame.Slots.GetValueOrDefault("task") is TasksSlot { Described: true } && tasks.Count > 1)))
        {
            var preview = await turn.Services.Pipeline.PreviewAsync(operation, turn.Actor, cancellationToken);
            return preview.Try(out var shown, out var refusal)
                ? new SkillResult.NeedsConfirmation(new Reply(string.Join('\n', [.. besides, Text(turn, "confirm", ("count", shown.Views.Count), ("name", sprint?.Name ?? ""), ("tasks", TaskWords.Several(shown.Views, turn)))])), shown)
                : new SkillResult.Refused(refusal);
        }

        var outcome = await turn.ExecuteAsync(operation, confirmation, cancellationToken);
        if (!outcome.Try(out var done, out var error))
        {
            return error is NothingToChange && sprint is not null
                ? new SkillResult.Done(new Reply(string.Join('\n', [Text(turn, "same", ("tasks", Named(tasks)), ("name", sprint.Name), ("count", tasks.Count)), .. besides])))
                {
                    Tasks = [.. tasks.Select(TaskWords.Reference)],
                }
                : new SkillResult.Refused(error);
        }

        var changed = done.Subjects.OfType<TaskView>().ToList();
        var key = operation.Add.Count > 0 ? "added" : "removed";
        List<string> lines = [Text(turn, key, ("name", sprint?.Name ?? ""), ("tasks", TaskWords.Several(changed, turn)), ("count", changed.Count)), .. besides];
        if (sprint is not null)
        {
            lines.AddRange(await LoadAsync(sprint, turn, cancellationToken));
        }

        return new SkillResult.Done(new Reply(string.Join('\n', lines)) { Buttons = [Offers.Undo(turn), Button.Saying(turn.Text("offer.sprint_status"))] })
        {
            Tasks = [.. changed.Select(TaskWords.Reference)],
            Project = project is null ? null : SprintPicker.Slot(project),
            Sprint = sprint is null ? null : SprintPicker.Slot(sprint),
        };
    }

    private static async Task<IReadOnlyList<string>> LoadAsync(DirectorySprint sprint, Turn turn, CancellationToken cancellationToken)
    {
        var burndown = await turn.Services.Sprints.BurndownAsync(turn.Actor, sprint.Id, cancellationToken);
        var velocity = await turn.Services.Sprints.VelocityAsync(turn.Actor, sprint.Project, SprintPlan.VelocitySprints, cancellationToken);
        return burndown.Try(out var found, out _) ? SprintWords.Load(sprint.Name, found.Scope, sprint.Capacity, velocity.Try(out var usual, out _) ? usual.Points : null, turn) : [];
    }

    /// <summary>"No, al sprint 5": the same tasks elsewhere.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (done.Tasks.Count > 0 && done.Slots.ContainsKey(Out) && PlanWords.KeepsIn(Fold.Text(heard.Text)) && turn.State.Focus.Sprint is { } kept)
        {
            var back = new DialogFrame { Intent = Spec.Intent, Slots = { ["task"] = new TasksSlot(done.Tasks), ["sprint"] = kept } };
            var tasks = await turn.Services.Tasks.FindAsync(turn.Actor, [.. done.Tasks.Select(t => new TaskId(t.Id))], cancellationToken);
            if (await AddAsync(back, Bind(back), tasks, turn, cancellationToken) is SkillResult.Done returned)
            {
                turn.Say(returned.Reply);
                turn.State.LastDone = done with { Slots = back.Slots, At = turn.UtcNow };
                return true;
            }
        }

        if (done.Tasks.Count == 0 || fragments.FirstOrDefault(e => e.Type == EntityType.Sprint) is not { } said || fragments.Any(e => e.Type == EntityType.Task)
            || PlanWords.TakesOut(heard.Text) || (heard.Operations.Count > 0 && (heard.Operations[0].Intent != Spec.Intent || heard.Operations[0].Slots.ContainsKey("task"))))
        {
            return false;
        }

        var views = await turn.Services.Tasks.FindAsync(turn.Actor, [.. done.Tasks.Select(t => new TaskId(t.Id))], cancellationToken);
        var slot = said.Value is ReferenceValue { Kind: var kind } ? new SprintSlot(null, kind == ReferenceKind.Next ? "next" : "current") : new SprintSlot(said.Text);
        if (views.Count == 0 || turn.FindProject(views[0].Project.Id.ToString()) is not { } project || !SprintPicker.TrySprint(project, slot, "current", turn, out var sprint, out _))
        {
            return false;
        }

        var frame = new DialogFrame { Intent = Spec.Intent, Slots = { ["task"] = new TasksSlot(done.Tasks), ["sprint"] = SprintPicker.Slot(sprint) } };
        if (await AddAsync(frame, Bind(frame), views, turn, cancellationToken) is not SkillResult.Done moved)
        {
            return false;
        }

        turn.Say(moved.Reply);
        turn.State.LastDone = done with { At = turn.UtcNow };
        return true;
    }
}
