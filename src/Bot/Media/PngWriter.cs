using System.Buffers.Binary;
using System.IO.Compression;

namespace PmBot.Bot.Media;

/// <summary>Writes a drawing as PNG, for clients that show no SVG. Nothing native is needed.</summary>
public static class PngWriter
{
    // Twice the logical size: sharp on the screens of phones.
    private const int Scale = 2;
    private const double Stroke = 0.085;
    private const double BoldStroke = 0.125;
    private const double Dash = 5;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xedb88320 ^ (c >> 1) : c >> 1))];

    /// <summary>The file, in light colours on a background of its own.</summary>
    public static byte[] Write(Drawing drawing)
    {
        var canvas = new Canvas(drawing.Width * Scale, drawing.Height * Scale);
        canvas.Clear(Palette.Light(Paint.Background));
        foreach (var shape in drawing.Shapes)
        {
            Draw(canvas, shape, Palette.Light(shape.Paint));
        }

        return Encode(canvas.Pixels, drawing.Width * Scale, drawing.Height * Scale, channels: 3);
    }

    /// <summary>The file as an outline: white wherever anything is drawn, and nothing at all elsewhere.</summary>
    public static byte[] WriteOutline(Drawing drawing)
    {
        var canvas = new Canvas(drawing.Width * Scale, drawing.Height * Scale);
        canvas.Clear(0);
        foreach (var shape in drawing.Shapes)
        {
            Draw(canvas, shape, 0xffffff);
        }

        // How white a pixel has become on black is how much of it is covered.
        var pixels = new byte[canvas.Pixels.Length / 3 * 4];
        pixels.AsSpan().Fill(0xff);
        for (var i = 0; i < canvas.Pixels.Length / 3; i++)
        {
            pixels[(i * 4) + 3] = canvas.Pixels[i * 3];
        }

        return Encode(pixels, drawing.Width * Scale, drawing.Height * Scale, channels: 4);
    }

    private static void Draw(Canvas canvas, Shape shape, int colour)
    {
        switch (shape)
        {
            case Box box:
                canvas.Box(box.X * Scale, box.Y * Scale, box.Width * Scale, box.Height * Scale, box.Radius * Scale, colour, box.Opacity);
                break;
            case Disc disc:
                canvas.Disc(disc.X * Scale, disc.Y * Scale, disc.Radius * Scale, colour, disc.Opacity);
                break;
            case Area area:
                canvas.Area([.. area.Points.Select(Scaled)], colour, area.Opacity);
                break;
            case Line line:
                IReadOnlyList<Dot> points = [.. line.Points.Select(Scaled)];
                canvas.Lines(line.Dashed ? [.. Dashes(points)] : [points], line.Width * Scale, colour, line.Opacity);
                break;
            case Label label:
                var width = StrokeFont.Width(label.Text, label.Size);
                var x = label.X - (label.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 });
                var strokes = StrokeFont.Strokes(label.Text, x * Scale, label.Y * Scale, label.Size * Scale);
                canvas.Lines([.. strokes], label.Size * Scale * (label.Bold ? BoldStroke : Stroke), colour, label.Opacity);
                break;
        }
    }

    private static Dot Scaled(Dot point) => new(point.X * Scale, point.Y * Scale);

    /// <summary>The line in pieces, each as long as the gap after it.</summary>
    private static IEnumerable<IReadOnlyList<Dot>> Dashes(IReadOnlyList<Dot> points)
    {
        const double Length = Dash * Scale;
        List<Dot> dash = [points[0]];
        var left = Length;
        var drawn = true;
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            for (var rest = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2)); rest > 0;)
            {
                var step = Math.Min(left, rest);
                from = new Dot(from.X + ((to.X - from.X) * step / rest), from.Y + ((to.Y - from.Y) * step / rest));
                dash.Add(from);
                rest -= step;
                left -= step;
                if (left > 0)
                {
                    continue;
                }

                if (drawn)
                {
                    yield return dash;
                }

                dash = [from];
                (drawn, left) = (!drawn, Length);
            }
        }

        if (drawn && dash.Count > 1)
        {
            yield return dash;
        }
    }

    private static byte[] Encode(byte[] pixels, int width, int height, int channels)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // Eight bits a channel, true colour, with or without how much of it is seen.
        (header[8], header[9]) = (8, (byte)(channels == 4 ? 6 : 2));
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(pixels, width * channels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(byte[] pixels, int stride)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[stride + 1];
            for (var at = 0; at < pixels.Length; at += stride)
            {
                // Filter 2: the difference to the row above, most of which is nothing.
                row[0] = 2;
                for (var i = 0; i < stride; i++)
                {
                    row[i + 1] = (byte)(pixels[at + i] - (at == 0 ? 0 : pixels[at + i - stride]));
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var part in data)
        {
            crc = Table[(crc ^ part) & 0xff] ^ (crc >> 8);
        }

        return crc;
    }
}
