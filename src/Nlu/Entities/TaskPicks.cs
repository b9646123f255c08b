using System.Collections.Frozen;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>Tasks picked out of a list: "las dos primeras", "la 3, la 5 y la última", "todas menos la segunda", "las que quedan".</summary>
internal static class TaskPicks
{
    private const int MaxItems = 20;

    private static readonly FrozenDictionary<string, int> Places = new (string Words, int Place)[]
    {
        ("primera primero primeras primeros first 1ra 1ro 1st", 1), ("segunda segundo second 2da 2do 2nd", 2), ("tercera tercero third 3ra 3ro 3rd", 3), ("cuarta cuarto fourth 4ta 4to 4th", 4),
        ("quinta quinto fifth 5ta 5to 5th", 5), ("sexta sexto sixth", 6), ("septima septimo seventh", 7), ("octava octavo eighth", 8), ("novena noveno ninth", 9), ("decima decimo tenth", 10),
        ("ultima ultimo ultimas ultimos last", -1), ("penultima penultimo", -2),
    }.SelectMany(p => p.Words.Split(' ').Select(w => (w, p.Place))).ToFrozenDictionary(p => p.w, p => p.Place, StringComparer.Ordinal);

    private static readonly string[][] All =
    [
        ["todas", "esas"], ["todas", "estas"], ["todas", "ellas"], ["todos", "esos"], ["todas"], ["todos"], ["esas"], ["estas"], ["esos"], ["estos"],
        ["all", "of", "them"], ["all", "of", "those"], ["all", "of", "these"], ["all", "those"], ["all", "these"], ["all"], ["those"], ["these"], ["everything"], ["every", "one"], ["todo"],
    ];

    private static readonly string[][] Rest =
    [
        ["las", "que", "quedan"], ["los", "que", "quedan"], ["las", "que", "faltan"], ["las", "que", "sobran"], ["lo", "que", "queda"], ["las", "demas"], ["los", "demas"], ["las", "otras"], ["los", "otros"], ["el", "resto"],
        ["the", "rest", "of", "them"], ["the", "rest"], ["the", "others"], ["the", "other", "two"], ["the", "other", "three"], ["the", "other", "four"], ["the", "other", "ones"], ["the", "remaining", "ones"], ["the", "remaining"], ["the", "ones", "left"], ["what", "is", "left"], ["whatever", "is", "left"], ["what", "s", "left"],
    ];

    // What may stand behind a pick and tells no more of it: "las dos primeras que tengo".
    private static readonly string[][] Behind =
    [
        ["que", "tengo"], ["que", "me", "quedan"], ["que", "me", "tocan"], ["que", "tenemos"], ["que", "hay"], ["que", "quedan"], ["que", "faltan"], ["que", "salen"], ["que", "salieron"], ["que", "ves"], ["que", "veo"], ["que", "me", "diste"], ["que", "me", "mostraste"],
        ["de", "la", "lista"], ["de", "esa", "lista"], ["de", "esta", "lista"], ["de", "ahi"], ["de", "esas"], ["de", "estas"], ["de", "ellas"], ["de", "arriba"],
        ["i", "have"], ["i", "ve", "got"], ["i", "got"], ["that", "i", "have"], ["we", "have"], ["that", "we", "have"], ["there", "are"], ["that", "there", "are"], ["that", "are", "left"], ["that", "remain"], ["that", "are", "there"], ["you", "showed", "me"], ["you", "listed"], ["left"],
        ["on", "the", "list"], ["of", "the", "list"], ["in", "the", "list"], ["on", "that", "list"], ["of", "them"], ["of", "those"], ["of", "these"], ["there"],
    ];

    // Of what half is said to be half; anything else is no list ("la mitad del presupuesto").
    private static readonly string[][] HalfOf =
    [
        ["de", "la", "lista"], ["de", "esa", "lista"], ["de", "ellas"], ["de", "ellos"], ["de", "esas"], ["de", "esos"], ["de", "estas"], ["de", "estos"], ["de", "las", "tareas"], ["de", "esas", "tareas"], ["de", "estas", "tareas"], ["de", "los", "pendientes"],
        ["of", "them"], ["of", "those"], ["of", "these"], ["of", "the", "list"], ["of", "that", "list"], ["of", "the", "tasks"], ["of", "those", "tasks"], ["the", "list"], ["of", "all"],
    ];

