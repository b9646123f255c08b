using System.Globalization;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>Finds the tasks that "la 7", "la del login", "la segunda" and "it" mean.</summary>
public sealed class TaskResolver(TaskQueries queries, TaskSetResolver sets)
{
    private const int MaxChoices = 6;
    private const int MaxFound = 50;
    private const int MaxNewTitle = 40;

    /// <summary>Resolves what was said for a task.</summary>
    public async Task<Resolution> ResolveAsync(Entity heard, Turn turn, CancellationToken cancellationToken)
    {
        var resolution = await ResolveAsync(heard.Value, turn, cancellationToken);
        if (heard.Value is not TaskDescriptionValue { Plural: true } many || !SaysAll(heard.Text))
        {
            return resolution;
        }

        if (resolution is Resolution.Filled { Value: TasksSlot titled } && many.Words is { Length: > 0 } words && await sets.ByLabelAsync(words, many.Person, turn, cancellationToken) is { Value: TasksSlot labelled })
        {
            // "All the login things" are those of the label too, and not only those of the title.
            resolution = new Resolution.Filled(new TasksSlot([.. titled.Tasks.UnionBy(labelled.Tasks, t => t.Id)], Described: true));
        }

        return resolution switch
        {
            Resolution.Filled { Value: TasksSlot found } all => all with { Value = found with { IsAll = true } },
            Resolution.Ambiguous several => several with { Choices = [.. several.Choices.Select(c => c.Value is TasksSlot found ? c with { Value = found with { IsAll = true } } : c)] },
            _ => resolution,
        };
    }

    /// <summary>Resolves what was said for a task.</summary>
    public Task<Resolution> ResolveAsync(EntityValue heard, Turn turn, CancellationToken cancellationToken) => heard switch
    {
        TaskNumbersValue { Numbers: var numbers } => NumbersAsync(numbers, turn, cancellationToken),
        NumberValue { Number: >= 1 and < int.MaxValue } number => NumbersAsync([(int)number.Number], turn, cancellationToken),
        TaskDescriptionValue { Words: { } words } when Number(words) is { } number => NumbersAsync([number], turn, cancellationToken),
        TextValue { Words: var words } when Number(words) is { } number => NumbersAsync([number], turn, cancellationToken),
        TaskPickValue pick => PickedAsync(pick, turn, cancellationToken),
        // "Las que quedan", a list being there: of that list.
        TaskSetValue { SaysOnlyOpen: true } open when turn.State.Focus.List.Count > 0 && !SaysAll(open.Said) => Task.FromResult(Pointed(new ReferenceValue(ReferenceKind.Rest), turn)),
        TaskSetValue set => sets.ResolveAsync(set, turn, cancellationToken),
        TaskDescriptionValue { Plural: true } many => ManyAsync(many, turn, cancellationToken),
        TaskDescriptionValue description => DescribedAsync(description, turn, cancellationToken),
        TextValue { Words: var words } => DescribedAsync(new TaskDescriptionValue(words, null, Plural: false), turn, cancellationToken),
        ReferenceValue reference => Task.FromResult(Pointed(reference, turn)),
        _ => Task.FromResult<Resolution>(Resolution.Unusable.Instance),
    };

