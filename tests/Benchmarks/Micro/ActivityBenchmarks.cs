using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PmBot.Adapters.Activities;
using PmBot.Benchmarks.Load;

namespace PmBot.Benchmarks.Micro;

/// <summary>An activity from and to JSON.</summary>
public class ActivityBenchmarks
{
    private byte[] json = [];
    private Activity? activity;

    [GlobalSetup]
    public void Start()
    {
        using var writer = new ActivityWriter("bench", 0);
        json = writer.Write(new Population(1, 1).People[0], "crea la tarea revisar los registros", 1).ToArray();
        activity = Read();
    }

    [Benchmark]
    public Activity Read() => JsonSerializer.Deserialize(json, ActivityJson.Default.Activity)!;

    [Benchmark]
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(activity!, ActivityJson.Default.Activity);
}