    private static readonly string[][] Except =
    [
        ["menos"], ["excepto"], ["salvo"], ["pero", "no"], ["except", "for"], ["except"], ["but", "not"], ["but"], ["minus"], ["other", "than"], ["apart", "from"], ["sin", "contar"], ["quitando"],
    ];

    /// <summary>Adds what is picked from a token on.</summary>
    public static void Find(TokenizedText text, int at, Lexicon lexicon, List<Candidate> into)
    {
        var tokens = text.Array;
        if (tokens[at].Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.TaskNumber)) return;
        if (Any(Rest, tokens, at) is var rest and > 0)
        {
            // "Las otras dos"; "the other two" says it without "ones".
            var many = Count(tokens, rest - 1);
            if (rest < tokens.Length && tokens[rest].Kind == TokenKind.Word && Count(tokens, rest) is { } behind) (rest, many) = (Noun(tokens, rest + 1), behind);
            // "Las otras tareas de Ana" says which by more than what is left.
            if (rest >= tokens.Length || tokens[rest].Folded is not ("de" or "del" or "of" or "tareas" or "tasks")) Add(rest, [new ReferenceValue(ReferenceKind.Rest, many ?? 0)], []);
            return;
        }

        if (tokens[at].Folded is "esas" or "estas" or "esos" or "estos" or "those" or "these" && at + 1 < tokens.Length && tokens[at + 1].Folded is "dos" or "two")
        {
            // Those two are two, not all of a longer list.
            Add(Noun(tokens, at + 2), [new ReferenceValue(ReferenceKind.Both)], []);
            return;
        }

        if (Any(All, tokens, at) is var all and > 0)
        {
            if (Left(text, all, lexicon, out var left, out var leftEnd)) Add(leftEnd, [new ReferenceValue(ReferenceKind.Those)], left);
            return;
        }

        if (Half(tokens, at) is var (half, stopped))
        {
            Add(stopped, [half], []);
            return;
        }

        if (!Items(text, at, lexicon, out var items, out var end)) return;
        if (items.Any(i => i is not TaskNumbersValue) && (items.Count > 1 || items[0] is ReferenceValue { Kind: ReferenceKind.Some })) Add(end, items, []);
        if (items.Exists(i => i is ReferenceValue { Kind: ReferenceKind.Some }) && Left(text, end, lexicon, out var without, out var stop)) Add(stop, items, without);

