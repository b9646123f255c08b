using PmBot.Bot.Media;

namespace PmBot.Bot.Tests.Media;

/// <summary>Where numbers come to lie in a burndown and a velocity chart, and that any number finds a place.</summary>
public sealed class ChartCoordinateTests
{
    private const double Top = 92;
    private const double Bottom = 282;
    private const double Left = 56;
    private const double Right = 456;

    private static readonly ChartWords Words = new("Sprint 5 · Catálogo", "lunes 2 – viernes 13", "Quedan 13 de 40 puntos.");

    public static TheoryData<decimal> Amounts => [0m, 0.5m, 1m, 7m, 9.99m, 40m, 41m, 999m, 123_456m, 9_999_999_999m];

    [Fact]
    public void A_burndown_goes_from_the_first_day_at_the_left_to_the_last_at_the_right_and_by_even_steps()
    {
        var (ideal, real) = Lines(Burndown((40, 40), (30, 35), (20, 20), (10, null), (0, null)));

        ideal.Select(p => p.X).ShouldBe([64, 160, 256, 352, 448]);
        ideal.Select(p => p.Y).ShouldBe([92, 139.5, 187, 234.5, 282], tolerance: 0.001);
        real.Select(p => p.X).ShouldBe([64, 160, 256]);
        real.Select(p => p.Y).ShouldBe([92, 115.75, 187], tolerance: 0.001);
    }

    [Fact]
    public void The_axis_ends_at_a_round_number_above_the_largest_and_names_its_steps()
    {
        Axis(Burndown((43, 43), (0, null))).ShouldBe(["0", "10", "20", "30", "40", "50"]);
        Axis(Burndown((5, 5), (0, null))).ShouldBe(["0", "1", "2", "3", "4", "5"]);
        Axis(Burndown((0.5m, 0.5m), (0, null))).ShouldBe(["0", "1"]);
    }

    [Theory]
    [InlineData(9_000, "10k")]
    [InlineData(120_000, "150k")]
    [InlineData(5_000_000, "5M")]
    [InlineData(3_000_000_000, "3G")]
    [InlineData(2_000_000_000_000, "2T")]
    public void Large_numbers_are_short(long amount, string top) => Axis(Burndown((amount, amount), (0, null)))[^1].ShouldBe(top);

    [Fact]
    public void Work_that_was_added_reaches_above_the_even_pace_and_stays_in_the_picture()
    {
        var (ideal, real) = Lines(Burndown((20, 20), (10, 48), (0, 50)));

        real[^1].Y.ShouldBe(Top, 0.001);
        ideal[0].Y.ShouldBe(Bottom - ((Bottom - Top) * 20 / 50), 0.001);
    }

    [Fact]
    public void A_sprint_of_one_day_is_a_dot_at_the_left()
    {
        var drawing = Burndown(new BurndownPoint("lun 2", 3, 3));

        var dot = drawing.Shapes.OfType<Disc>().ShouldHaveSingleItem();
        (dot.X, dot.Y).ShouldBe((Left + 8, Bottom - ((Bottom - Top) * 3 / 3)));
        drawing.Shapes.OfType<Area>().ShouldBeEmpty();
        Drawn(drawing);
    }

    [Fact]
    public void A_sprint_without_work_lies_on_the_ground()
    {
        var drawing = Burndown((0, 0), (0, 0), (0, null));

        var (ideal, real) = Lines(drawing);
        ideal.Concat(real).ShouldAllBe(p => p.Y == Bottom);
        Drawn(drawing);
    }

    [Fact]
    public void A_sprint_that_has_not_begun_shows_the_even_pace_alone()
    {
        var drawing = Burndown((10, null), (5, null), (0, null));

        drawing.Shapes.OfType<Disc>().ShouldBeEmpty();
        drawing.Shapes.OfType<Line>().Count(l => l.Points.Count == 3).ShouldBe(1);
        Drawn(drawing);
    }

