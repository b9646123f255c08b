using PmBot.Bot.Cards;
using PmBot.Bot.Replies;

namespace PmBot.Bot.Dialogs;

/// <summary>What one message made or changed alike in several tasks, told as one thing: "3 tasks created", and each of them a line.</summary>
internal static class SaidAlike
{
    /// <summary>Makes one reply of those that say the same of a task each; it stands where the first of them stood.</summary>
    public static void Merge(List<Reply> said, Turn turn)
    {
        var alike = said.Where(r => r.Card is TaskCard { Row: not null, Notes.Count: 0 }).GroupBy(r => ((TaskCard)r.Card!).Headline, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.ToList()).ToList();
        foreach (var group in alike)
        {
            // The same task twice is told as it was done, step by step.
            List<TaskRow> rows = [.. group.Select(r => ((TaskCard)r.Card!).Row!)];
            if (rows.DistinctBy(r => r.Number).Count() < rows.Count || !group.TrueForAll(IsLine))
            {
                continue;
            }

            var headline = ((TaskCard)group[0].Card!).Headline;
            var isNew = turn.State.Focus.Project is { Name: var project } && headline == turn.Text("create_task.headline", ("project", project));
            if (isNew)
            {
                headline = turn.Text("create_task.several", ("project", turn.State.Focus.Project!.Name), ("count", rows.Count));
            }

            var at = said.IndexOf(group[0]);
            said[at] = new Reply($"{headline}:\n{string.Join('\n', rows.Select(Line))}")
            {
                Card = new TaskListCard(headline, rows),
                Buttons = [.. isNew ? [Button.Saying(turn.Text("say_take_them"))] : Array.Empty<Button>(), Offers.Undo(turn)],
            };
            said.RemoveAll(group.Skip(1).Contains);
        }
    }

    /// <summary>Nothing is said but what was done and to which task.</summary>
    private static bool IsLine(Reply reply)
    {
        var card = (TaskCard)reply.Card!;
        return reply.Text == $"{card.Headline}: {Line(card.Row!)}";
    }

    private static string Line(TaskRow row) => row.Details.Length == 0 ? $"#{row.Number} {row.Title}" : $"#{row.Number} {row.Title} · {row.Details}";
}
