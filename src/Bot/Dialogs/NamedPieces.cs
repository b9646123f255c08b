using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Reads what names tasks by bare words and gives each a value: "login para el miércoles y pagos para el viernes", "y la pasarela el lunes", "ya pinté el frente".</summary>
/// <remarks>Only whoever knows the titles can: without them "cine el viernes" is anything. What the rules are sure of stays as it was read.</remarks>
public sealed partial class NamedPieces(INaturalLanguage nlu, SkillCatalog skills, TaskMentions mentions)
{
    private const double Sure = 0.8;
    private const double Vague = 0.75;
    private const int MaxPieces = 8;

    /// <summary>The message with what its pieces ask for, or as it was.</summary>
    public async Task<Understanding> ReadAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        // Where words are asked for, they are the answer.
        if (turn.State.Top is { Asking: { } asked } open && skills.SpecOf(open)?.Slot(asked) is { Type: EntityType.Text })
        {
            return heard;
        }

        if (AskedAfter().Match(heard.Text) is { Success: true } after && heard.Operations.All(o => o.Intent == "out_of_scope" || o.Confidence < (o.Source == "rule" ? Vague : Sure))
            && await StatusAsync(after.Groups["what"], turn, cancellationToken) is { } status)
        {
            return heard with { Operations = [status] };
        }

        if (heard.Text.Contains('?', StringComparison.Ordinal) || heard.Cues.HasFlag(Cues.Only) || !heard.Operations.All(o => o.Source != "rule" || o.Confidence < Sure))
        {
            return heard;
        }

        var rest = heard.Rest.Trim().Length > 0 ? heard.Rest : heard.Text;
        var from = Math.Max(0, heard.Text.IndexOf(rest, StringComparison.Ordinal));
        if (Deed().Match(heard.Text) is { Success: true } deed && await DoneAsync(heard, deed, turn, cancellationToken) is { } done)
        {
            return heard with { Operations = [done] };
        }

        var pieces = Pieces(rest, from);
        if (pieces.Count is 0 or > MaxPieces)
        {
            return heard;
        }

        var operations = new List<(Interpretation Said, bool Points, bool Found)>();
        foreach (var (start, words) in pieces)
        {
            if (await PieceAsync(words, start, turn, cancellationToken) is not { } operation)
            {
                return heard;
            }

            operations.Add(operation);
        }

        if (!operations.Exists(o => o.Found))
        {
            return heard;
        }

        // One piece alone has to point, "la pasarela el lunes", "curro en la home"; and what the model is sure of is no such thing.
        if (operations is [var only] && ((!only.Points && !Pointing().IsMatch(rest) && from == 0) || heard.Operations.Any(o => o.Confidence >= Sure && o.Intent != "out_of_scope" && o.Intent != only.Said.Intent)))
        {
            return heard;
        }

