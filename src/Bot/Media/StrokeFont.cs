using System.Globalization;
using System.Text;

namespace PmBot.Bot.Media;

/// <summary>A small font of strokes, drawn for this program: Latin letters with the accents of Spanish and its neighbours, figures, signs.</summary>
/// <remarks>
/// A glyph stands on a grid, each coordinate one hexadecimal digit: x from the left, y from below. The base line is at 3, small letters
/// reach to 10, capitals to 13. <c>-</c> begins a line through points, <c>~</c> an open curve and <c>o</c> a closed one, of which
/// the points are the corners (a quadratic B-spline). Accents are put on the letters' own strokes.
/// </remarks>
public static class StrokeFont
{
    private const int Base = 3;
    private const int SmallTop = 10;
    private const int CapitalTop = 13;
    private const double Gap = 3.2;
    private const double SpaceWidth = 5;

    // The height of a capital in a font of size 1.
    private const double CapitalHeight = 0.71;
    private const int CurveSteps = 6;

    private static readonly Dictionary<char, Glyph> Glyphs = Parse("""
        a -6a63 o03636a0a
        b -0d03 o03636a0a
        c ~695a0a035364
        d -6d63 o03636a0a
        e -0767 ~676a0a035364
        f ~5d2d2a29 -2923 -0a5a
        g o03636a0a -6a63 ~63600001
        h -0d03 ~070a6a67 -6763
        i -1a13 -1c1d
        ı -1a13
        j -2a22 ~222000 -2c2d
        k -0d03 -5a06 -2753
        l -1d13
        m -0a03 ~080a5a57 -5753 ~575aaaa7 -a7a3
        n -0a03 ~070a6a67 -6763
        o o03636a0a
        p -0a00 o03636a0a
        q -6a60 o03636a0a
        r -0a03 ~070a4a4a
        s ~594a0a0756531304
        t -2d25 ~252353 -0a5a
        u -0a06 ~06036366 -6a63
        v -0a336a
        w -0a235983aa
        x -0a63 -036a
        y -0a33 -6a20
        z -0a6a0363
        A -034d83 -2767
        B -030d ~0d6d6808 ~08787303
        C ~8b7d0d037385
        D -030d ~0d4d8c844303
        E -7d0d0373 -0868
        F -7d0d03 -0868
        G ~8b7d0d037386 -868848
        H -030d -838d -0888
        I -1d13
        J -6d66 ~66630306
        K -030d -7d06 -2873
        L -0d0363
        M -030d56ada3
        N -030d838d
        O o03939d0d
        P -030d ~0d7d7707
        Q o03939d0d -6692
        R -030d ~0d7d7707 -3773
        S ~7b6d0d0878731305
        T -0d8d -4d43
        U -0d07 ~07038387 -878d
        V -0d438d
        W -0d336c93cd
        X -0d83 -038d
        Y -0d488d -4843
        Z -0d8d0383
        0 o03636d0d
        1 -1b3d33
        2 ~0b1d6d6903 -0363
        3 ~0c1d6d6828 ~2868630305
        4 -535d0676
        5 -6d1d08 ~083969631304
        6 ~5d0b06 o03636909
        7 -0d6d23
        8 o03636808 o18585d1d
        9 o07676d0d ~6a6513
        . -0304
        , -1402
        : -0304 -090a
        ; -1402 -191a
        ! -1d17 -1314
        ¡ -191a -1710
        ? ~0b0d6d6938 -3836 -3334
        ¿ ~6260000435 -3537 -393a
        - -0747
        – -0777
        — -07a7
        _ -0272
        / -006d
        \ -0d60
        % o0a3a3d0d o53838656 -038d
        # -133d -537d -0686 -0a8a
        ( ~3e0b0532
        ) ~0e3b3502
        [ -3e0e0232
        ] -0e3e3202
        + -0767 -343a
        = -0666 -0969
        * -3d37 -0b69 -096b
        & -831b ~1b1d5d5b07035388
        ' -1d1b
        " -0d0b -3d3b
        « -390633 -794673
        » -093603 -497643
        · -0708
        • -0708
        … -0304 -3334 -6364
        @ o03b3bd0d o46868a4a
        < -6a0663
        > -0a6603
        | -1e12
        $ ~7b6d0d0878731305 -4e42
        ~ ~06193768
        ° o0a3a3d0d
        º o0a3a3d0d
        ª o0a3a3d0d
        € ~8b7d1d137385 -0757 -0959
        → -0797 -6a9764
        × -0464 -046a
        """);

    // Letters with an accent, each before the letter that bears it. Not left to the runtime: it may have no tables for it.
    private static readonly Dictionary<char, string> Accented = new (char Mark, string Letters)[]
    {
        ('\u0300', "ÀAÈEÌIÒOÙUàaèeìiòoùu"),
        ('\u0301', "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźz"),
        ('\u0302', "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷy"),
        ('\u0303', "ÃAÑNÕOãañnõoĨIĩiŨUũu"),
        ('\u0308', "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸY"),
        ('\u0327', "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţt"),
        ('\u030c', "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžz"),
    }.SelectMany(m => m.Letters.Chunk(2).Select(pair => (Letter: pair[0], Parts: $"{pair[1]}{m.Mark}"))).ToDictionary(p => p.Letter, p => p.Parts);

    // What stands for a sign that is not in the font.
    private static readonly Glyph Unknown = new([[new(0, 3), new(5, 3), new(5, 12), new(0, 12), new(0, 3)]], 5);

    /// <summary>How wide a text is.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">In logical pixels.</param>
    public static double Width(string text, double size)
    {
        var width = 0.0;
        foreach (var element in Elements(text))
        {
            width += Advance(element);
        }

        return Math.Max(0, width - Gap) * Unit(size);
    }

