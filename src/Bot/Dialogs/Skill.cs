using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.ProjectCore.Operations;

namespace PmBot.Bot.Dialogs;

/// <summary>A capability: what it is called, what it needs, and what it does once it has that.</summary>
/// <remarks>One folder a skill, with its patterns, training sentences and replies beside it. Skills hold no state.</remarks>
public abstract class Skill
{
    private protected Skill()
    {
    }

    /// <summary>Its intent, slots and replies.</summary>
    public abstract SkillSpec Spec { get; }

    /// <summary>A change that makes what was done as if it had been asked for like this from the start; null where it has to be taken back and done again.</summary>
    /// <param name="done">What was done.</param>
    /// <param name="now">The same with the corrected slots.</param>
    internal virtual Operation? Correct(Executed done, DialogFrame now) => null;

    /// <summary>Whether a message is for this skill by its mere form, whatever its words say.</summary>
    internal virtual bool Claims(string message) => false;

    /// <summary>Reads a message whose very form says that it is for this skill, before anything else does; null for any other.</summary>
    internal virtual Nlu.Interpretation? ReadForm(string message) => null;

    /// <exception cref="SkillDiscoveryException">The slots record and the spec do not fit.</exception>
    internal abstract void CheckBinding();

    /// <summary>Fills what the words say without naming it, before anything is asked: "ya reservé el salón" is done.</summary>
    internal virtual void Imply(DialogFrame frame)
    {
    }

    /// <summary>Fills what follows from what is known so far and from the workspace, before anything is asked.</summary>
    internal virtual void Imply(DialogFrame frame, Turn turn) => Imply(frame);

    /// <summary>The slots in the order in which this request asks for them, with the questions that fit its words.</summary>
    internal virtual IReadOnlyList<SlotSpec> SlotsOf(DialogFrame frame) => Spec.Slots;

    /// <summary>What a request means that points at a task, right after this skill made or showed something else: "bórralo" of a project, "cancela el segundo" of reminders.</summary>
    internal virtual DialogFrame? Redirect(Executed done, Nlu.Interpretation asked, Turn turn) => null;

    /// <summary>What a message means that speaks of something this skill just showed or made, by its place or its words: "quita el de los viernes" of reminders.</summary>
    internal virtual Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) => Task.FromResult<DialogFrame?>(null);

    /// <summary>What a message answers to a question of this skill that no reader could know; null leaves it to the others.</summary>
    internal virtual SlotValue? ReadAnswer(DialogFrame frame, Understanding heard) => null;

    /// <summary>What its operation asks for, every required slot being filled.</summary>
    internal virtual Safety SafetyOf(DialogFrame frame, Turn turn) => Safety.Confirm;

    internal abstract Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken);

    /// <summary>Takes a message while the frame waits for a yes, if it changes what would be done: "quita la 12".</summary>
    /// <returns>True when the frame's slots were changed: the question is asked again.</returns>
    internal virtual Task<bool> RefineAsync(DialogFrame frame, Understanding heard, Turn turn, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Whether a message, right after the skill has acted, can only be about what it made: "start on the 24th" of a sprint.</summary>
    internal virtual bool IsAbout(Understanding heard) => false;

    /// <summary>Takes a message right after the skill has acted, if it corrects that: "no, hasta el 20".</summary>
    /// <returns>False when it is no correction: nothing was done or said.</returns>
    internal virtual Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken) => Task.FromResult(false);
}

/// <summary>A skill with typed slots.</summary>
/// <typeparam name="TSlots">A record of <see cref="SlotValue"/>s named as the slots.</typeparam>
public abstract class Skill<TSlots> : Skill
    where TSlots : notnull
{
    private readonly Lazy<SlotBinder<TSlots>> _binder;

    protected Skill() => _binder = new Lazy<SlotBinder<TSlots>>(() => new SlotBinder<TSlots>(Spec));

    internal sealed override void CheckBinding() => _ = _binder.Value;

    internal override Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken) =>
        RunAsync(_binder.Value.Bind(frame.Slots), turn, cancellationToken);

    /// <summary>Answers or acts; every required slot is filled.</summary>
    protected abstract Task<SkillResult> RunAsync(TSlots slots, Turn turn, CancellationToken cancellationToken);

    private protected TSlots Bind(DialogFrame frame) => _binder.Value.Bind(frame.Slots);

    /// <summary>A sentence of this skill's own replies.</summary>
    protected string Text(Turn turn, string key, params ReadOnlySpan<ReplyArgument> arguments) => turn.Text($"{Spec.Intent}.{key}", arguments);
}

