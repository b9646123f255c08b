using System.Buffers.Binary;
using System.IO.Compression;

namespace PmBot.Bot.Tests.Media;

/// <summary>Reads a PNG of eight bits a channel and true colour strictly, as the specification says; anything odd is an error.</summary>
internal sealed class PngReader
{
    private readonly byte[] _pixels;

    private PngReader(int width, int height, byte[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    /// <summary>The colour of a pixel as <c>0xRRGGBB</c>.</summary>
    public int this[int x, int y] => (_pixels[((y * Width) + x) * 3] << 16) | (_pixels[(((y * Width) + x) * 3) + 1] << 8) | _pixels[(((y * Width) + x) * 3) + 2];

    public static PngReader Read(byte[] file)
    {
        file.AsSpan(0, 8).ToArray().ShouldBe(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a });
        var (width, height, at) = (0, 0, 8);
        using var packed = new MemoryStream();
        while (true)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            Crc(file.AsSpan(at + 4, length + 4)).ShouldBe(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)), type);
            var data = file.AsSpan(at + 8, length);
            at += length + 12;
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                data[8..].ToArray().ShouldBe(new byte[] { 8, 2, 0, 0, 0 });
            }
            else if (type == "IDAT")
            {
                packed.Write(data);
            }
            else
            {
                type.ShouldBe("IEND");
                at.ShouldBe(file.Length);
                break;
            }
        }

        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        using var raw = new MemoryStream();
        zlib.CopyTo(raw);
        return new PngReader(width, height, Unfilter(raw.ToArray(), width * 3, height));
    }

    private static byte[] Unfilter(byte[] raw, int stride, int height)
    {
        raw.Length.ShouldBe((stride + 1) * height);
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = raw[y * (stride + 1)];
            filter.ShouldBe((byte)2);
            for (var i = 0; i < stride; i++)
            {
                pixels[(y * stride) + i] = (byte)(raw[(y * (stride + 1)) + 1 + i] + (y == 0 ? 0 : pixels[((y - 1) * stride) + i]));
            }
        }

        return pixels;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var part in data)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
