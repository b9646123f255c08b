using System.Globalization;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Search;

namespace PmBot.Bot.Skills.Search;

/// <summary>Which words, in which project, only in comments or anywhere.</summary>
public sealed record SearchSlots(TextSlot Text, ProjectSlot? Project, ChoiceSlot? Mode, NumberSlot? Skip);

/// <summary>"¿Qué había del login?", "busca pagos", "¿quién comentó lo de los precios?".</summary>
public sealed class SearchSkill : Skill<SearchSlots>
{
    private const int PageSize = 6;
    private const string Comments = "comments";

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("search")
    {
        Shareable = true,
        Aside = true,
        Slots =
        [
            Ask.Text("text"), Ask.Project().Optional(), Ask.Choice("mode", Comments).Optional(),
            new SlotSpec(ListContinuation.SkipSlot, Nlu.EntityType.Number) { Required = false },
        ],
        Replies = ["found", "none", "none_comments", "more", "in_text", "in_comment", "project", "sprint"],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(SearchSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProjectId> projects = slots.Project is { } project ? [new ProjectId(project.Id)] : [];
        var hits = await turn.Services.Reading.Search.FindAsync(turn.Actor, slots.Text.Text, projects, cancellationToken);
        if (slots.Mode?.Name == Comments)
        {
            hits = [.. hits.Where(h => h.Place == SearchPlace.Comment)];
        }

        if (hits.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, slots.Mode is null ? "none" : "none_comments", ("words", slots.Text.Text))) { Buttons = [Offers.List(turn)] }) { List = [] };
        }

        var skip = Math.Min((int)(slots.Skip?.Number ?? 0), hits.Count - 1);
        // Tasks are numbered, so that "the second" can be spoken of; projects and sprints are not.
        var before = hits.Take(skip).Count(h => h.Task is not null);
        var shown = hits.Skip(skip).Take(PageSize).ToList();
        var lines = new List<string> { Text(turn, "found", ("words", slots.Text.Text), ("count", hits.Count)) };
        foreach (var hit in shown)
        {
            lines.Add(hit.Task is null ? "• " + Line(hit, turn) : string.Create(CultureInfo.InvariantCulture, $"{++before}. {Line(hit, turn)}"));
        }

        var rest = hits.Count - skip - shown.Count;
        var footer = rest > 0 ? Text(turn, "more", ("count", rest)) : null;
        if (footer is not null)
        {
            lines.Add(footer);
        }

        var list = shown.Where(h => h.Task is not null).Select(h => TaskWords.Reference(h.Task!)).ToList();
        return new SkillResult.Done(new Reply(string.Join('\n', lines))
        {
            Buttons = rest > 0 ? [Button.Saying(turn.Text("offer.more"))] : [],
            Card = new ReportCard(lines[0].TrimEnd(':'), [], SectionsOf(shown, before - list.Count, footer, turn)),
        })
        {
            List = skip > 0 ? [.. turn.State.Focus.List, .. list] : list,
            Tasks = hits.Count == 1 && list.Count == 1 ? list : null,
            More = rest > 0 ? new ListContinuation("search", Continued(slots, skip + shown.Count), skip + shown.Count) : null,
            Project = slots.Project,
        };
    }

    /// <summary>The hits in their order: tasks as rows, with what was found in them below; projects and sprints as lines.</summary>
    private List<CardSection> SectionsOf(IReadOnlyList<SearchHit> shown, int before, string? footer, Turn turn)
    {
        List<CardSection> sections = [];
        List<TaskRow> rows = [];
        foreach (var hit in shown)
        {
            if (hit.Task is { } task)
            {
                var row = TaskCards.Row(task, turn) with { Place = ++before };
                rows.Add(Found(hit, turn) is { } words ? row with { Details = row.Details.Length == 0 ? words : $"{row.Details}\n{words}" } : row);
                continue;
            }

            Close();
            sections.Add(new CardSection("") { Lines = [Line(hit, turn)] });
        }

        Close();
        return footer is null ? sections : [.. sections[..^1], sections[^1] with { Footer = footer }];

        void Close()
        {
            if (rows.Count > 0)
            {
                sections.Add(new CardSection("") { Rows = [.. rows] });
                rows.Clear();
            }
        }
    }

    /// <summary>What was found beside the title, and where; null where the title says it.</summary>
    private string? Found(SearchHit hit, Turn turn) => hit switch
    {
        { Place: SearchPlace.Comment, Author: { } author, At: { } at } =>
            Text(turn, "in_comment", ("person", TaskWords.Called(author.FullName, turn)), ("date", DateWords.Day(turn.Language, DateOnly.FromDateTime(turn.Local(at)), turn.Today)), ("snippet", hit.Snippet)),
        { Place: SearchPlace.Description } => Text(turn, "in_text", ("snippet", hit.Snippet)),
        _ => null,
    };

    private string Line(SearchHit hit, Turn turn) => hit switch
    {
        { Task: { } task } => Found(hit, turn) is { } words ? $"{TaskWords.Line(task, turn)}\n   {words}" : TaskWords.Line(task, turn),
        { Place: SearchPlace.Sprint } => Text(turn, "sprint", ("snippet", hit.Snippet), ("project", hit.Project?.Name ?? "")),
        _ => Text(turn, "project", ("project", hit.Project?.Name ?? "")),
    };

    private static Dictionary<string, SlotValue> Continued(SearchSlots slots, int skip)
    {
        var all = new Dictionary<string, SlotValue?>(StringComparer.Ordinal)
        {
            ["text"] = slots.Text,
            ["project"] = slots.Project,
            ["mode"] = slots.Mode,
            [ListContinuation.SkipSlot] = new NumberSlot(skip),
        };
        return all.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal);
    }
}
