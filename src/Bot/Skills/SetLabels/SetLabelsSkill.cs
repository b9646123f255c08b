using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;

namespace PmBot.Bot.Skills.SetLabels;

/// <summary>Which tasks, which labels, and whether they are put on (the default), taken off, or all taken off.</summary>
public sealed record SetLabelsSlots(TasksSlot Task, LabelsSlot? Labels, ChoiceSlot? Mode);

/// <summary>"Ponle la etiqueta ux a la 7", "quita bug de la 8".</summary>
public sealed partial class SetLabelsSkill : TaskChangeSkill<SetLabelsSlots>
{
    private const string Remove = "remove";
    private const string Clear = "clear";

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_labels")
    {
        Shareable = true,
        Slots = [Ask.Tasks().FromContext(), Ask.Labels().Optional(), Ask.Choice("mode", "add", Remove, Clear).Optional()],
        Replies = ["which", "which_off", "added", "removed", "cleared", "same"],
    };

    /// <summary>"Quítale esa", "take that off", "remove backend" right after labels were put on: the labels, not the person nor the task.</summary>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(turn.State.LastDone is { Operation: not null, Tasks.Count: > 0 } done && done.Slots.GetValueOrDefault("labels") is LabelsSlot put
            && done.Slots.GetValueOrDefault("mode") is not ChoiceSlot { Name: Remove or Clear } && TakenOff(Fold.Text(heard.Text), put) is { } labels
                ? new DialogFrame { Intent = Spec.Intent, Words = heard.Text, Slots = { ["task"] = new TasksSlot(done.Tasks), ["labels"] = labels, ["mode"] = new ChoiceSlot(Remove) } }
                : null);

    // All of them where none is named; null where something else is.
    private static LabelsSlot? TakenOff(string said, LabelsSlot put)
    {
        if (Off().IsMatch(said))
        {
            return put;
        }

        if (Named().Match(said) is not { Success: true } off)
        {
            return null;
        }

        var named = And().Split(off.Groups["what"].Value).Select(TaskLabels.Normalise).ToList();
        var labels = put.Labels.Where(l => named.Contains(Fold.Text(TaskLabels.Normalise(l)), StringComparer.Ordinal)).ToList();
        return labels.Count == named.Count ? new LabelsSlot(labels) : null;
    }

    [GeneratedRegex(@"^\W*((no|mejor|perdon|sorry|wait|espera|actually|ok|bueno|y|and|now|ahora)\W+)*(quitale|quita|sacale|saca|remove|drop|lose|take off)\W+((la|el|the|etiqueta|label|tag)\W+)*(?<what>\w[\w\s,#-]*?)(\W+(off|label|tag|etiqueta|again|porfa|please|mejor))*\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Named();

    [GeneratedRegex(@"\s*,\s*|\s+(y|e|and)\s+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex And();

    /// <summary>"Sácale ux": off, whatever else was read in it.</summary>
    internal override void Imply(DialogFrame frame)
    {
        if (!frame.Slots.ContainsKey("mode") && frame.Words is { } words && Away().IsMatch(Fold.Text(words)))
        {
            frame.Slots["mode"] = new ChoiceSlot(Remove);
        }
    }

    [GeneratedRegex(@"^\W*((y|and|also|tambien|ahora|now|oye|please|porfa)\W+)*((quit|sac|borr|elimin|remuev)\p{L}*|remove|drop|strip|lose|take off|delete)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Away();

    [GeneratedRegex(
        @"^\W*((no|mejor|ay|uy|oh|oops|ups|perdon|sorry|wait|espera|actually|ok|bueno|y|and|now|ahora)\W+)*((quita|saca|remove|drop|take)(le|r|me)?\W+(la |el |the )?(esa|ese|eso|esas|that|this|it|those|them|label|tag|etiqueta)( one| ones| label| labels| tag| tags| etiqueta| ultima)?( off| again| from it)?|(borra|elimina|delete)(le)?\W+(la|el|esa|ese|the|that|this) (etiqueta|tag|label)|take (it|that|that one|them|those) off|(quita|saca)(le|se)?la|(quita|saca)sela)\W*((porfa|por favor|please|mejor|de nuevo|otra vez)\W*)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Off();

    /// <inheritdoc/>
    protected override TasksSlot Tasks(SetLabelsSlots slots) => slots.Task;

    /// <inheritdoc/>
    protected override TaskChange Change(SetLabelsSlots slots, Turn turn) => slots.Mode?.Name switch
    {
        Clear => new TaskChange { Labels = [] },
        Remove => new TaskChange { RemoveLabels = slots.Labels!.Labels },
        _ => new TaskChange { AddLabels = slots.Labels!.Labels },
    };

    /// <inheritdoc/>
    protected override SkillResult? Check(SetLabelsSlots slots, Turn turn) => slots switch
    {
        { Mode.Name: Clear } or { Labels: not null } => null,
        { Mode.Name: Remove } => new SkillResult.AskFor("labels", Text(turn, "which_off"), []),
        _ => new SkillResult.AskFor("labels", Text(turn, "which"), []),
    };

    /// <inheritdoc/>
    protected override string Say(SetLabelsSlots slots, IReadOnlyList<TaskView> tasks, Turn turn)
    {
        var key = slots.Mode?.Name switch { Clear => "cleared", Remove => "removed", _ => "added" };
        var labels = string.Join(' ', (slots.Labels?.Labels ?? []).Select(l => "#" + TaskLabels.Normalise(l)));
        return Text(turn, key, ("labels", labels), ("tasks", TaskWords.Several(tasks, turn)));
    }
}
