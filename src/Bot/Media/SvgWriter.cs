using System.Globalization;
using System.Text;

namespace PmBot.Bot.Media;

/// <summary>Writes a drawing as SVG that follows the reader's preference for light or dark.</summary>
public static class SvgWriter
{
    private const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Ubuntu,Arial,sans-serif";

    /// <summary>The document.</summary>
    public static string Write(Drawing drawing)
    {
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.Width} {drawing.Height}" width="{drawing.Width}" height="{drawing.Height}" role="img" aria-labelledby="t d">""")
            .Append('\n');
        svg.Append("<title id=\"t\">").Append(Escape(drawing.Title)).Append("</title>\n");
        svg.Append("<desc id=\"d\">").Append(Escape(drawing.Description)).Append("</desc>\n");
        AppendStyle(svg);
        foreach (var shape in drawing.Shapes)
        {
            Append(svg, shape);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendStyle(StringBuilder svg)
    {
        svg.Append("<style>text{font-family:").Append(Fonts).Append('}');
        Colours(svg, Palette.Light);
        svg.Append("@media(prefers-color-scheme:dark){");
        Colours(svg, Palette.Dark);
        svg.Append("}</style>\n");
    }

    private static void Colours(StringBuilder svg, Func<Paint, int> colour)
    {
        foreach (var paint in Enum.GetValues<Paint>())
        {
            svg.Append(CultureInfo.InvariantCulture, $".f{(int)paint}{{fill:#{colour(paint):x6}}}.s{(int)paint}{{stroke:#{colour(paint):x6};fill:none}}");
        }
    }

    private static void Append(StringBuilder svg, Shape shape)
    {
        var opacity = shape.Opacity < 1 ? $" opacity=\"{Number(shape.Opacity)}\"" : "";
        svg.Append(shape switch
        {
            Box box => $"""<rect class="f{(int)box.Paint}" x="{Number(box.X)}" y="{Number(box.Y)}" width="{Number(box.Width)}" height="{Number(box.Height)}" rx="{Number(box.Radius)}"{opacity}/>""",
            Line line => $"""<polyline class="s{(int)line.Paint}" points="{Points(line.Points)}" stroke-width="{Number(line.Width)}" stroke-linejoin="round" stroke-linecap="round"{(line.Dashed ? " stroke-dasharray=\"5 5\"" : "")}{opacity}/>""",
            Area area => $"""<polygon class="f{(int)area.Paint}" points="{Points(area.Points)}"{opacity}/>""",
            Disc disc => $"""<circle class="f{(int)disc.Paint}" cx="{Number(disc.X)}" cy="{Number(disc.Y)}" r="{Number(disc.Radius)}"{opacity}/>""",
            Label label => $"""<text class="f{(int)label.Paint}" x="{Number(label.X)}" y="{Number(label.Y)}" font-size="{Number(label.Size)}" text-anchor="{Anchored(label.Anchor)}"{(label.Bold ? " font-weight=\"650\"" : "")}{opacity}>{Escape(label.Text)}</text>""",
            _ => throw new InvalidOperationException($"A {shape.GetType().Name} cannot be drawn."),
        }).Append('\n');
    }

    private static string Anchored(Anchor anchor) => anchor switch
    {
        Anchor.Middle => "middle",
        Anchor.End => "end",
        _ => "start",
    };

    private static string Points(IReadOnlyList<Dot> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    private static string Number(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text for XML: what it does not allow is left out.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                < 0x20 or 0xfffe or 0xffff or (>= 0x7f and <= 0x9f) => "",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }
}
