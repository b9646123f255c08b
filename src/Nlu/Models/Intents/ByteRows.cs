using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PmBot.Nlu.Models.Intents;

/// <summary>A matrix of weights in a byte each, with one scale a row. Immutable.</summary>
internal sealed class ByteRows
{
    private const int CacheLine = 64;
    private readonly sbyte[] _bytes;
    private readonly Half[] _halves;
    private readonly float[] _scales;

    private ByteRows(sbyte[] bytes, Half[] scales, int width)
    {
        _bytes = bytes;
        _halves = scales;
        _scales = Array.ConvertAll(scales, s => (float)s);
        Width = width;
    }

    /// <summary>Columns, a multiple of 8.</summary>
    public int Width { get; }

    /// <summary>Rounds a matrix.</summary>
    public static ByteRows From(ReadOnlySpan<float> weights, int rows, int width)
    {
        var bytes = new sbyte[rows * width];
        var scales = new Half[rows];
        for (var row = 0; row < rows; row++)
        {
            var from = weights.Slice(row * width, width);
            var largest = 0f;
            foreach (var weight in from) largest = Math.Max(largest, Math.Abs(weight));
            scales[row] = (Half)(largest / 127);
            var scale = (float)scales[row];
            if (scale == 0) continue;
            for (var i = 0; i < width; i++) bytes[(row * width) + i] = (sbyte)Math.Clamp(MathF.Round(from[i] / scale), -127, 127);
        }

        return new ByteRows(bytes, scales, width);
    }

    /// <summary>Asks for a row that will be added soon: the table is larger than what is near the processor.</summary>
    public unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported) return;
        ref var from = ref _bytes[row * Width];
        for (var i = 0; i < Width; i += CacheLine) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref from, i)));
    }

    /// <summary>Adds a row times a value to sums of the same width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(Span<float> sums, int row, float value)
    {
        var factor = Vector256.Create(value * _scales[row]);
        ref var from = ref _bytes[row * Width];
        ref var to = ref MemoryMarshal.GetReference(sums[..Width]);
        for (var i = 0; i < Width; i += 8)
        {
            var bytes = Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref from, i)));
            var shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsSByte());
            var numbers = Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)));
            var sum = Vector256.LoadUnsafe(ref to, (nuint)i) + (factor * numbers);
            sum.StoreUnsafe(ref to, (nuint)i);
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Width);
        writer.Write(_scales.Length);
        foreach (var scale in _halves) writer.Write(scale);
        writer.Write(MemoryMarshal.AsBytes(_bytes.AsSpan()));
    }

    public static ByteRows Load(BinaryReader reader)
    {
        var width = reader.ReadInt32();
        var scales = new Half[reader.ReadInt32()];
        for (var i = 0; i < scales.Length; i++) scales[i] = reader.ReadHalf();
        var bytes = new sbyte[checked(scales.Length * width)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
        return new ByteRows(bytes, scales, width);
    }
}
