using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Cards;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Media;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Text;

namespace PmBot.Bot.Channels;

/// <summary>Finds tasks, people and projects for whoever types, and the task behind a link.</summary>
internal sealed class TaskLookup(PublicAddress address)
{
    // What Teams asks for at once, and what Discord's lists hold; Slack's hold as many as the last.
    private const int Most = 25;
    private const int MostChoices = 100;

    /// <summary>Tasks for <c>composeExtension/query</c>: by number, by words, or one's own where nothing is typed yet.</summary>
    public static async Task<InvokeResponse> QueryAsync(JsonElement? value, Turn turn, ChannelFeatures features, CancellationToken cancellationToken)
    {
        var options = value.Field("queryOptions");
        var (skip, take) = (Math.Max(options.Number("skip") ?? 0, 0), Math.Clamp(options.Number("count") ?? Most, 1, Most));
        var found = await TasksAsync(value.Parameter("query") ?? value.Parameter("searchQuery"), turn, skip, take, cancellationToken);
        return found.Count == 0 && skip == 0
            ? InvokeAnswers.Text(InvokeNames.ExtensionQuery, turn.Text("channels.nothing_found"))
            : InvokeAnswers.Results(found.Select(t => Card(t, turn, features)).OfType<FoundCard>());
    }

    /// <summary>Choices for <c>application/search</c>; the dataset is <c>tasks</c>, <c>people</c> or <c>projects</c>, or one of a form's.</summary>
    public static async Task<InvokeResponse> SearchAsync(JsonElement? value, Turn turn, CancellationToken cancellationToken)
    {
        var words = value.Text("queryText") ?? "";
        var options = value.Field("queryOptions");
        var (skip, take) = (Math.Max(options.Number("skip") ?? 0, 0), Math.Clamp(options.Number("top") ?? Most, 1, MostChoices));
        return InvokeAnswers.Choices(value.Text("dataset") switch
        {
            "people" => Named(turn.PeopleFor(null).Select(p => new FoundChoice(p.FullName, p.Username)), words).Skip(skip).Take(take),
            FormCards.Assignees => Named(FormCards.People(turn).Select(p => new FoundChoice(p.FullName, p.Username)), words).Skip(skip).Take(take),
            FormCards.OpenProjects => Named(FormCards.Projects(turn).Select(p => new FoundChoice(p.Name, p.Id.ToString())), words).Skip(skip).Take(take),
            "projects" => Named(turn.Projects.Select(p => new FoundChoice(p.Name, p.Name)), words).Skip(skip).Take(take),
            _ => (await TasksAsync(words, turn, skip, take, cancellationToken))
                .Select(t => new FoundChoice(Short($"#{t.Number.ToString(CultureInfo.InvariantCulture)} {t.Title}"), t.Number.ToString(CultureInfo.InvariantCulture))),
        });
    }

    /// <summary>The card of the task that a link leads to, for <c>composeExtension/queryLink</c>.</summary>
    public async Task<InvokeResponse> LinkAsync(JsonElement? value, Turn turn, ChannelFeatures features, CancellationToken cancellationToken) =>
        NumberIn(value.Text("url")) is { } number && await TaskForms.FindAsync(number, turn, cancellationToken) is { } task && Card(task, turn, features) is { } card
            ? InvokeAnswers.Results([card])
            // Nothing is said of what the person may not see, not even that it is there.
            : InvokeAnswers.Results([]);

    /// <summary>The number in the link to a task of ours, <c>https://pmbot.example.com/t/7</c>; null for any other address.</summary>
    public int? NumberIn(string? link)
    {
        if (address.Find() is not { } own || link is null || !link.StartsWith(own + "/t/", StringComparison.OrdinalIgnoreCase)) return null;
        var rest = link.AsSpan(own.Length + 3);
        var end = rest.IndexOfAny("/?#");
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A task as something that can be posted.</summary>
    public static FoundCard? Card(TaskView task, Turn turn, ChannelFeatures features)
    {
        var reply = new Reply(TaskWords.Line(task, turn)) { Card = TaskCards.Of(task, task.Project.Name, turn) };
        return CardStyle.For(features) is { } style && AdaptiveCards.Attach(reply, style)?.Content is { } content
            ? new FoundCard($"#{task.Number.ToString(CultureInfo.InvariantCulture)} {task.Title}", string.Join(" · ", TaskWords.Details(task, turn).Prepend(task.Project.Name)), (JsonObject)JsonNode.Parse(content.GetRawText())!)
            : null;
    }

    private static async Task<IReadOnlyList<TaskView>> TasksAsync(string? words, Turn turn, int skip, int take, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            var mine = new TaskFilter { Assignee = turn.Actor.User, OpenOnly = true, LocalNow = turn.Now };
            return (await turn.Services.Tasks.ListAsync(turn.Actor, mine, new Page(skip, take), cancellationToken)).Tasks;
        }

        List<TaskView> found = [];
        if (int.TryParse(words.Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await TaskForms.FindAsync(number, turn, cancellationToken) is { } exact) found.Add(exact);
        var hits = await turn.Services.Tasks.SearchAsync(turn.Actor, words, new TaskFilter { LocalNow = turn.Now }, skip + take, cancellationToken);
        found.AddRange(hits.Select(h => h.Task).Where(t => found.TrueForAll(f => f.Id != t.Id)));
        return [.. found.Skip(skip).Take(take)];
    }

    private static IEnumerable<FoundChoice> Named(IEnumerable<FoundChoice> choices, string words)
    {
        var wanted = Folding.Fold(words.TrimStart('@'));
        return choices.Where(c => Folding.Fold(c.Title).Contains(wanted, StringComparison.Ordinal) || Folding.Fold(c.Value).Contains(wanted, StringComparison.Ordinal))
            .OrderBy(c => Folding.Fold(c.Title).StartsWith(wanted, StringComparison.Ordinal) ? 0 : 1)
            .Select(c => c with { Title = Short(c.Title) });
    }

    // Discord takes no longer names than this.
    private static string Short(string title) => title.Length <= 100 ? title : title[..99] + "…";
}
