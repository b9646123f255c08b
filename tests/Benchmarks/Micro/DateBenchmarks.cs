using BenchmarkDotNet.Attributes;
using PmBot.Nlu.Dates;

namespace PmBot.Benchmarks.Micro;

/// <summary>The date and time recognizer alone; a hundred utterances an operation.</summary>
[MemoryDiagnoser]
public class DateBenchmarks
{
    private static readonly DateTime Reference = new(2026, 3, 3, 9, 30, 0);

    private static readonly string[] English =
    [
        "remind me to call the bank tomorrow at half past nine", "the report is due on Friday the 13th of March", "move the demo from Tuesday 3pm to Thursday 4:30pm",
        "who is on holiday between December 24th and January 6th?", "show me what changed in the last 3 days", "we meet every other Monday at 9", "nothing here but words",
        "deploy it by the end of next week", "it took two hours and a half", "what did we plan for the third quarter of 2026?",
    ];

    private static readonly string[] Spanish =
    [
        "recuérdame llamar al banco mañana a las nueve y media", "el informe es para el viernes 13 de marzo", "mueve la demo del martes a las 3 pm al jueves a las 16:30",
        "¿quién está de vacaciones entre el 24 de diciembre y el 6 de enero?", "muéstrame qué cambió en los últimos 3 días", "nos vemos cada lunes a las 9", "aquí no hay más que palabras",
        "despliega antes de que acabe la próxima semana", "duró dos horas y media", "¿qué planeamos para el tercer trimestre de 2026?",
    ];

    /// <summary>Ten times ten English sentences.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public int InEnglish() => Read(English, "en");

    /// <summary>Ten times ten Spanish sentences.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public int InSpanish() => Read(Spanish, "es");

    private static int Read(string[] sentences, string culture)
    {
        var found = 0;
        for (var round = 0; round < 10; round++)
        {
            foreach (var sentence in sentences) found += DateTimeRecognizer.Recognize(sentence, culture, Reference).Count;
        }

        return found;
    }
}
