namespace PmBot.Bot.Media;

/// <summary>Pixels that shapes are drawn on, with soft edges.</summary>
/// <remarks>How much of a pixel a shape covers is taken from the distance of the pixel's middle to the shape's edge.</remarks>
internal sealed class Canvas(int width, int height)
{
    /// <summary>Red, green and blue of each pixel, row by row.</summary>
    public byte[] Pixels { get; } = new byte[width * height * 3];

    /// <summary>Fills all of it.</summary>
    public void Clear(int colour)
    {
        for (var i = 0; i < Pixels.Length; i += 3)
        {
            (Pixels[i], Pixels[i + 1], Pixels[i + 2]) = ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);
        }
    }

    /// <summary>A filled rectangle with round corners.</summary>
    public void Box(double x, double y, double w, double h, double radius, int colour, double opacity)
    {
        var (middleX, middleY) = (x + (w / 2), y + (h / 2));
        var r = Math.Min(radius, Math.Min(w, h) / 2);
        Fill(x, y, x + w, y + h, colour, opacity, (px, py) =>
        {
            var (dx, dy) = (Math.Abs(px - middleX) - (w / 2) + r, Math.Abs(py - middleY) - (h / 2) + r);
            var outside = Math.Sqrt((Math.Max(dx, 0) * Math.Max(dx, 0)) + (Math.Max(dy, 0) * Math.Max(dy, 0)));
            return 0.5 - (outside + Math.Min(Math.Max(dx, dy), 0) - r);
        });
    }

    /// <summary>A filled circle.</summary>
    public void Disc(double x, double y, double radius, int colour, double opacity) =>
        Fill(x - radius, y - radius, x + radius, y + radius, colour, opacity, (px, py) => 0.5 - (Math.Sqrt(((px - x) * (px - x)) + ((py - y) * (py - y))) - radius));

    /// <summary>A filled area: even-odd, of any shape.</summary>
    public void Area(IReadOnlyList<Dot> points, int colour, double opacity)
    {
        Fill(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y), colour, opacity, (px, py) =>
        {
            var (inside, nearest) = (false, double.MaxValue);
            for (int i = 0, j = points.Count - 1; i < points.Count; j = i++)
            {
                inside ^= points[i].Y > py != points[j].Y > py
                    && px < ((points[j].X - points[i].X) * (py - points[i].Y) / (points[j].Y - points[i].Y)) + points[i].X;
                nearest = Math.Min(nearest, Distance(px, py, points[j], points[i]));
            }

            return 0.5 + (inside ? nearest : -nearest);
        });
    }

    /// <summary>Strokes with round ends; where they cross each other they are not darker.</summary>
    public void Lines(IReadOnlyList<IReadOnlyList<Dot>> strokes, double thickness, int colour, double opacity)
    {
        var half = thickness / 2;
        var all = strokes.SelectMany(s => s).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var (left, top) = (Floor(all.Min(p => p.X) - half - 1, width), Floor(all.Min(p => p.Y) - half - 1, height));
        var (right, bottom) = (Floor(all.Max(p => p.X) + half + 2, width), Floor(all.Max(p => p.Y) + half + 2, height));
        var columns = right - left;
        if (columns <= 0 || bottom <= top)
        {
            return;
        }

        var cover = new float[columns * (bottom - top)];
        foreach (var stroke in strokes)
        {
            for (var i = 1; i < stroke.Count; i++)
            {
                var (a, b) = (stroke[i - 1], stroke[i]);
                for (var py = Floor(Math.Min(a.Y, b.Y) - half - 1, height); py < Floor(Math.Max(a.Y, b.Y) + half + 2, height); py++)
                {
                    for (var px = Floor(Math.Min(a.X, b.X) - half - 1, width); px < Floor(Math.Max(a.X, b.X) + half + 2, width); px++)
                    {
                        ref var pixel = ref cover[((py - top) * columns) + px - left];
                        pixel = Math.Max(pixel, (float)Math.Clamp(half + 0.5 - Distance(px + 0.5, py + 0.5, a, b), 0, 1));
                    }
                }
            }
        }

        for (var i = 0; i < cover.Length; i++)
        {
            if (cover[i] > 0)
            {
                Blend(left + (i % columns), top + (i / columns), colour, cover[i] * opacity);
            }
        }
    }

    private void Fill(double left, double top, double right, double bottom, int colour, double opacity, Func<double, double, double> cover)
    {
        for (var y = Floor(top - 1, height); y < Floor(bottom + 2, height); y++)
        {
            for (var x = Floor(left - 1, width); x < Floor(right + 2, width); x++)
            {
                var share = Math.Clamp(cover(x + 0.5, y + 0.5), 0, 1);
                if (share > 0)
                {
                    Blend(x, y, colour, share * opacity);
                }
            }
        }
    }

    private void Blend(int x, int y, int colour, double share)
    {
        var at = ((y * width) + x) * 3;
        for (var part = 0; part < 3; part++)
        {
            var over = (byte)(colour >> (16 - (8 * part)));
            Pixels[at + part] = (byte)Math.Round(Pixels[at + part] + ((over - Pixels[at + part]) * share));
        }
    }

    private static int Floor(double value, int limit) => Math.Clamp((int)Math.Floor(value), 0, limit);

    private static double Distance(double x, double y, Dot a, Dot b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = (dx * dx) + (dy * dy);
        var t = length == 0 ? 0 : Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / length, 0, 1);
        var (ex, ey) = (x - a.X - (t * dx), y - a.Y - (t * dy));
        return Math.Sqrt((ex * ex) + (ey * ey));
    }
}
