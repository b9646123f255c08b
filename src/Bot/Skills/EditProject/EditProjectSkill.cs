using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.EditProject;

/// <summary>Which project, and what becomes of its name, key, description, other names or way of working.</summary>
public sealed record EditProjectSlots(
    ProjectSlot Project, TextSlot? Name, SlotValue? Description, TextSlot? Key, TextSlot? Aliases, ChoiceSlot? Methodology, ChoiceSlot? Mode, ChoiceSlot? Field);

/// <summary>"Renombra el catálogo a Tienda", "el catálogo usa scrum".</summary>
public sealed class EditProjectSkill : OperationSkill<EditProjectSlots>
{
    private static readonly string[] Fields = ["name", "description", "key", "aliases", "methodology"];

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("edit_project")
    {
        Slots =
        [
            Ask.Project().With(Role.Owner).FromContext().OrFirst("create_project"),
            Ask.Text("name").Optional().Rejects("name_taken", "text_missing", "text_too_long"),
            Ask.Text("description").Optional(),
            Ask.Text("key").Optional().Rejects("value_invalid"),
            Ask.Text("aliases").Optional(),
            Ask.Choice("methodology", [.. WireName.All<Methodology>()]).Optional(),
            Ask.Choice("mode", "add", "remove").Optional(),
            Ask.Choice("field", Fields).Optional(),
        ],
        Replies = ["what", "which_name", "which_description", "which_key", "which_aliases", "which_methodology", "ask.name", "ask.key", "changed", "same"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(EditProjectSlots slots, Turn turn)
    {
        var remove = slots.Mode?.Name == "remove";
        return new ChangeProject(new ProjectId(slots.Project.Id))
        {
            Title = slots.Name?.Text,
            Description = slots.Description is { } description ? Change.To((description as TextSlot)?.Text) : default(Change<string?>?),
            Key = slots.Key?.Text,
            Methodology = slots.Methodology is { } said && WireName.TryParse<Methodology>(said.Name, out var methodology) ? methodology : null,
            AddAliases = slots.Aliases is { } more && !remove ? Names(more.Text) : null,
            RemoveAliases = slots.Aliases is { } less && remove ? Names(less.Text) : null,
        };
    }

    /// <inheritdoc/>
    protected override SkillResult? Check(EditProjectSlots slots, Turn turn)
    {
        if (slots is not { Name: null, Description: null, Key: null, Aliases: null, Methodology: null })
        {
            return null;
        }

        if (slots.Field is not { } field)
        {
            return new SkillResult.AskFor(
                "field", Text(turn, "what", ("project", slots.Project.Name)), [.. Fields.Select(f => new SlotChoice(turn.Text($"field.{f}"), new ChoiceSlot(f)))]);
        }

        IReadOnlyList<SlotChoice> choices = field.Name == "methodology" ? [.. WireName.All<Methodology>().Select(m => new SlotChoice(m, new ChoiceSlot(m)))] : [];
        return new SkillResult.AskFor(field.Name, Text(turn, "which_" + field.Name, ("project", slots.Project.Name)), choices);
    }

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(EditProjectSlots slots, OperationOutcome outcome, Turn turn)
    {
        var project = outcome.Subjects.OfType<ProjectView>().First();
        return new SkillResult.Done(new Reply(Text(turn, "changed", ("project", project.Name), ("changes", ChangeWords.All(project.Changes, turn)))) { Buttons = [Offers.Undo(turn)] })
        {
            Project = new ProjectSlot(project.Id.Value, project.Name),
        };
    }

    /// <inheritdoc/>
    protected override SkillResult.Done? DescribeRefusal(EditProjectSlots slots, Error error, Turn turn) =>
        error is NothingToChange ? new SkillResult.Done(new Reply(Text(turn, "same", ("project", slots.Project.Name)))) { Project = slots.Project } : null;

    private static string[] Names(string text) => text.Split([",", " y ", " and "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