/// <summary>A skill that changes something: it makes an operation, and says what came of it.</summary>
/// <typeparam name="TSlots">Its slots.</typeparam>
public abstract class OperationSkill<TSlots> : Skill<TSlots>
    where TSlots : notnull
{
    /// <summary>The change that the slots ask for.</summary>
    public abstract Operation ToOperation(TSlots slots, Turn turn);

    /// <summary>What to say once it is done.</summary>
    protected abstract SkillResult.Done Describe(TSlots slots, OperationOutcome outcome, Turn turn);

    /// <summary>The same where more has to be read first.</summary>
    protected virtual Task<SkillResult.Done> DescribeAsync(TSlots slots, OperationOutcome outcome, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(Describe(slots, outcome, turn));

    /// <summary>What to ask before a dangerous change.</summary>
    protected virtual string ConfirmationQuestion(TSlots slots, OperationPreview preview, Turn turn) =>
        turn.Text(
            "confirm_bulk", ("count", preview.Views.Count), ("change", ChangeWords.InCommon(preview.Views, turn)), ("what", TaskWords.Preview(preview.Views, turn)));

    /// <summary>Whether the person may do this to a task that was described among others; those they may not are left out and named.</summary>
    protected virtual bool MayTouch(TaskView task, Turn turn) => turn.Directory.RoleIn(task.Project.Id, turn.Actor.User) >= ProjectCore.Projects.Role.Developer;

    internal sealed override Safety SafetyOf(DialogFrame frame, Turn turn) => ToOperation(Bind(frame), turn).Safety;

    internal sealed override async Task<SkillResult> RunAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var leftOut = await LeaveOutAsync(frame, turn, cancellationToken);
        var result = await RunOnAsync(frame, turn, cancellationToken);
        return (leftOut, result) switch
        {
            ({ } note, SkillResult.NeedsConfirmation asked) => asked with { Question = asked.Question.Noting(note, first: true) },
            ({ } note, SkillResult.Done done) => done with { Reply = done.Reply.Noting(note, first: true) },
            _ => result,
        };
    }

    /// <summary>Of many tasks by description, takes out those that the person may not touch, unless that is all of them.</summary>
    /// <returns>What to say of it, or null.</returns>
    private async Task<string?> LeaveOutAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        if (frame.Confirmed || frame.Slots.FirstOrDefault(s => s.Value is TasksSlot { Described: true, Tasks.Count: > 1 }) is not { Value: TasksSlot many, Key: var name })
        {
            return null;
        }

        var tasks = await turn.Services.Tasks.FindAsync(turn.Actor, [.. many.Tasks.Select(t => new ProjectCore.Tasks.TaskId(t.Id))], cancellationToken);
        var mine = tasks.Where(t => MayTouch(t, turn)).ToList();
        if (mine.Count == 0 || mine.Count == many.Tasks.Count)
        {
            return null;
        }

        frame.Slots[name] = many with { Tasks = [.. mine.Select(TaskWords.Reference)] };
        if (mine.Count == tasks.Count)
        {
            // What was deleted since is nobody's to touch.
            return null;
        }

        var others = tasks.Except(mine).ToList();
        return turn.Text("left_out", ("count", others.Count), ("tasks", TaskWords.Numbers(others)), ("projects", string.Join(", ", others.Select(t => t.Project.Name).Distinct(StringComparer.Ordinal))));
    }

    private async Task<SkillResult> RunOnAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken)
    {
        var slots = Bind(frame);
        if (await CheckAsync(slots, turn, cancellationToken) is { } objection)
        {
            return objection;
        }

        var operation = ToOperation(slots, turn);
        var confirmation = turn.ConfirmationFor(frame);
        if (confirmation is null && (frame.NeedsYes || operation.Safety != Safety.None || frame.Slots.Values.Any(v => v is TasksSlot { Described: true, Tasks.Count: > 1 } or TasksSlot { IsAll: true })))
        {
            var preview = await turn.Services.Pipeline.PreviewAsync(operation, turn.Actor, cancellationToken);
            return preview.Try(out var shown, out var refusal)
                ? new SkillResult.NeedsConfirmation(new Reply(ConfirmationQuestion(slots, shown, turn)), shown)
                : DescribeRefusal(slots, refusal, turn) ?? (SkillResult)new SkillResult.Refused(refusal);
        }

        var outcome = await turn.ExecuteAsync(operation, confirmation, cancellationToken);
        if (outcome.Try(out var done, out var error))
        {
            return await AbsenceNotes.AddAsync(await DescribeAsync(slots, done, turn, cancellationToken), done, turn, cancellationToken);
        }

        return DescribeRefusal(slots, error, turn) is { } all ? all : new SkillResult.Refused(error);
    }

    /// <summary>Never called: an operation skill runs its operation.</summary>
    protected sealed override Task<SkillResult> RunAsync(TSlots slots, Turn turn, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("An operation skill runs through its operation.");

    /// <summary>What to say instead of an error that is none for this skill, or null.</summary>
    protected virtual SkillResult.Done? DescribeRefusal(TSlots slots, ProjectCore.Error error, Turn turn) => null;

    /// <summary>What must be asked before the operation can be made, or null.</summary>
    protected virtual SkillResult? Check(TSlots slots, Turn turn) => null;

    /// <summary>The same where more has to be read first.</summary>
    protected virtual Task<SkillResult?> CheckAsync(TSlots slots, Turn turn, CancellationToken cancellationToken) => Task.FromResult(Check(slots, turn));
}