    /// <summary>The strokes of a text.</summary>
    /// <param name="text">One line.</param>
    /// <param name="x">Where it starts.</param>
    /// <param name="y">Its base line, downwards from the top.</param>
    /// <param name="size">In logical pixels.</param>
    public static IEnumerable<Dot[]> Strokes(string text, double x, double y, double size)
    {
        var unit = Unit(size);
        var at = x;
        foreach (var element in Elements(text))
        {
            foreach (var stroke in StrokesOf(element))
            {
                yield return [.. stroke.Select(p => new Dot(at + (p.X * unit), y - ((p.Y - Base) * unit)))];
            }

            at += Advance(element) * unit;
        }
    }

    /// <summary>The text if it fits, else its beginning and an ellipsis.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width)
        {
            return text;
        }

        var elements = Elements(text).ToList();
        while (elements.Count > 1 && Width(string.Concat(elements) + "…", size) > width)
        {
            elements.RemoveAt(elements.Count - 1);
        }

        return string.Concat(elements).TrimEnd() + "…";
    }

    private static double Unit(double size) => size * CapitalHeight / (CapitalTop - Base);

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private static double Advance(string element) => string.IsNullOrWhiteSpace(element) ? SpaceWidth : Find(Decomposed(element)[0]).Width + Gap;

    private static IEnumerable<IReadOnlyList<Dot>> StrokesOf(string element)
    {
        if (string.IsNullOrWhiteSpace(element))
        {
            return [];
        }

        var parts = Decomposed(element);
        var marks = parts.Skip(1).Where(c => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark).ToList();
        var glyph = Find(parts[0] == 'i' && marks.Count > 0 ? 'ı' : parts[0]);
        return glyph.Strokes.Concat(marks.SelectMany(m => Mark(m, glyph.Width / 2, char.IsUpper(parts[0]) ? CapitalTop : SmallTop)));
    }

    /// <summary>The letter, and then what stands above or below it.</summary>
    private static string Decomposed(string element) => Accented.TryGetValue(element[0], out var parts) ? parts + element[1..] : element;

    private static Glyph Find(char c) => Glyphs.GetValueOrDefault(c, Unknown);

    private static IEnumerable<IReadOnlyList<Dot>> Mark(char mark, double middle, double top) => mark switch
    {
        '\u0301' => [[new(middle - 0.5, top + 1.6), new(middle + 1.5, top + 3.4)]],
        '\u0300' => [[new(middle + 0.5, top + 1.6), new(middle - 1.5, top + 3.4)]],
        '\u030c' => [[new(middle - 1.8, top + 3.2), new(middle, top + 1.6), new(middle + 1.8, top + 3.2)]],
        '\u0302' => [[new(middle - 1.8, top + 1.6), new(middle, top + 3.2), new(middle + 1.8, top + 1.6)]],
        '\u0303' => [Curve([new(middle - 2.6, top + 1.6), new(middle - 1.2, top + 3.6), new(middle + 1.2, top + 1), new(middle + 2.6, top + 3)], closed: false)],
        '\u0308' => [[new(middle - 1.7, top + 2.2), new(middle - 1.7, top + 2.6)], [new(middle + 1.7, top + 2.2), new(middle + 1.7, top + 2.6)]],
        '\u0327' => [Curve([new(middle, 3), new(middle + 1.6, 1.4), new(middle - 1.4, 0.4)], closed: false)],
        _ => [],
    };

    private static Dictionary<char, Glyph> Parse(string table)
    {
        var glyphs = new Dictionary<char, Glyph>();
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            List<IReadOnlyList<Dot>> strokes = [];
            var width = 0.0;
            foreach (var code in Codes(line[2..]))
            {
                var points = Points(code[1..]);
                width = Math.Max(width, points.Max(p => p.X));
                strokes.Add(code[0] == '-' ? points : Curve(points, closed: code[0] == 'o'));
            }

            glyphs.Add(line[0], new Glyph(strokes, width));
        }

        return glyphs;
    }

    private static IEnumerable<string> Codes(string text)
    {
        var code = new StringBuilder();
        foreach (var c in text.Where(c => c != ' '))
        {
            if (c is '-' or '~' or 'o' && code.Length > 0)
            {
                yield return code.ToString();
                code.Clear();
            }

            code.Append(c);
        }

        yield return code.ToString();
    }

    private static Dot[] Points(string digits) =>
        [.. Enumerable.Range(0, digits.Length / 2).Select(i => new Dot(Hex(digits[2 * i]), Hex(digits[(2 * i) + 1])))];

    private static int Hex(char digit) => int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A quadratic B-spline: it touches the middle of each side between the points.</summary>
    private static List<Dot> Curve(Dot[] points, bool closed)
    {
        List<Dot> line = [];
        var last = points.Length - 1;
        for (var i = closed ? 0 : 1; i <= (closed ? last : last - 1); i++)
        {
            var before = points[i == 0 ? last : i - 1];
            var after = points[i == last ? 0 : i + 1];
            var from = !closed && i == 1 ? before : Middle(before, points[i]);
            var to = !closed && i == last - 1 ? after : Middle(points[i], after);
            for (var step = line.Count == 0 ? 0 : 1; step <= CurveSteps; step++)
            {
                var t = (double)step / CurveSteps;
                line.Add(new Dot(Blend(from.X, points[i].X, to.X, t), Blend(from.Y, points[i].Y, to.Y, t)));
            }
        }

        return line;
    }

    private static Dot Middle(Dot a, Dot b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static double Blend(double a, double b, double c, double t) => ((1 - t) * (1 - t) * a) + (2 * t * (1 - t) * b) + (t * t * c);

    private sealed record Glyph(IReadOnlyList<IReadOnlyList<Dot>> Strokes, double Width);
}
