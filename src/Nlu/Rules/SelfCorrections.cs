using System.Text.RegularExpressions;

namespace PmBot.Nlu.Rules;

/// <summary>"Que la haga Diego... no, yo", "for Monday, sorry, Tuesday": what is said last counts.</summary>
internal static partial class SelfCorrections
{
    /// <summary>The one request of a message, with what was corrected in the same breath.</summary>
    public static IReadOnlyList<Interpretation> Apply(IReadOnlyList<Interpretation> operations, IReadOnlyList<Entity> entities, string text)
    {
        if (operations is not [var only] || only.Slots.Count == 0 || entities.Count < 2) return operations;
        Dictionary<string, Entity>? slots = null;
        foreach (var (name, said) in only.Slots)
        {
            if (said.Type is not (EntityType.Person or EntityType.Date or EntityType.Priority or EntityType.Project or EntityType.Status or EntityType.Estimate or EntityType.Task)) continue;
            if (entities.LastOrDefault(e => e.Type == said.Type && e.Start >= said.End) is not { } later || !Turn().IsMatch(text[said.End..later.Start])) continue;
            slots ??= new(only.Slots, StringComparer.Ordinal);
            slots[name] = later;
        }

        return slots is null ? operations : [only with { Slots = slots, End = Math.Max(only.End, slots.Values.Max(e => e.End)) }];
    }

    [GeneratedRegex(@"^[\s.,…;:-]*(no|nono|nope|perd[oó]n|digo|mejor|sorry|i mean|wait|espera|o mejor|mejor dicho|quise decir|actually|rather)([\s,.…]+(no|mejor|perd[oó]n|wait|sorry|actually|a|al|para|por|que|sea|el|la|los|to|for|on|the|it's|make it|i mean|dicho|espera))*[\s,.…]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Turn();
}