    /// <summary>The task that is being spoken of, if it is one and still there.</summary>
    public async Task<SlotValue?> FromContextAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Focus.Tasks is not [var only])
        {
            return null;
        }

        var found = await queries.FindByNumbersAsync(turn.Actor, [only.Number], cancellationToken);
        return found is [var task] ? new TasksSlot([TaskWords.Reference(task)]) : null;
    }

    private async Task<Resolution> NumbersAsync(IReadOnlyList<int> numbers, Turn turn, CancellationToken cancellationToken)
    {
        var wanted = numbers.Distinct().ToList();
        var found = await queries.FindByNumbersAsync(turn.Actor, wanted, cancellationToken);
        var missing = wanted.Where(n => found.All(t => t.Number != n)).ToList();
        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing.Select(n => $"#{n}"));
            return new Resolution.Ambiguous(turn.Text("unknown_task", ("name", names)), [], names);
        }

        return new Resolution.Filled(new TasksSlot([.. wanted.Select(n => TaskWords.Reference(found.First(t => t.Number == n)))]));
    }

    /// <summary>"Las de pagos": words of titles, or else a label, a project or a sprint that bears the name.</summary>
    private async Task<Resolution> ManyAsync(TaskDescriptionValue many, Turn turn, CancellationToken cancellationToken)
    {
        var found = await DescribedAsync(many, turn, cancellationToken);
        return found is not Resolution.Ambiguous { Choices.Count: 0 } || many is not { Words: { Length: > 0 } words }
            ? found
            : await sets.ByNameAsync(words, many.Person, turn, cancellationToken) ?? found;
    }

    private async Task<Resolution> DescribedAsync(TaskDescriptionValue description, Turn turn, CancellationToken cancellationToken)
    {
        if (description.Person is not { } said)
        {
            return await OfAsync(description, null, turn, cancellationToken);
        }

        var people = said.Ids.Select(turn.FindPerson).OfType<DirectoryUser>().ToList();
        if (people is [var only])
        {
            return await OfAsync(description, only, turn, cancellationToken);
        }

        // Whose is never guessed, let alone left out: "las de Ana" with two Anas would become everybody's.
        var choices = new List<SlotChoice>();
        foreach (var person in people)
        {
            var theirs = await FindAsync(description, person, turn, cancellationToken);
            if (theirs.Count == 1 || (theirs.Count > 1 && description.Plural))
            {
                choices.Add(new SlotChoice(person.FullName, new TasksSlot([.. theirs.Select(TaskWords.Reference)], Described: theirs.Count > 1)));
            }
            else
            {
                choices.AddRange(theirs.Take(MaxChoices).Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([TaskWords.Reference(t)]))));
            }
        }

        return new Resolution.Ambiguous(turn.Text(people.Count > 1 ? "whose" : "unknown_owner"), choices, description.Words ?? "");
    }

    private async Task<Resolution> OfAsync(TaskDescriptionValue description, DirectoryUser? person, Turn turn, CancellationToken cancellationToken)
    {
        var said = person is null ? description.Words ?? "" : $"{description.Words} ({person.FullName})".Trim();
        // Of the same words, the ones just shown are more likely meant.
        var found = Prefer(await FindAsync(description, person, turn, cancellationToken), t => turn.State.Focus.List.Exists(l => l.Id == t.Id.Value));
        return found switch
        {
            [] when description.IsLoose => NotThere(said, turn),
            [] => new Resolution.Ambiguous(turn.Text("unknown_task", ("name", turn.Text("quoted", ("words", said)))), [], said),
            [var only] => new Resolution.Filled(new TasksSlot([TaskWords.Reference(only)])),
            _ when description.Plural => new Resolution.Filled(new TasksSlot([.. found.Select(TaskWords.Reference)], Described: true)),
            _ => new Resolution.Ambiguous(
                turn.Text("which_task", ("name", said.Length == 0 ? "?" : said)),
                [.. found.Take(MaxChoices).Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([TaskWords.Reference(t)])))],
                said),
        };
    }

    /// <summary>"Plumber's for Monday", and no task is called that: nothing is done to another one unasked. The one spoken of is offered, and a new one.</summary>
    private static Resolution.Ambiguous NotThere(string said, Turn turn)
    {
        IReadOnlyList<string> create = said.Length <= MaxNewTitle ? [turn.Text("create_say", ("title", said))] : [];
        return turn.State.Focus.Tasks is [var it]
            ? new Resolution.Ambiguous(turn.Text("unknown_task_or_it", ("name", said), ("task", $"#{it.Number} {it.Title}")), [new SlotChoice($"#{it.Number} {it.Title}", new TasksSlot([it]))], said) { Says = create }
            : new Resolution.Ambiguous(turn.Text("unknown_task", ("name", turn.Text("quoted", ("words", said)))), [], said) { Says = create };
    }

    /// <summary>The tasks of these words, and of that person if one is named; those still to be done before others.</summary>
    private async Task<IReadOnlyList<TaskView>> FindAsync(TaskDescriptionValue description, DirectoryUser? person, Turn turn, CancellationToken cancellationToken)
    {
        var filter = new TaskFilter { Assignee = person?.Id, LocalNow = turn.Now };
        IReadOnlyList<TaskView> found = description.Words is { Length: > 0 } words
            ? Best(await queries.SearchAsync(turn.Actor, words, filter, MaxFound, cancellationToken))
            : (await queries.ListAsync(turn.Actor, filter with { OpenOnly = true }, new Page(0, MaxFound), cancellationToken)).Tasks;
        return Prefer(found, t => t.IsOpen);
    }

    /// <summary>"La 3, la 5 y la última", "todas menos la segunda".</summary>
    private async Task<Resolution> PickedAsync(TaskPickValue pick, Turn turn, CancellationToken cancellationToken)
    {
        var picked = new List<TaskReference>();
        string? note = null;
        var left = new HashSet<Guid>();
        Resolution.Ambiguous? open = null;
        foreach (var (value, isLeft) in pick.Of.Select(v => (v, false)).Concat(pick.Except.Select(v => (v, true))))
        {
            var resolution = await ResolveAsync(value, turn, cancellationToken);
            if (resolution is Resolution.Ambiguous { Choices.Count: > 0 } which && open is null && !isLeft)
            {
                // The others stay meant while it is asked which of these.
                open = which;
                continue;
            }

            if (resolution is not Resolution.Filled { Value: TasksSlot found })
            {
                return resolution;
            }

            note ??= ((Resolution.Filled)resolution).Note;
            if (isLeft)
            {
                left.UnionWith(found.Tasks.Select(t => t.Id));
            }
            else
            {
                picked.AddRange(found.Tasks);
            }
        }

        IReadOnlyList<TaskReference> tasks = [.. picked.DistinctBy(t => t.Id).Where(t => !left.Contains(t.Id))];
        if (open is not null)
        {
            return open with { Choices = [.. open.Choices.Select(c => c.Value is TasksSlot { Tasks: var one } ? c with { Value = new TasksSlot([.. tasks.UnionBy(one, t => t.Id)]) } : c)] };
        }

        return tasks.Count == 0 ? new Resolution.Nothing(turn.Text("none_left")) : new Resolution.Filled(new TasksSlot(tasks, Described: !pick.IsOneByOne && tasks.Count > 1)) { Note = note };
    }

    /// <summary>Half of the list, the odd one included, and which that is.</summary>
    private static Resolution.Filled Half(List<TaskReference> list, bool isFirst, Turn turn)
    {
        var many = (list.Count + 1) / 2;
        IReadOnlyList<TaskReference> half = [.. isFirst ? list.Take(many) : list.TakeLast(many)];
        return new Resolution.Filled(new TasksSlot(half, Described: true)) { Note = turn.Text(isFirst ? "half_first" : "half_last", ("count", many), ("n", many == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {many}")), ("all", list.Count)) };
    }

    // "Todo lo pendiente" is more than what is left of a list ("las pendientes", "todas las que quedan").
    internal static bool SaysAll(string said) =>
        Fold.Text(said).Split(' ') is [var first, ..] words && first is "todo" or "todas" or "todos" or "all" or "everything" or "every"
        && !words.Any(w => w is "quedan" or "queda" or "faltan" or "falta" or "left" or "remaining" or "ahi" or "esas" or "those" or "these");

    private static Resolution Pointed(ReferenceValue reference, Turn turn)
    {
        var focus = turn.State.Focus;
        TaskReference? one = null;
        switch (reference.Kind)
        {
            case ReferenceKind.Those when focus.List.Count > 0 && focus.Tasks.Count <= 1:
                return new Resolution.Filled(new TasksSlot([.. focus.List], Described: true));
            case ReferenceKind.Those when focus.Tasks.Count > 0:
                return new Resolution.Filled(new TasksSlot([.. focus.Tasks], Described: true));
            case ReferenceKind.Both when focus.Tasks.Count == 2:
                return new Resolution.Filled(new TasksSlot([.. focus.Tasks], Described: true));
            case ReferenceKind.Both when focus.List.Count == 2:
                return new Resolution.Filled(new TasksSlot([.. focus.List], Described: true));
            case ReferenceKind.Both when focus is { Tasks: [var now], Before: { } before } && now.Id != before.Id:
                return new Resolution.Filled(new TasksSlot([before, now], Described: true));
            case ReferenceKind.Some when focus.List.Count > 0:
                var many = Math.Min(Math.Abs(reference.Ordinal), focus.List.Count);
                return new Resolution.Filled(new TasksSlot([.. reference.Ordinal > 0 ? focus.List.Take(many) : focus.List.TakeLast(many)], Described: many > 1));
            case ReferenceKind.Half when reference.Ordinal == -2 && focus.Taken.Count > 0 && focus.Remaining() is { Count: > 0 } others:
                return new Resolution.Filled(new TasksSlot([.. others], Described: others.Count > 1));
            case ReferenceKind.Half when (focus.List.Count > 1 && focus.Tasks.Count <= 1 ? focus.List : focus.Tasks) is { Count: > 1 } all:
                return Half(all, reference.Ordinal > 0, turn);
            case ReferenceKind.Rest when reference.Ordinal > 0:
                // "The other two": only where they are two; whatever else was done meanwhile, they are no others than the list's.
                if (Others(focus, reference.Ordinal) is { } those)
                {
                    return new Resolution.Filled(new TasksSlot([.. those], Described: those.Count > 1));
                }

                break;
            case ReferenceKind.Rest when focus.Remaining() is { Count: > 0 } rest:
                return new Resolution.Filled(new TasksSlot([.. rest], Described: rest.Count > 1));
            case ReferenceKind.Rest when focus.List.Count > 0:
                return new Resolution.Nothing(turn.Text("none_left"));
            case ReferenceKind.Ordinal when Place(reference.Ordinal, focus.List.Count) is { } place:
                one = focus.List[place];
                break;
            case ReferenceKind.Other when focus.Other is { } second:
                one = second;
                break;
            case ReferenceKind.Other when focus.List.Where(t => focus.Tasks.All(f => f.Id != t.Id)).ToList() is [var other]:
                one = other;
                break;
            case ReferenceKind.It or ReferenceKind.Current or ReferenceKind.Previous when focus.Tasks is [var it]:
                one = it;
                break;
            case ReferenceKind.It when focus.Tasks.Count > 1:
                return new Resolution.Filled(new TasksSlot([.. focus.Tasks]));
            case ReferenceKind.It when focus.List is [var listed]:
                one = listed;
                break;
        }

        return one is not null
            ? new Resolution.Filled(new TasksSlot([one]))
            : new Resolution.Ambiguous(turn.Text("which_one"), [.. focus.List.Take(MaxChoices).Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([t])))], "");
    }

    private static IReadOnlyList<TaskReference>? Others(Focus focus, int many)
    {
        var remaining = focus.Remaining();
        var unspoken = focus.List.FindAll(l => !focus.Tasks.Exists(t => t.Id == l.Id));
        return remaining.Count == many ? remaining : unspoken.Count == many ? unspoken : null;
    }

    private static int? Number(string words) =>
        int.TryParse(words.Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The hits as good as the first: a task found with typos is no rival of one found as written.</summary>
    private static IReadOnlyList<TaskView> Best(IReadOnlyList<TaskHit> hits) => [.. hits.Where(h => h.Score >= hits[0].Score).Select(h => h.Task)];

    private static int? Place(int ordinal, int count)
    {
        var place = ordinal > 0 ? ordinal - 1 : count + ordinal;
        return ordinal != 0 && place >= 0 && place < count ? place : null;
    }

    private static IReadOnlyList<TaskView> Prefer(IReadOnlyList<TaskView> tasks, Func<TaskView, bool> likely)
    {
        var better = tasks.Where(likely).ToList();
        return better.Count > 0 ? better : tasks;
    }
}