        return heard with { Operations = [.. operations.Select(o => o.Said)], Cues = heard.Cues & ~(Cues.Yes | Cues.But) };
    }

    private async Task<(Interpretation Said, bool Points, bool Found)?> PieceAsync(string words, int start, Turn turn, CancellationToken cancellationToken)
    {
        if (nlu.Understand(words, turn.NluContext(null) with { IsPiece = true, RulesOnly = true }).Operations is not [{ Source: "rule" } read] || !read.Slots.TryGetValue("task", out var task)
            || task.Value is not (TextValue or TaskDescriptionValue { Person: null, Words: not null }))
        {
            return null;
        }

        var name = task.Value is TaskDescriptionValue { Words: { } described } ? described : ((TextValue)task.Value).Words;
        if (Phrases.OnlyPoints(name))
        {
            // "But not next Monday": no task begins like "not".
            return null;
        }

        var found = await mentions.NamedAsync(name, turn, cancellationToken);
        // Of one task there is nothing to ask any more; of several the person is asked as always.
        var slots = read.Slots.ToDictionary(s => s.Key, s => s.Value with { Start = s.Value.Start + start, End = s.Value.End + start }, StringComparer.Ordinal);
        if (found is [var only])
        {
            slots["task"] = slots["task"] with { Value = new TaskNumbersValue([only.Number]) };
        }

        return (read with { Slots = slots, Start = read.Start + start, End = read.End + start, Confidence = Math.Max(read.Confidence, Sure) }, task.Value is TaskDescriptionValue, found.Count > 0);
    }

    /// <summary>"Ya pinté el frente": what was done names the task.</summary>
    private async Task<Interpretation?> DoneAsync(Understanding heard, Match deed, Turn turn, CancellationToken cancellationToken)
    {
        var what = deed.Groups["what"];
        var verb = heard.Text[deed.Index..what.Index];
        if (NoDeed().IsMatch(verb) || await mentions.NamedAsync(what.Value, turn, cancellationToken) is not [var task])
        {
            return null;
        }

        var slots = new Dictionary<string, Entity>(StringComparer.Ordinal)
        {
            ["task"] = new(EntityType.Task, new TaskNumbersValue([task.Number]), what.Value, what.Index, what.Index + what.Length),
            ["status"] = new(EntityType.Status, new ChoiceValue(Beginning().IsMatch(verb) ? "in_progress" : "done"), "", deed.Index, deed.Index),
        };
        return new Interpretation("update_status", Sure, "rule", slots, 0, heard.Text.Length, nameof(NamedPieces));
    }

    /// <summary>"¿Y el animador?": how that task is.</summary>
    private async Task<Interpretation?> StatusAsync(Group what, Turn turn, CancellationToken cancellationToken)
    {
        var found = await mentions.NamedAsync(what.Value, turn, cancellationToken);
        // What is done is an answer too.
        found = found.Count > 0 ? found : await mentions.NamedAsync(what.Value, openOnly: false, turn, cancellationToken);
        if (found.Count == 0)
        {
            return null;
        }

        var task = new Entity(EntityType.Task, new TaskNumbersValue([.. found.Select(t => t.Number)]), what.Value, what.Index, what.Index + what.Length);
        return new Interpretation("get_status", Sure, "rule", new Dictionary<string, Entity>(StringComparer.Ordinal) { ["task"] = task }, 0, what.Index + what.Length, nameof(NamedPieces));
    }

    // "Ya empecé el logo" is begun, not done.
    [GeneratedRegex(@"\b(empec|empez|comenc|inici|arranqu|arranc|retom|start|resum|pick)\p{L}*", Options, MatchTime.Most)]
    private static partial Regex Beginning();

    // What is done with a task, or thought of it, is not the work itself: "moví la pasarela", "I needed the logo".
    [GeneratedRegex(@"\b(mov|pas|asign|cambi|cre|agregu|agreg|añad|borr|elimin|quit|olvid|perd|encontr|not|necesit|quis|quer|pregunt|pens|cre[ií]|o[ií]|sent|need|want|lik|lov|mov|chang|assign|creat|add|notic|mention|remov|delet|miss|ask|wonder|look|expect|hop|tri)(é|e|í|i|ó|amos|imos|ado|ido|ed|d)?\b", Options, MatchTime.Most)]
    private static partial Regex NoDeed();

    private static List<(int Start, string Words)> Pieces(string text, int from)
    {
        var pieces = new List<(int, string)>();
        var at = 0;
        foreach (var cut in Joints().EnumerateMatches(text))
        {
            Add(at, cut.Index);
            at = cut.Index + cut.Length;
        }

        Add(at, text.Length);
        return pieces;

        void Add(int start, int end)
        {
            while (start < end && !char.IsLetterOrDigit(text[start])) start++;
            if (end > start) pieces.Add((from + start, text[start..end].TrimEnd(' ', '.', '!')));
        }
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(?>\W*)(y|e|and)\s{1,9}|\s{0,3}[,;\n]\s{0,9}((y|and)\s{1,3})?|\s{1,3}(y|e|and)\s{1,3}", Options, MatchTime.Most)]
    private static partial Regex Joints();

    // One piece alone has to point: "la pasarela el lunes", "y pagos el viernes".
    [GeneratedRegex(@"^\W*((y|e|and)\s+|(la|el|lo de|las|los|the)\s)", Options, MatchTime.Most)]
    private static partial Regex Pointing();

    // By words that ask, or by a question mark: "y la minuta 1" asks nothing.
    [GeneratedRegex(@"^\W*((y|e|and|so|pero|but)\s+)?((qu[eé] (hay|hubo|pas[oó]|onda|sabemos)(?= del )|qu[eé] hay (de|con)|qu[eé] (tal|onda)( va| van| con)?|qu[eé] pas[oó] con|c[oó]mo va|alguna novedad (de|con)|what about|how about|how's|any news (on|of|about)|(en|a|de) (qu[eé]|cu[aá]l) (sprint|proyecto) (est[aá]n?|van?|qued[oó]|quedaron|entr[oó]|entra|cae|es|son|pertenecen?|metimos|pusimos)( en)?|(in )?(what|which) (sprint|project) (is|are))\s+|(?=[^?]*\?))((el|la|los|las|lo de|lo del|the|that|our)\s+|del\s+|(?=[""«“]))[""«“]?(?<what>[\p{L}\d ]{3,40}?)[""»”]?(\s+(thing|one|task|in|part of))?\s*\?*$", Options, MatchTime.Most)]
    private static partial Regex AskedAfter();

    [GeneratedRegex(@"^\W*((oye|bueno|listo|hey|ok)\W+)?(ya\s+(?!(no|voy|va|est))\p{L}+(é|e|í|i|ó|amos|imos)|\p{L}+(é|í)|ya\s+(lo\s+)?(he|hemos)\s+\p{L}+(ado|ido)|(i|we)('ve| have)?\s+(just\s+|already\s+)?\p{L}+ed)\s+(?<what>(el|la|los|las|lo de|al|a la|a los|a las|con el|con la|the)\s+[\p{L} ]{4,40}?)\s*[.!]*$", Options, MatchTime.Most)]
    private static partial Regex Deed();
}