    [Fact]
    public void Ninety_days_share_the_width_and_not_every_one_is_named()
    {
        var drawing = Burndown([.. Enumerable.Range(0, 90).Select(i => new BurndownPoint($"día {i}", 90 - i, i < 45 ? 90 - i : null))]);

        var labels = drawing.Shapes.OfType<Label>().Where(l => l.Text.StartsWith("día", StringComparison.Ordinal)).OrderBy(l => l.X).ToList();
        labels.Count.ShouldBeInRange(4, 7);
        labels.Zip(labels.Skip(1)).ShouldAllBe(p => p.First.X + (StrokeFont.Width(p.First.Text, 12) / 2) < p.Second.X - (StrokeFont.Width(p.Second.Text, 12) / 2));
        Lines(drawing).Ideal[^1].X.ShouldBe(Right - 8, 0.001);
    }

    [Theory]
    [MemberData(nameof(Amounts))]
    public void Any_amount_stays_within_the_picture(decimal amount)
    {
        foreach (var drawing in new[] { Burndown((amount, amount), (amount / 2, amount), (0, null)), Velocity(new("Sprint 1", amount, amount / 3), new("Sprint 2", amount / 2, amount)) })
        {
            foreach (var dot in drawing.Shapes.SelectMany(Dots))
            {
                dot.X.ShouldBeInRange(0, drawing.Width);
                dot.Y.ShouldBeInRange(0, drawing.Height);
            }

            foreach (var label in drawing.Shapes.OfType<Label>())
            {
                var width = StrokeFont.Width(label.Text, label.Size);
                var left = label.X - (label.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 });
                left.ShouldBeGreaterThanOrEqualTo(0, label.Text);
                (left + width).ShouldBeLessThanOrEqualTo(drawing.Width, label.Text);
            }

            Drawn(drawing);
        }
    }

    [Fact]
    public void Velocity_puts_what_was_planned_beside_what_was_done_and_the_average_across()
    {
        var drawing = Velocity(new("Sprint 1", 30, 20), new("Sprint 2", 25, 25), new("Sprint 3", 40, 0));

        var bars = drawing.Shapes.OfType<Box>().Where(b => b.Paint is Paint.Todo or Paint.Done).ToList();
        bars.Select(b => b.Paint).ShouldBe([Paint.Todo, Paint.Done, Paint.Todo, Paint.Done, Paint.Todo, Paint.Done]);
        bars.ShouldAllBe(b => Math.Abs(b.Y + b.Height - Bottom) < 0.001);
        bars.Select(b => b.Height).ShouldBe([142.5, 95, 118.75, 118.75, 190, 0], tolerance: 0.001);
        bars.Chunk(2).ShouldAllBe(pair => pair[0].X + pair[0].Width < pair[1].X);
        var average = drawing.Shapes.OfType<Line>().Single(l => l is { Dashed: true, Points: [{ X: Left }, { X: Right }] });
        average.Points.ShouldAllBe(p => Math.Abs(p.Y - (Bottom - ((Bottom - Top) * 15 / 40))) < 0.001);
    }

    [Fact]
    public void One_sprint_and_eight_sprints_find_room()
    {
        Velocity(new VelocityBar("Sprint 1", 8, 5)).Shapes.OfType<Box>().Count(b => b.Paint is Paint.Done).ShouldBe(1);
        var eight = Velocity([.. Enumerable.Range(1, 8).Select(i => new VelocityBar($"Sprint {i}", 30 + i, 20 + i))]);

        var bars = eight.Shapes.OfType<Box>().Where(b => b.Paint is Paint.Todo or Paint.Done).OrderBy(b => b.X).ToList();
        bars.Count.ShouldBe(16);
        bars.Zip(bars.Skip(1)).ShouldAllBe(p => p.First.X + p.First.Width <= p.Second.X);
        Drawn(eight);
    }

    [Fact]
    public void An_svg_has_every_colour_in_light_and_in_dark()
    {
        var svg = SvgWriter.Write(Velocity(new VelocityBar("Sprint 1", 8, 5)));
        var dark = svg[svg.IndexOf("prefers-color-scheme:dark", StringComparison.Ordinal)..svg.IndexOf("</style>", StringComparison.Ordinal)];

        foreach (var paint in Enum.GetValues<Paint>())
        {
            svg.ShouldContain($".f{(int)paint}{{fill:#{Palette.Light(paint):x6}}}");
            dark.ShouldContain($".f{(int)paint}{{fill:#{Palette.Dark(paint):x6}}}");
            dark.ShouldContain($".s{(int)paint}{{stroke:#{Palette.Dark(paint):x6};fill:none}}");
        }
    }

    [Fact]
    public void The_rasteriser_fills_what_is_inside_and_softens_the_edge()
    {
        var canvas = new Canvas(20, 20);
        canvas.Clear(0xffffff);
        canvas.Box(4, 4, 8, 8, 0, 0x000000, 1);
        canvas.Box(4.5, 14, 8, 2, 0, 0x000000, 1);

        Pixel(canvas, 8, 8).ShouldBe(0x000000);
        Pixel(canvas, 4, 4).ShouldBe(0x000000);
        Pixel(canvas, 3, 8).ShouldBe(0xffffff);
        Pixel(canvas, 12, 8).ShouldBe(0xffffff);
        (Pixel(canvas, 4, 15) & 0xff).ShouldBeInRange(0x60, 0xa0, "half of this pixel is covered");
    }

    [Fact]
    public void The_rasteriser_leaves_out_what_lies_outside()
    {
        var canvas = new Canvas(10, 10);
        canvas.Clear(0xffffff);
        canvas.Box(-50, -50, 20, 20, 3, 0, 1);
        canvas.Disc(100, 5, 8, 0, 1);
        canvas.Lines([[new Dot(-20, -20), new Dot(-5, 30)]], 2, 0, 1);
        canvas.Area([new Dot(20, 20), new Dot(30, 20), new Dot(30, 30)], 0, 1);

        canvas.Pixels.ShouldAllBe(p => p == 0xff);
    }

    [Fact]
    public void Crossing_strokes_are_no_darker_than_one_and_opacity_mixes_with_what_is_below()
    {
        var canvas = new Canvas(20, 20);
        canvas.Clear(0xffffff);
        canvas.Lines([[new Dot(2, 10), new Dot(18, 10)], [new Dot(10, 2), new Dot(10, 18)]], 4, 0x000000, 0.5);

        Pixel(canvas, 10, 10).ShouldBe(Pixel(canvas, 5, 10));
        (Pixel(canvas, 10, 10) & 0xff).ShouldBeInRange(0x7e, 0x81);
    }

    private static int Pixel(Canvas canvas, int x, int y) =>
        (canvas.Pixels[((y * 20) + x) * 3] << 16) | (canvas.Pixels[(((y * 20) + x) * 3) + 1] << 8) | canvas.Pixels[(((y * 20) + x) * 3) + 2];

    private static Drawing Burndown(params BurndownPoint[] days) => Charts.Burndown(Words, "puntos", "ritmo ideal", "queda", days);

    private static Drawing Burndown(params (decimal Ideal, decimal? Remaining)[] days) =>
        Burndown([.. days.Select((d, i) => new BurndownPoint($"lun {i}", d.Ideal, d.Remaining))]);

    private static Drawing Velocity(params VelocityBar[] sprints) =>
        Charts.Velocity(Words, "puntos", "previsto", "hecho", ("promedio", sprints.Average(s => s.Done)), sprints);

    private static (IReadOnlyList<Dot> Ideal, IReadOnlyList<Dot> Real) Lines(Drawing drawing) =>
        (drawing.Shapes.OfType<Line>().First(l => l.Dashed).Points, [.. drawing.Shapes.OfType<Disc>().Select(d => new Dot(d.X, d.Y))]);

    private static IReadOnlyList<string> Axis(Drawing drawing) => [.. drawing.Shapes.OfType<Label>().Where(l => l.Anchor == Anchor.End).Select(l => l.Text)];

    private static IEnumerable<Dot> Dots(Shape shape) => shape switch
    {
        Box box => [new(box.X, box.Y), new(box.X + box.Width, box.Y + box.Height)],
        Line line => line.Points,
        Area area => area.Points,
        Disc disc => [new(disc.X, disc.Y)],
        Label label => [new(label.X, label.Y)],
        _ => [],
    };

    private static void Drawn(Drawing drawing)
    {
        System.Xml.Linq.XDocument.Parse(SvgWriter.Write(drawing));
        PngReader.Read(PngWriter.Write(drawing)).Width.ShouldBe(drawing.Width * 2);
    }
}