        void Add(int to, IReadOnlyList<EntityValue> of, IReadOnlyList<EntityValue> except) =>
            into.Add(new Candidate(at, to, EntityType.Task, new TaskPickValue(of, except), 0.9f * (to - at), Strong: true));
    }

    // "... menos la segunda y la 8"
    private static bool Left(TokenizedText text, int at, Lexicon lexicon, out List<EntityValue> items, out int end)
    {
        var tokens = text.Array;
        (items, end) = ([], at);
        if (at < tokens.Length && tokens[at].Is(",")) at++;
        return at < tokens.Length && Any(Except, tokens, at) is var next and > 0 && next < tokens.Length && Items(text, next, lexicon, out items, out end);
    }

    private static bool Items(TokenizedText text, int at, Lexicon lexicon, out List<EntityValue> items, out int end)
    {
        items = [];
        end = at;
        while (items.Count < MaxItems && One(text, at, lexicon, out var item, out var stop))
        {
            items.Add(item);
            end = at = stop;
            while (at < text.Count && at < stop + 3 && text.Array[at].Folded is "," or "y" or "e" or "and" or "&" or "tambien") at++;
            if (at == stop) break;
        }

        return items.Count > 0;
    }

    private static bool One(TokenizedText text, int at, Lexicon lexicon, out EntityValue item, out int end)
    {
        var tokens = text.Array;
        (item, end) = (new NothingValue(), at);
        if (TaskNumbers.One(text, at, lexicon, out var stop, out var number, out _, out _) && !(stop < tokens.Length && Places.ContainsKey(tokens[stop].Folded)))
        {
            (item, end) = (new TaskNumbersValue([number]), stop);
            return true;
        }

        var i = at;
        var article = i < tokens.Length && tokens[i].Folded is "la" or "el" or "las" or "los" or "the";
        if (article) i++;
        if (i >= tokens.Length) return false;
        // "Las dos primeras", "the first two".
        if (Count(tokens, i) is { } before && i + 1 < tokens.Length && Places.TryGetValue(tokens[i + 1].Folded, out var place) && place is 1 or -1)
        {
            (item, end) = (new ReferenceValue(ReferenceKind.Some, before * place), Noun(tokens, i + 2));
            return true;
        }

        if (!Places.TryGetValue(tokens[i].Folded, out place)) return false;
        if (place is 1 or -1 && i + 1 < tokens.Length && Count(tokens, i + 1) is { } behind)
        {
            (item, end) = (new ReferenceValue(ReferenceKind.Some, behind * place), Noun(tokens, i + 2));
            return true;
        }

        // "Primero haz esto" and "last week" point at no task.
        if (!article) return false;
        (item, end) = (new ReferenceValue(ReferenceKind.Ordinal, place), Noun(tokens, i + 1));
        return true;
    }

    private static int? Count(Token[] tokens, int at) => tokens[at].Folded switch
    {
        "dos" or "two" => 2,
        "tres" or "three" => 3,
        "cuatro" or "four" => 4,
        "cinco" or "five" => 5,
        "seis" or "six" => 6,
        "siete" or "seven" => 7,
        "ocho" or "eight" => 8,
        "nueve" or "nine" => 9,
        "diez" or "ten" => 10,
        _ when tokens[at] is { Kind: TokenKind.Number, Number: >= 2 and <= 50 } => tokens[at].Number,
        _ => null,
    };

    private static int Noun(Token[] tokens, int at)
    {
        var end = at < tokens.Length && tokens[at].Folded is "tareas" or "tarea" or "tasks" or "task" or "ones" or "one" or "tickets" or "ticket" ? at + 1 : at;
        return end < tokens.Length && Any(Behind, tokens, end) is var behind and > 0 ? behind : end;
    }

    // "La mitad", "la primera mitad de esas", "half of them", "la otra mitad"; "half an hour" is none.
    private static (ReferenceValue Value, int End)? Half(Token[] tokens, int at)
    {
        var i = at;
        var article = tokens[i].Folded is "la" or "the";
        if (article) i++;
        var value = new ReferenceValue(ReferenceKind.Half, 1);
        if (i < tokens.Length && tokens[i].Folded is "otra" or "other") (value, i) = (new ReferenceValue(ReferenceKind.Half, -2), i + 1);
        else if (i < tokens.Length && tokens[i].Folded is "segunda" or "ultima" or "second" or "last") (value, i) = (new ReferenceValue(ReferenceKind.Half, -1), i + 1);
        else if (i < tokens.Length && tokens[i].Folded is "primera" or "first") i++;
        if (i >= tokens.Length || tokens[i].Folded is not ("mitad" or "half") || (!article && tokens[i].Folded == "mitad")) return null;
        var spanish = tokens[i].Folded == "mitad";
        i++;
        if (i < tokens.Length && Any(HalfOf, tokens, i) is var of and > 0) i = of;
        else if (i < tokens.Length && tokens[i].Folded is "de" or "del" or "of" or "que" or "-" || (!spanish && i < tokens.Length && tokens[i].Folded is "a" or "an" or "past" or "day" or "hour" or "hours" or "time" or "way" or "done" or "year")) return null;
        return (value, i);
    }

    // Where the first of the phrases that stands here ends, or 0.
    private static int Any(string[][] phrases, Token[] tokens, int at)
    {
        foreach (var phrase in phrases)
        {
            if (at + phrase.Length > tokens.Length) continue;
            var i = 0;
            while (i < phrase.Length && string.Equals(tokens[at + i].Folded, phrase[i], StringComparison.Ordinal)) i++;
            if (i == phrase.Length) return at + i;
        }

        return 0;
    }
}
