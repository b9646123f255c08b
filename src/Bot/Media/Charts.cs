using System.Globalization;

namespace PmBot.Bot.Media;

/// <summary>The words of a chart that are the same for all of a kind.</summary>
/// <param name="Title">What it is of.</param>
/// <param name="Subtitle">Its state in a few words.</param>
/// <param name="Description">What it shows, for whoever cannot see it.</param>
public sealed record ChartWords(string Title, string Subtitle, string Description);

/// <summary>A share of a whole.</summary>
public sealed record ChartPart(string Name, int Count, Paint Paint);

/// <summary>A day of a burndown.</summary>
/// <param name="Label">As people say it: "lun 2".</param>
/// <param name="Ideal">What would remain at an even pace.</param>
/// <param name="Remaining">What remained; null for days to come.</param>
public sealed record BurndownPoint(string Label, decimal Ideal, decimal? Remaining);

/// <summary>A sprint of a velocity chart.</summary>
public sealed record VelocityBar(string Name, decimal Committed, decimal Done);

/// <summary>Lays the charts out; what comes of it can be SVG or PNG.</summary>
public static class Charts
{
    // Narrow enough that its words can be read on a phone.
    private const int Width = 480;
    private const double Left = 56;
    private const double Right = 456;
    private const double Top = 92;
    private const double Bottom = 282;
    private const int TallHeight = 344;

    /// <summary>How many tasks stand where: one bar, and what each part of it is.</summary>
    public static Drawing Status(ChartWords words, IReadOnlyList<ChartPart> parts)
    {
        const double BarTop = 74;
        const double BarHeight = 28;
        const double LegendTop = 134;
        const int Columns = 2;
        const double Column = 220;
        var shown = parts.Where(p => p.Count > 0).ToList();
        var total = shown.Sum(p => p.Count);
        var height = (int)(LegendTop + (26 * Math.Max(1, Math.Ceiling((double)shown.Count / Columns))));
        var shapes = Frame(words, height);
        const double Full = Width - 48;
        shapes.Add(new Box(24, BarTop, Full, BarHeight, 6, Paint.Grid));
        var x = 24.0;
        for (var i = 0; i < shown.Count; i++)
        {
            var wide = Full * shown[i].Count / total;
            shapes.Add(new Box(x, BarTop, Math.Max(wide - (i < shown.Count - 1 ? 2 : 0), 1), BarHeight, 4, shown[i].Paint));
            x += wide;
            var (column, row) = (i % Columns, i / Columns);
            shapes.Add(new Disc(30 + (column * Column), LegendTop + (26 * row) - 5, 6, shown[i].Paint));
            shapes.Add(new Label(44 + (column * Column), LegendTop + (26 * row), $"{shown[i].Name} {shown[i].Count.ToString(CultureInfo.InvariantCulture)}", 14, Paint.Text));
        }

        return new Drawing(Width, height, words.Title, words.Description, shapes);
    }

    /// <summary>What remains of a sprint, day by day, beside an even pace.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="unit">What is counted: "puntos".</param>
    /// <param name="ideal">The name of the even pace.</param>
    /// <param name="real">The name of what remained.</param>
    /// <param name="days">From the first to the last; at least one.</param>
    public static Drawing Burndown(ChartWords words, string unit, string ideal, string real, IReadOnlyList<BurndownPoint> days)
    {
        var axis = Axis.For(days.Max(d => Math.Max(d.Ideal, d.Remaining ?? 0)));
        var shapes = Frame(words, TallHeight);
        Scale(shapes, axis, unit);
        var step = days.Count > 1 ? (Right - Left - 16) / (days.Count - 1) : 0;
        double X(int i) => Left + 8 + (step * i);
        double Y(decimal value) => Bottom - ((double)(value / axis.Top) * (Bottom - Top));

        var every = Math.Max(1, (int)Math.Ceiling(days.Count / 6.0));
        for (var i = 0; i < days.Count; i += every)
        {
            shapes.Add(new Label(X(i), Bottom + 20, days[i].Label, 12, Paint.Muted, Anchor.Middle));
        }

        shapes.Add(new Line([.. days.Select((d, i) => new Dot(X(i), Y(d.Ideal)))], 2, Paint.Muted, Dashed: true));
        var known = days.Select((d, i) => (d.Remaining, i)).Where(d => d.Remaining is not null).Select(d => new Dot(X(d.i), Y(d.Remaining!.Value))).ToList();
        if (known.Count > 1)
        {
            shapes.Add(new Area([new Dot(known[0].X, Bottom), .. known, new Dot(known[^1].X, Bottom)], Paint.Accent) { Opacity = 0.12 });
            shapes.Add(new Line(known, 3, Paint.Accent));
        }

        shapes.AddRange(known.Select(p => new Disc(p.X, p.Y, 4, Paint.Accent)));
        Legend(shapes, [(real, Paint.Accent, false), (ideal, Paint.Muted, true)]);
        return new Drawing(Width, TallHeight, words.Title, words.Description, shapes);
    }

