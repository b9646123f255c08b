using PmBot.Nlu.Rules;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Models.Slots;

/// <summary>Several requests in a message of which rules read not all: "cierra la 7 y despliega a staging". Each part is read as a message of its own.</summary>
/// <param name="read">Reads a part; does not split it again.</param>
internal sealed class Splitter(Func<string, Understanding> read)
{
    /// <summary>A part beside one that is understood must be this sure.</summary>
    private const double Sure = 0.85;

    /// <summary>Both parts of what looks like one request must be this sure.</summary>
    private const double VerySure = 0.9;

    private const double PlainlyOne = 0.95;

    private const string Heading = "task: ";
    private const int LeastWords = 2;
    private const int MostParts = 4;

    /// <summary>The operations of the whole message; those given where it is no more than they.</summary>
    public IReadOnlyList<Interpretation> Split(TokenizedText text, IReadOnlyList<Interpretation> operations) =>
        operations is [{ Source: "model" } only] ? Halves(text, 0, only, MostParts) ?? WithDeeds(text, only) ?? operations : Rest(text, operations);

    // "Write the press release by thursday, book the venue and get 3 quotes": each deed is a task where one title does not hold them all.
    private List<Interpretation>? WithDeeds(TokenizedText text, Interpretation whole)
    {
        if (!whole.Slots.TryGetValue("title", out var title) || title.Value is not TextValue) return null;
        var from = 0;
        while (from < text.Count && !Deeds.Begin(text.Array, from)) from++;
        if (from == text.Count || text.Array[from].Start > title.Start) return null;
        List<(int From, int To)> deeds = [];
        for (var at = from; at < text.Count;)
        {
            var to = at + 1;
            while (to < text.Count && !(Clauses.IsSeparator(text.Array[to]) && Behind(text, to) is var next && (next == text.Count || Deeds.Begin(text.Array, next)))) to++;
            deeds.Add((at, to));
            at = Behind(text, to);
        }

        if (deeds.Count < 2 || deeds.TrueForAll(d => text.Array[d.From].Start >= title.Start && text.Array[d.From].Start < title.End)) return null;
        return deeds.ConvertAll(d => Deed(text, whole, d.From, d.To));
    }

    // As it would be read behind a heading, with its day and its person; where that fails the words are a title all the same.
    private Interpretation Deed(TokenizedText text, Interpretation whole, int from, int to) =>
        Part(text, from, to, Heading) is { } part && part.Intent == whole.Intent && part.Slots.ContainsKey("title") ? part with { Confidence = whole.Confidence, Source = whole.Source } : Titled(text, whole, from, to);

    private static Interpretation Titled(TokenizedText text, Interpretation like, int from, int to)
    {
        var (start, end) = (text.Array[from].Start, text.Array[to - 1].End);
        var title = new Entity(EntityType.Text, new TextValue(text.Slice(from, to)), text.Slice(from, to), start, end);
        return like with { Slots = new Dictionary<string, Entity>(StringComparer.Ordinal) { ["title"] = title }, Start = start, End = end };
    }

    private static int Behind(TokenizedText text, int separator)
    {
        while (separator < text.Count && Clauses.IsSeparator(text.Array[separator])) separator++;
        return separator;
    }

    // "... y despliega a staging" behind what a rule has read.
    private IReadOnlyList<Interpretation> Rest(TokenizedText text, IReadOnlyList<Interpretation> operations)
    {
        if (operations.Count == 0) return operations;
        var at = TokenAt(text, operations[^1].End);
        if (at >= text.Count || !Clauses.IsSeparator(text.Array[at])) return operations;
        while (at < text.Count && Clauses.IsSeparator(text.Array[at])) at++;
        return Words(text, at, text.Count) >= LeastWords && Part(text, at, text.Count) is { Source: "model" } more && more.Confidence >= Sure && !IsAside(more.Intent) ? [.. operations, more] : operations;
    }

    private List<Interpretation>? Halves(TokenizedText text, int from, Interpretation whole, int parts)
    {
        for (var i = from + 1; i + 1 < text.Count && parts > 1; i++)
        {
            ref readonly var token = ref text.Array[i];
            if (!Clauses.IsSeparator(token) || token.Is("?") || token.Glued && token.Folded is "." or ":" || Covers(whole, token.Start)) continue;
            // "Why did the deploy die, get me the log": a pause alone does not make two of what is plainly one.
            if (token.Is(",") && whole.Confidence >= PlainlyOne) continue;
            var next = i;
            while (next < text.Count && Clauses.IsSeparator(text.Array[next])) next++;
            if (Words(text, from, i) < LeastWords || Words(text, next, text.Count) < LeastWords) continue;
            if (Part(text, from, i) is not { Confidence: >= VerySure } first || Part(text, next, text.Count) is not { Confidence: >= VerySure } second || first.Intent == second.Intent || IsAside(first.Intent) || IsAside(second.Intent)) continue;
            if (first.Intent != whole.Intent && second.Intent != whole.Intent) continue;
            return [first, .. Halves(text, next, second, parts - 1) ?? [second]];
        }

        return null;
    }

    // "Remind me to call Ana and send the report": what is dictated holds no further request.
    private static bool Covers(Interpretation whole, int offset)
    {
        foreach (var slot in whole.Slots.Values)
            if (slot.Start <= offset && slot.End > offset) return true;
        return false;
    }

    // "Gracias por la espera" beside a request is politeness.
    private static bool IsAside(string intent) => intent is "thanks" or "greet" or "cancel" or "help";

    private Interpretation? Part(TokenizedText text, int from, int to, string heading = "")
    {
        var offset = text.Array[from].Start - heading.Length;
        if (read(heading + text.Slice(from, to)).Operations is not [{ } only]) return null;
        var slots = only.Slots.ToDictionary(s => s.Key, s => s.Value with { Start = s.Value.Start + offset, End = s.Value.End + offset }, StringComparer.Ordinal);
        return only with { Slots = slots, Start = Math.Max(only.Start + offset, text.Array[from].Start), End = only.End + offset };
    }

    private static int Words(TokenizedText text, int from, int to)
    {
        var words = 0;
        for (var i = from; i < to; i++) words += text.Array[i].IsContent ? 1 : 0;
        return words;
    }

    private static int TokenAt(TokenizedText text, int offset)
    {
        var at = 0;
        while (at < text.Count && text.Array[at].Start < offset) at++;
        return at;
    }
}
