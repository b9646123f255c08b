using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>"Agrega a Diego y a Kate al móvil": several people of whom a request takes only one.</summary>
internal static partial class Companions
{
    /// <summary>The slot of one person, where everybody named beside them is meant as well.</summary>
    private const string Slot = "member";

    /// <summary>The requests with one more for each person who is named beside the one of a request.</summary>
    public static IReadOnlyList<Interpretation> Of(IReadOnlyList<Interpretation> operations, Understanding heard)
    {
        var people = heard.Entities.Where(e => e.Type == EntityType.Person).OrderBy(e => e.Start).ToList();
        if (people.Count < 2 || !operations.Any(o => o.Slots.ContainsKey(Slot)))
        {
            return operations;
        }

        var all = new List<Interpretation>();
        foreach (var operation in operations)
        {
            all.Add(operation);
            if (!operation.Slots.TryGetValue(Slot, out var member))
            {
                continue;
            }

            var last = member;
            foreach (var person in people.Where(p => p.Start >= member.End && !operations.Any(o => o.Slots.Values.Any(s => p.Start < s.End && s.Start < p.End))))
            {
                if (!Joint().IsMatch(heard.Text[last.End..person.Start]))
                {
                    break;
                }

                last = person;
                all.Add(operation with { Slots = new Dictionary<string, Entity>(operation.Slots, StringComparer.Ordinal) { [Slot] = person } });
            }
        }

        return all;
    }

    [GeneratedRegex(@"^\s*(,|y|e|and|&|\+|,\s*(y|and))\s*(a|tambi[eé]n a|tambi[eé]n)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Joint();
}
