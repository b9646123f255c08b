using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using PmBot.Bot.Media;

namespace PmBot.Bot.Tests.Media;

public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly ChartWords Words = new("Sprint 5 · Catálogo", "lunes 2 – viernes 13 · quedan 13 de 40 puntos", "Quedan 13 de 40 puntos.");

    private static readonly Drawing Status = Charts.Status(
        Words, [new("hecha", 8, Paint.Done), new("en revisión", 2, Paint.InReview), new("en curso", 3, Paint.InProgress), new("bloqueada", 1, Paint.Blocked), new("por hacer", 6, Paint.Todo)]);

    private static readonly Drawing Burndown = Charts.Burndown(
        Words, "puntos", "ritmo ideal", "queda",
        [
            new("lun 2", 40, 40), new("mar 3", 36, 38), new("mié 4", 31, 33), new("jue 5", 27, 30), new("vie 6", 22, 22),
            new("lun 9", 18, 20), new("mar 10", 13, 13), new("mié 11", 9, null), new("jue 12", 4, null), new("vie 13", 0, null),
        ]);

    private static readonly Drawing Velocity = Charts.Velocity(
        Words, "puntos", "previsto", "hecho", ("promedio 24", 24m), [new("Sprint 1", 30, 22), new("Sprint 2", 26, 25), new("Sprint con un nombre muy largo", 28, 25)]);

    public static TheoryData<string> All => ["status", "burndown", "velocity"];

    [Theory]
    [MemberData(nameof(All))]
    public void A_chart_is_well_formed_titled_described_and_within_its_bounds(string name)
    {
        var drawing = Of(name);
        var svg = XDocument.Parse(SvgWriter.Write(drawing)).Root!;

        svg.Name.ShouldBe(Svg + "svg");
        svg.Element(Svg + "title")!.Value.ShouldBe(Words.Title);
        svg.Element(Svg + "desc")!.Value.ShouldBe(Words.Description);
        svg.Element(Svg + "style")!.Value.ShouldContain("prefers-color-scheme:dark");
        foreach (var label in drawing.Shapes.OfType<Label>())
        {
            var width = StrokeFont.Width(label.Text, label.Size);
            var left = label.X - (label.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 });
            left.ShouldBeGreaterThanOrEqualTo(2, label.Text);
            (left + width).ShouldBeLessThanOrEqualTo(drawing.Width - 2, label.Text);
            label.Y.ShouldBeInRange(label.Size, drawing.Height - 4, label.Text);
        }
    }

    [Fact]
    public void The_parts_of_a_status_chart_fill_its_bar_by_their_counts()
    {
        var bars = XDocument.Parse(SvgWriter.Write(Status)).Descendants(Svg + "rect").Where(r => r.Attribute("height")!.Value == "28").Skip(1).Select(r => (double)r.Attribute("width")!).ToList();

        bars.Count.ShouldBe(5);
        bars[0].ShouldBe(432.0 * 8 / 20 - 2, 0.02);
        bars[^1].ShouldBe(432.0 * 6 / 20, 0.02);
        Texts(Status).ShouldContain("en revisión 2");
    }

    [Fact]
    public void A_burndown_draws_what_remained_beside_an_even_pace_and_no_day_to_come()
    {
        var lines = XDocument.Parse(SvgWriter.Write(Burndown)).Descendants(Svg + "polyline").Select(l => (Dashed: l.Attribute("stroke-dasharray") is not null, Points: l.Attribute("points")!.Value.Split(' '))).ToList();

        lines.ShouldContain(l => l.Dashed && l.Points.Length == 10);
        var real = lines.Single(l => !l.Dashed && l.Points.Length > 2).Points;
        real.Length.ShouldBe(7);
        // 40 of 40 at the top, less later: y grows downwards.
        Y(real[0]).ShouldBe(92, 0.01);
        Y(real[^1]).ShouldBeGreaterThan(Y(real[0]));
        Texts(Burndown).ShouldContain("lun 2");
        Texts(Burndown).ShouldContain("puntos");
    }

    [Fact]
    public void Velocity_draws_two_bars_a_sprint_and_cuts_long_names()
    {
        var bars = Velocity.Shapes.OfType<Box>().Where(b => b.Paint is Paint.Todo or Paint.Done).ToList();

        bars.Count.ShouldBe(6);
        bars[1].Height.ShouldBe(bars[0].Height * 22 / 30, 0.01);
        Texts(Velocity).ShouldContain("Sprint 1");
        Texts(Velocity).ShouldContain(t => t.StartsWith("Sprint con un", StringComparison.Ordinal) && t.EndsWith('…'));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_png_shows_the_same_at_twice_the_size(string name)
    {
        var drawing = Of(name);
        var png = PngReader.Read(PngWriter.Write(drawing));

        (png.Width, png.Height).ShouldBe((drawing.Width * 2, drawing.Height * 2));
        png[png.Width / 2, 8].ShouldBe(0xffffff);
        foreach (var box in drawing.Shapes.OfType<Box>().Where(b => b.Paint is Paint.Todo or Paint.Done && b.Width > 4))
        {
            png[(int)((box.X + (box.Width / 2)) * 2), (int)((box.Y + (box.Height / 2)) * 2)].ShouldBe(Palette.Light(box.Paint));
        }

        foreach (var label in drawing.Shapes.OfType<Label>().Where(l => l.Anchor == Anchor.Start))
        {
            Darkest(png, label).ShouldBeLessThan(0xa0, label.Text);
        }
    }

    [Fact]
    public void Every_letter_of_both_languages_has_a_glyph()
    {
        const string Letters = "abcdefghijklmnñopqrstuvwxyzáéíóúüABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ0123456789.,:;!¡?¿-–—_/%#()[]+=*&'\"«»·•…@<>|$°€→×\\~";
        var unknown = StrokeFont.Strokes("漢", 0, 0, 10).Single();

        foreach (var letter in Letters)
        {
            var strokes = StrokeFont.Strokes(letter.ToString(), 0, 0, 10).ToList();
            strokes.ShouldNotBeEmpty(letter.ToString());
            strokes.ShouldAllBe(s => s.Length > 1 && !s.SequenceEqual(unknown), letter.ToString());
        }

        StrokeFont.Strokes("ñ", 0, 0, 10).Count().ShouldBe(StrokeFont.Strokes("n", 0, 0, 10).Count() + 1);
        StrokeFont.Strokes("í", 0, 0, 10).Count().ShouldBe(2);
    }

    [Fact]
    public void Two_letters_never_look_the_same()
    {
        var shapes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            .Select(c => (Letter: c, Shape: string.Join('|', StrokeFont.Strokes(c.ToString(), 0, 0, 10).Select(s => string.Join(' ', s))))).ToList();

        shapes.GroupBy(s => s.Shape).Where(g => g.Count() > 1).Select(g => string.Concat(g.Select(s => s.Letter)))
            .ShouldBe(["lI"], "l and I are both a bar");
    }

    [Fact]
    public void A_name_of_any_kind_makes_a_chart() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), name =>
        {
            var drawing = Charts.Status(new ChartWords(name.Get, name.Get, name.Get), [new(name.Get, 3, Paint.Done)]);
            XDocument.Parse(SvgWriter.Write(drawing));
            return PngReader.Read(PngWriter.Write(drawing)).Width == 960;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Text_and_lines_stand_out_from_their_background(bool dark)
    {
        Func<Paint, int> colour = dark ? Palette.Dark : Palette.Light;
        foreach (var paint in Enum.GetValues<Paint>().Except([Paint.Background, Paint.Border, Paint.Grid]))
        {
            Contrast(colour(paint), colour(Paint.Background)).ShouldBeGreaterThanOrEqualTo(paint is Paint.Text or Paint.Muted ? 4.5 : 3, paint.ToString());
        }
    }

    private static Drawing Of(string name) => name switch
    {
        "status" => Status,
        "burndown" => Burndown,
        _ => Velocity,
    };

    private static List<string> Texts(Drawing drawing) => [.. XDocument.Parse(SvgWriter.Write(drawing)).Descendants(Svg + "text").Select(t => t.Value)];

    private static double Y(string point) => double.Parse(point.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static int Darkest(PngReader png, Label label)
    {
        var darkest = 0xff;
        for (var y = (int)((label.Y - label.Size) * 2); y < (int)(label.Y * 2); y++)
        {
            for (var x = (int)(label.X * 2); x < (int)((label.X + StrokeFont.Width(label.Text, label.Size)) * 2); x++)
            {
                darkest = Math.Min(darkest, (png[x, y] >> 8) & 0xff);
            }
        }

        return darkest;
    }

    private static double Contrast(int a, int b)
    {
        var (bright, dim) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (bright + 0.05) / (dim + 0.05);
    }

    private static double Luminance(int colour)
    {
        double Part(int shift) => ((colour >> shift) & 0xff) / 255.0 is var c && c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return (0.2126 * Part(16)) + (0.7152 * Part(8)) + (0.0722 * Part(0));
    }
}
