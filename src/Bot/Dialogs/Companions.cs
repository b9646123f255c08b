using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>"Agrega a Diego y a Kate al móvil", "el jueves y viernes no estoy": several of a kind of which a request takes only one.</summary>
internal static partial class Companions
{
    // The slots of one thing where everything of its kind that is named beside it is meant as well, and whose requests have them.
    private static readonly (string Slot, EntityType Type, Func<string, bool> Has)[] Kinds =
    [
        ("member", EntityType.Person, intent => intent is "add_member" or "remove_member"),
        ("period", EntityType.Date, intent => intent is "set_away"),
    ];

    /// <summary>The requests with one more for each thing that is named beside the one of a request.</summary>
    public static IReadOnlyList<Interpretation> Of(IReadOnlyList<Interpretation> operations, Understanding heard)
    {
        foreach (var (slot, type, has) in Kinds)
        {
            if (operations.Any(o => has(o.Intent) && o.Slots.ContainsKey(slot)) && heard.Entities.Count(e => e.Type == type) > 1)
            {
                return [.. operations.SelectMany(o => has(o.Intent) && o.Slots.TryGetValue(slot, out var one) ? Several(o, slot, type, one, heard) : [o])];
            }
        }

        return operations;
    }

    private static IEnumerable<Interpretation> Several(Interpretation operation, string slot, EntityType type, Entity one, Understanding heard)
    {
        var free = heard.Entities.Where(e => e.Type == type
            && !heard.Operations.Any(o => o.Slots.Values.Any(s => e.Start < s.End && s.Start < e.End))).OrderBy(e => e.Start).ToList();
        var row = new List<Entity> { one };
        foreach (var before in free.Where(e => e.End <= one.Start).Reverse())
        {
            if (!Joint().IsMatch(heard.Text[before.End..row[0].Start]))
            {
                break;
            }

            row.Insert(0, before);
        }

        foreach (var after in free.Where(e => e.Start >= one.End))
        {
            if (!Joint().IsMatch(heard.Text[row[^1].End..after.Start]))
            {
                break;
            }

            row.Add(after);
        }

        return row.Select(e => e == one ? operation : operation with { Slots = new Dictionary<string, Entity>(operation.Slots, StringComparer.Ordinal) { [slot] = e } });
    }

    [GeneratedRegex(@"^\s*(,|y|e|and|&|\+|,\s*(y|and))\s*(a|tambi[eé]n a|tambi[eé]n|el|on|the)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Joint();
}