    /// <summary>What earlier sprints took on, and what they got done.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="unit">What is counted: "puntos".</param>
    /// <param name="committed">The name of what was taken on.</param>
    /// <param name="done">The name of what was done.</param>
    /// <param name="average">The name of the average of what was done, and the average.</param>
    /// <param name="sprints">Oldest first; at least one.</param>
    public static Drawing Velocity(ChartWords words, string unit, string committed, string done, (string Name, decimal Value)? average, IReadOnlyList<VelocityBar> sprints)
    {
        var axis = Axis.For(sprints.Max(s => Math.Max(s.Committed, s.Done)));
        var shapes = Frame(words, TallHeight);
        Scale(shapes, axis, unit);
        var slot = (Right - Left) / sprints.Count;
        var bar = Math.Min(34, slot / 3);
        double Y(decimal value) => Bottom - ((double)(value / axis.Top) * (Bottom - Top));
        for (var i = 0; i < sprints.Count; i++)
        {
            var middle = Left + (slot * (i + 0.5));
            Bar(middle - bar - 1, sprints[i].Committed, Paint.Todo);
            Bar(middle + 1, sprints[i].Done, Paint.Done);
            shapes.Add(new Label(middle, Bottom + 20, StrokeFont.Fit(sprints[i].Name, 12, slot - 6), 12, Paint.Muted, Anchor.Middle));
        }

        List<(string, Paint, bool)> legend = [(committed, Paint.Todo, false), (done, Paint.Done, false)];
        if (average is { } known)
        {
            shapes.Add(new Line([new Dot(Left, Y(known.Value)), new Dot(Right, Y(known.Value))], 2, Paint.Accent, Dashed: true));
            legend.Add((known.Name, Paint.Accent, true));
        }

        Legend(shapes, legend);
        return new Drawing(Width, TallHeight, words.Title, words.Description, shapes);

        void Bar(double x, decimal value, Paint paint)
        {
            shapes.Add(new Box(x, Y(value), bar, Bottom - Y(value), 3, paint));
            shapes.Add(new Label(x + (bar / 2), Y(value) - 5, Number(value), 12, Paint.Text, Anchor.Middle));
        }
    }

    private static List<Shape> Frame(ChartWords words, int height) =>
    [
        new Box(0, 0, Width, height, 12, Paint.Border),
        new Box(1, 1, Width - 2, height - 2, 11, Paint.Background),
        new Label(24, 34, StrokeFont.Fit(words.Title, 18, Width - 48), 18, Paint.Text, Bold: true),
        new Label(24, 56, StrokeFont.Fit(words.Subtitle, 14, Width - 48), 14, Paint.Muted),
    ];

    private static void Scale(List<Shape> shapes, Axis axis, string unit)
    {
        shapes.Add(new Label(24, Top - 14, unit, 12, Paint.Muted));
        for (var value = 0m; value <= axis.Top; value += axis.Step)
        {
            var y = Bottom - ((double)(value / axis.Top) * (Bottom - Top));
            shapes.Add(new Line([new Dot(Left, y), new Dot(Right, y)], 1, Paint.Grid));
            shapes.Add(new Label(Left - 8, y + 4, Number(value), 12, Paint.Muted, Anchor.End));
        }
    }

    private static void Legend(List<Shape> shapes, IReadOnlyList<(string Name, Paint Paint, bool Dashed)> entries)
    {
        var x = 24.0;
        foreach (var (name, paint, dashed) in entries)
        {
            shapes.Add(new Line([new Dot(x + 2, TallHeight - 23), new Dot(x + 22, TallHeight - 23)], dashed ? 2 : 4, paint, dashed));
            shapes.Add(new Label(x + 30, TallHeight - 18, name, 13, Paint.Text));
            x += 54 + StrokeFont.Width(name, 13);
        }
    }

    /// <summary>A number in as much room as there is: 12000 is 12k.</summary>
    private static string Number(decimal value)
    {
        const decimal Thousand = 1_000;
        const decimal Short = 10_000;
        if (value < Short)
        {
            return value.ToString("0.#", CultureInfo.InvariantCulture);
        }

        var sign = "k";
        foreach (var larger in new[] { "M", "G", "T" })
        {
            if (value < Thousand * Thousand)
            {
                break;
            }

            (value, sign) = (value / Thousand, larger);
        }

        return (value / Thousand).ToString("0.#", CultureInfo.InvariantCulture) + sign;
    }

    /// <summary>Round numbers for an axis from 0.</summary>
    private sealed record Axis(decimal Top, decimal Step)
    {
        public static Axis For(decimal max)
        {
            var size = 1m;
            for (; ; size *= 10)
            {
                foreach (var step in new[] { size, 2 * size, 5 * size })
                {
                    if (step * 5 >= max)
                    {
                        return new Axis(step * Math.Max(1, Math.Ceiling(max / step)), step);
                    }
                }
            }
        }
    }
}
