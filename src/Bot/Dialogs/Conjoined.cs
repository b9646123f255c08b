using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>"Make it urgent, due today", "ponla urgente y para hoy": two values for the same task, of which a request takes only one.</summary>
internal static partial class Conjoined
{
    private static readonly Dictionary<EntityType, (string Intent, string Slot)> Values = new()
    {
        [EntityType.Date] = ("set_due_date", "due_date"),
        [EntityType.Priority] = ("set_priority", "priority"),
        [EntityType.Estimate] = ("edit_task", "estimate"),
        [EntityType.Status] = ("update_status", "status"),
        [EntityType.Person] = ("assign_task", "assignee"),
    };

    /// <summary>The message with a request for each value that stands joined to its only one; as it was where there is none.</summary>
    /// <param name="heard">What was read.</param>
    /// <param name="today">The person's day: "la empecé ayer" tells when that was.</param>
    public static Understanding Of(Understanding heard, DateOnly today)
    {
        if (Companions.Of(heard.Operations, heard) is { } several && several.Count > heard.Operations.Count)
        {
            return heard with { Operations = several };
        }

        if (heard.Operations is not [var only] || (only.Intent != "assign_task" && !Values.Values.Any(v => v.Intent == only.Intent))
            || (only.Slots.TryGetValue("task", out var task) && task.Value is ReferenceValue { Kind: not ReferenceKind.It } or TaskPickValue))
        {
            return heard;
        }

        var more = new List<Interpretation>();
        // Of a date or a priority somebody who gets the task is no part, though the model may have found them.
        var taken = only.Slots.Where(s => s.Value.Type != EntityType.Person || only.Intent == "assign_task").Select(s => s.Value).ToList();
        foreach (var entity in heard.Entities)
        {
            if (entity.Value is DateValue { Day: var day } && (day < today || (only.Intent == "update_status" && !Asks().IsMatch(heard.Text[..entity.Start]) && !Asks().IsMatch(entity.Text))))
            {
                continue;
            }

            if (Values.TryGetValue(entity.Type, out var value) && value.Intent != only.Intent && !taken.Exists(s => s.Type == entity.Type || (entity.Start < s.End && s.Start < entity.End))
                && taken.Exists(s => s.Type != EntityType.Task && Stands(entity, s, heard.Text)) && (entity.Type != EntityType.Person || Given().IsMatch(heard.Text[..entity.Start])))
            {
                var slots = new Dictionary<string, Entity>(StringComparer.Ordinal) { [value.Slot] = entity };
                if (only.Slots.TryGetValue("task", out var many) && IsMany(many.Value))
                {
                    slots["task"] = many;
                }

                // Without a task it is the one that was just spoken of.
                more.Add(new Interpretation(value.Intent, only.Confidence, only.Source, slots, entity.Start, entity.End, only.Evidence));
            }
        }

        if (more.Count == 0 && Kind().Match(heard.Text) is { Success: true } kind && kind.Groups["label"] is var label && only.Slots.Values.All(s => s.Start >= label.Index + label.Length || s.Type == EntityType.Task))
        {
            // "It's a bug, urgent": what kind of thing the task is, and the value.
            var labels = new Entity(EntityType.Label, new LabelsValue([label.Value.ToLowerInvariant()]), label.Value, label.Index, label.Index + label.Length);
            more.Add(new Interpretation("set_labels", only.Confidence, only.Source, new Dictionary<string, Entity>(StringComparer.Ordinal) { ["labels"] = labels }, labels.Start, labels.End, only.Evidence));
        }

        return more.Count == 0 ? heard : heard with { Operations = [only, .. more] };
    }

    /// <summary>The request that gives a task this value, and the slot for it; null where it is no value of a task.</summary>
    public static (string Intent, string Slot)? RequestFor(Entity value) => Values.TryGetValue(value.Type, out var request) ? request : null;

    private static bool IsMany(EntityValue task) => task is TaskSetValue or TaskNumbersValue { Numbers.Count: > 1 } or TaskDescriptionValue { Plural: true };

    private static bool Stands(Entity entity, Entity value, string text) =>
        entity.Start >= value.End ? Joint().IsMatch(text[value.End..entity.Start]) : entity.End <= value.Start && Joint().IsMatch(text[entity.End..value.Start]);

    [GeneratedRegex(@"^\W*((no|oh|ah|y|and|ok|sorry|perd[oó]n)\W+)*(es|era|fue|it'?s|it is|that'?s|this is)\s+(un|una|a|an)\s+(?<label>bug|feature|hotfix|spike|chore|mejora|improvement|refactor|docs|research)\s*(,|y|and|pero|but|;|-)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Kind();

    // A person gets it, and is not merely spoken of.
    [GeneratedRegex(@"\b(para|pa|a|for|to|give it to|assign it to)\s+@?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Given();

    // Beside a status a day tells when that was, unless it is asked for: "la 7 quedó lista hoy", "en curso y para el viernes".
    [GeneratedRegex(@"(^|[\s,;])(para|pa|pal|due|by|for|until|till|vence|hasta|antes|before|y|and|mu[eé]v\w*|p[aá]s\w*)(\s+(el|la|al|on|del?))?\s*$|^(para|pa|pal|due|by|for|until|hasta|antes|before)\b|[,;]\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Asks();

    // "Urgent, due today", "para hoy y urgente", "a Diego para el viernes con prioridad alta".
    [GeneratedRegex(
        @"^[\s,;.]*((y|e|and|con|with|pero|but|also|tambi[eé]n|then|luego|que sea|que est[eé]|make it|it's|es|due|for|by|on|para|el|la|a|as|at|prioridad|priority|de|vence|before|antes de|until|hasta)\b[\s,:]*)*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Joint();
}
