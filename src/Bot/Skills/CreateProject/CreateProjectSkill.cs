using System.Text.RegularExpressions;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.Bot.Skills.CreateProject;

/// <summary>What the project is called, and what it starts with.</summary>
public sealed record CreateProjectSlots(TextSlot Name, ChoiceSlot? Template);

/// <summary>"Crea el proyecto Tienda".</summary>
public sealed partial class CreateProjectSkill : OperationSkill<CreateProjectSlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("create_project")
    {
        Shareable = true,
        Slots =
        [
            // Asked only of whoever has no project yet; a name is as good an answer.
            Ask.Choice("template", "software", "marketing", "event", "blank").Optional().Else("name"),
            Ask.Text("name").Rejects("name_taken", "text_missing", "text_too_long"),
        ],
        Replies = ["created", "created_with", "samples", "remove_samples", "as_it_is", "has_it"],
    };

    /// <inheritdoc/>
    public override Operation ToOperation(CreateProjectSlots slots, Turn turn) => new ProjectCore.Projects.CreateProject(Name(slots.Name.Text))
    {
        Template = slots.Template is { } said && WireName.TryParse<ProjectTemplate>(said.Name, out var template) ? template : ProjectTemplate.Blank,
        Language = turn.Language,
        SamplesFrom = turn.Today,
    };

    /// <summary>"Queremos organizar la boda de Ana" is called "Boda de Ana", and "el lanzamiento" is called "Lanzamiento"; "La Casa" stays.</summary>
    private static string Name(string words)
    {
        var name = Article().Replace(Wish().Replace(words.Trim(), ""), "").Trim();
        return name.Length < 3 || name.Length == words.Trim().Length ? words : char.ToUpperInvariant(name[0]) + name[1..];
    }

    [GeneratedRegex(@"^(el|la|los|las|un|una|nuestr[oa]|mi|the|an?|our|my)\s+(?=\p{Ll})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Article();

    [GeneratedRegex(
        @"^((queremos|quiero|quisiera|quisi[eé]ramos|vamos a|voy a|necesito|necesitamos|hay que|toca|we want to|i want to|we're going to|i'm going to|i need to|we need to|we have to|i have to)\s+(organizar|hacer|planear|planificar|montar|armar|llevar|preparar|lanzar|manejar|gestionar|coordinar|organi[sz]e|plan|run|build|prepare|do|make|launch|manage|set up|coordinate)|es para|se trata de|it's for|it is for|it's about)\s+((un|una|el|la|los|las|nuestro|nuestra|the|a|an|our)\s+)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Wish();

    /// <summary>Under another name it stays the same project, with whatever is in it already.</summary>
    internal override Operation? Correct(Executed done, DialogFrame now) =>
        done.Subject is { } id && now.Slots.GetValueOrDefault("name") is TextSlot name && now.Slots.GetValueOrDefault("template") == done.Slots.GetValueOrDefault("template")
            ? new ChangeProject(new ProjectId(id)) { Title = name.Text }
            : null;

    /// <summary>"Con plantilla de software", "en blanco nomás" right after: what the project starts with, not its first task.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Nlu.Understanding heard, IReadOnlyList<Nlu.Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (done.Slots.GetValueOrDefault("name") is not TextSlot name || TemplateOf(heard.Text) is not { } template)
        {
            return false;
        }

        var had = done.Slots.GetValueOrDefault("template") is ChoiceSlot { Name: var before } ? before : "blank";
        if (had == template)
        {
            turn.Say(Text(turn, template == "blank" ? "as_it_is" : "has_it", ("project", name.Text)));
            return true;
        }

        var taken = await turn.UndoAsync(cancellationToken);
        if (!taken.Try(out _, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn));
            return true;
        }

        var frame = new DialogFrame { Intent = Spec.Intent, Slots = { ["name"] = name, ["template"] = new ChoiceSlot(template) } };
        if (await RunAsync(frame, turn, cancellationToken) is not SkillResult.Done made)
        {
            return false;
        }

        turn.Say(made.Reply);
        var slot = made.Project!;
        turn.State.Focus.Project = slot;
        turn.State.Focus.Show(made.List ?? []);
        // There are tasks now: nothing is asked about a first one any more.
        turn.State.Stack.RemoveAll(f => f.Intent == "create_task" && f.Slots.Keys.All(k => k == "project"));

        turn.State.LastDone = done with { Slots = frame.Slots, At = turn.UtcNow, Operation = turn.LastOutcome?.Operation, Subject = slot.Id };
        return true;
    }

    /// <summary>"Blank" to a question in Spanish, "evento" to one in English: no project of that name.</summary>
    internal override SlotValue? ReadAnswer(DialogFrame frame, Nlu.Understanding heard) => frame.Asking == "template" && TemplateOf(heard.Text) is { } template ? new ChoiceSlot(template) : null;

    private static string? TemplateOf(string said) => Template().Match(Nlu.Text.Fold.Text(said)) is { Success: true } match
        ? match.Groups["software"].Success ? "software" : match.Groups["marketing"].Success ? "marketing" : match.Groups["event"].Success ? "event" : "blank"
        : null;

    [GeneratedRegex(
        @"^\W*((y|que sea|es|seria|de|del|con|la|el|una?|tipo|plantilla|usa|usando|por favor|porfa|digamos|mejor|para|a|the|with|use|from|it's|as|please|template|make it)\s+)*((?<software>software|desarrollo|development)|(?<marketing>marketing)|(?<event>eventos?|events?)|(?<blank>(en )?blanco|vacio|blank|empty))(\s+(nomas|nada mas|no mas|solo|por favor|porfa|please|template|plantilla|project|proyecto))*\W*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Template();

    /// <summary>"Bórralo", "archívalo" right after: the project, not a task.</summary>
    internal override DialogFrame? Redirect(Executed done, Nlu.Interpretation asked, Turn turn) =>
        asked.Intent is "delete_task" && done.Subject is { } id && done.Slots.GetValueOrDefault("name") is TextSlot name
            ? new DialogFrame { Intent = "delete_project", Slots = { ["project"] = new ProjectSlot(id, name.Text) } }
            : null;

    /// <inheritdoc/>
    protected override SkillResult.Done Describe(CreateProjectSlots slots, OperationOutcome outcome, Turn turn)
    {
        var project = outcome.Subjects.OfType<ProjectView>().First();
        var slot = new ProjectSlot(project.Id.Value, project.Name);
        IReadOnlyList<TaskView> samples = [.. outcome.Subjects.OfType<TaskView>()];
        if (samples.Count > 0)
        {
            return DescribeSamples(project, samples, turn) with { Project = slot };
        }

        return new SkillResult.Done(new Reply(Text(turn, "created", ("project", project.Name), ("key", project.Key))) { Buttons = [Button.Saying(turn.Text("offer.create_task")), Offers.Undo(turn)] })
        {
            Project = slot,
            // The first project leads straight to its first task.
            Next = turn.Projects.Count == 1 ? new DialogFrame { Intent = "create_task", Slots = { ["project"] = slot } } : null,
        };
    }

    /// <summary>A project from a template can be looked at right away; how its samples go is one button away.</summary>
    private SkillResult.Done DescribeSamples(ProjectView project, IReadOnlyList<TaskView> samples, Turn turn)
    {
        var headline = Text(turn, "created_with", ("project", project.Name), ("key", project.Key), ("count", samples.Count));
        return new SkillResult.Done(new Reply($"{headline}\n{TaskWords.Several(samples, turn)}\n{Text(turn, "samples")}")
        {
            Card = TaskCards.List(headline.TrimEnd(':'), samples, turn) with { Footer = Text(turn, "samples") },
            Buttons = [Button.Saying(turn.Text("offer.create_task")), Offers.List(turn), Button.Saying(Text(turn, "remove_samples")), Offers.Undo(turn)],
        })
        {
            List = [.. samples.Select(TaskWords.Reference)],
        };
    }
}
