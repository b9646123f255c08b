using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PmBot.Nlu.Models.Intents;

/// <summary>What comes after the sums of a hidden layer: only the positive ones go on, each with its row of output weights. Immutable.</summary>
/// <param name="bias">One a hidden unit.</param>
/// <param name="output">A row a hidden unit, as wide as <paramref name="outputBias"/>.</param>
/// <param name="outputBias">One an intent, up to a multiple of 8.</param>
internal sealed class HiddenLayer(float[] bias, float[] output, float[] outputBias)
{
    public int Width => bias.Length;

    public ReadOnlySpan<float> Bias => bias;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ReadOnlySpan<float> hidden, Span<float> scores)
    {
        outputBias.CopyTo(scores);
        var width = outputBias.Length;
        ref var to = ref MemoryMarshal.GetReference(scores[..width]);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(output);
        for (var h = 0; h < hidden.Length; h++)
        {
            if (hidden[h] <= 0) continue;
            var value = Vector256.Create(hidden[h]);
            for (var i = 0; i < width; i += 8)
            {
                var sum = Vector256.LoadUnsafe(ref to, (nuint)i) + (value * Vector256.LoadUnsafe(ref weights, (nuint)((h * width) + i)));
                sum.StoreUnsafe(ref to, (nuint)i);
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(bias.Length);
        writer.Write(outputBias.Length);
        writer.Write(MemoryMarshal.AsBytes(bias.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(output.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(outputBias.AsSpan()));
    }

    public static HiddenLayer Load(BinaryReader reader)
    {
        var bias = new float[reader.ReadInt32()];
        var outputBias = new float[reader.ReadInt32()];
        var output = new float[checked(bias.Length * outputBias.Length)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bias.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(output.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(outputBias.AsSpan()));
        return new HiddenLayer(bias, output, outputBias);
    }
}
