using System.Buffers;
using System.Collections.Frozen;

namespace PmBot.Nlu.Text;

/// <summary>Spanish or English, by function words and by the letters of the others. A mixed sentence gets the language it mostly is.</summary>
internal static class LanguageDetector
{
    private static readonly SearchValues<char> SpanishLetters = SearchValues.Create("áéíóúñÁÉÍÓÚÑ");
    // Words that tell the language though the lists of everyday words do without them: days, months, and what answers begin with. What people say
    // alone ("ayuda", "thanks") tells it by itself, so it weighs more ("undo" does not: it is said in Spanish too). Spanish counts up, English down.
    private static readonly FrozenDictionary<string, double> Telling = new (double Weight, string Words)[]
    {
        (0.6, "lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre perdon perdona disculpa dale claro mejor espera listo vale bueno olvidalo dejalo nomas perfecto genial exacto correcto obvio supuesto realidad quise"),
        (-0.6, "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december actually until sorry instead rather please yes yeah nope okay never mind cancel skip wait whatever definitely really yet looks sounds"),
        (1.2, "hola buenas ayuda gracias deshaz deshacer deshazlo rehaz rehacer cancela cancelar"),
        (-1.2, "hello hi hey help thanks"),
    }.SelectMany(l => l.Words.Split(' ').Select(w => (w, l.Weight))).ToFrozenDictionary(w => w.w, w => w.Weight, StringComparer.Ordinal);

    // The same, where it is to be told in which language somebody speaks to the bot.
    private static readonly FrozenDictionary<string, double> Asking = Load();

    private const int Buckets = 4096;
    private static readonly float[] Trigrams = Train();

    /// <summary>The language and how sure that is; without evidence the hint, at 0.</summary>
    /// <param name="text">The message.</param>
    /// <param name="hint">Decides where the words don't.</param>
    /// <param name="isName">Tells tokens that are names, which belong to no language.</param>
    public static (string Language, double Confidence) Detect(TokenizedText text, string hint, Func<int, bool> isName) => Detect(text, hint, isName, asking: false);

    /// <summary>The language to answer in: that of what is asked for, whatever the language of what is to be written down.</summary>
    /// <param name="text">The message.</param>
    /// <param name="hint">Decides where the words don't.</param>
    /// <param name="isName">Tells tokens that are names, or words of a title.</param>
    public static (string Language, double Confidence) Spoken(TokenizedText text, string hint, Func<int, bool> isName) => Detect(text, hint, isName, asking: true);

    private static (string Language, double Confidence) Detect(TokenizedText text, string hint, Func<int, bool> isName, bool asking)
    {
        double spanish = 0, english = 0;
        var tokens = text.Array;
        for (var i = 0; i < tokens.Length && i < 200; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Punctuation && text.Text[token.Start] is '¿' or '¡') spanish += 1.5;
            if (token.Kind != TokenKind.Word || isName(i)) continue;
            var known = WordLists.Of(token.Folded);
            var (inSpanish, inEnglish) = (known.HasFlag(WordClass.SpanishFunction), known.HasFlag(WordClass.EnglishFunction));
            if (asking && Asking.TryGetValue(token.Folded, out var asks)) _ = asks >= 0 ? spanish += asks : english -= asks;
            else if (Telling.TryGetValue(token.Folded, out var told) && (Math.Abs(told) > 1 || !inSpanish && !inEnglish)) _ = told > 0 ? spanish += told : english -= told;
            else if (inSpanish && !inEnglish) spanish += 1;
            else if (inEnglish && !inSpanish) english += 1;
            else if (!inSpanish)
            {
                var knownSpanish = known.HasFlag(WordClass.Spanish);
                var knownEnglish = known.HasFlag(WordClass.English);
                if (knownSpanish != knownEnglish) _ = knownSpanish ? spanish += asking ? 0.4 : 0.6 : english += asking ? 0.4 : 0.6;
                else if (!knownSpanish) Letters(token.Folded, asking ? 0.4 : 1, ref spanish, ref english);
            }

            if (text.Text.AsSpan(token.Start, token.End - token.Start).ContainsAny(SpanishLetters)) spanish += 0.5;
        }

        var total = spanish + english;
        if (total < 0.25) return (hint, 0);
        var share = Math.Abs(spanish - english) / total;
        var confidence = share * total / (total + 0.7);
        // A word or two of the other language in a short message is no change of language.
        if (confidence < 0.15) return (hint, confidence);
        return (spanish > english ? "es" : "en", Math.Round(confidence, 2));
    }

    private static void Letters(string word, double weight, ref double spanish, ref double english)
    {
        if (word.Length < 4) return;
        float sum = 0;
        for (var i = -1; i + 2 <= word.Length; i++) sum += Trigrams[Hash(word, i)];
        var lean = Math.Clamp(sum / word.Length, -0.5f, 0.5f);
        if (lean > 0) spanish += weight * lean;
        else english -= weight * lean;
    }

    private static int Hash(string word, int at)
    {
        int At(int i) => i < 0 || i >= word.Length ? 32 : word[i] & 63;
        return (At(at) * 1369 + At(at + 1) * 37 + At(at + 2)) & (Buckets - 1);
    }

    private static FrozenDictionary<string, double> Load()
    {
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        var weight = 0.0;
        foreach (var line in WordLists.Resource("languages.txt").Split('\n').Where(l => !l.StartsWith('#')))
        {
            var equals = line.IndexOf(" = ", StringComparison.Ordinal);
            weight = equals < 0 ? weight : line[..equals] switch { "es" => 1, "en" => -1, _ => 0 };
            foreach (var word in line[(equals < 0 ? 0 : equals + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) words.Add(word, weight);
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static float[] Train()
    {
        var spanish = Count(WordLists.All(WordClass.Spanish));
        var english = Count(WordLists.All(WordClass.English));
        var weights = new float[Buckets];
        for (var i = 0; i < Buckets; i++) weights[i] = MathF.Log((spanish[i] + 0.5f) / (english[i] + 0.5f));
        return weights;
    }

    private static float[] Count(IEnumerable<string> words)
    {
        var counts = new float[Buckets];
        foreach (var word in words)
            for (var i = -1; i + 2 <= word.Length; i++) counts[Hash(word, i)]++;
        return counts;
    }
}
