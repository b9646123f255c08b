using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PmBot.Benchmarks.Load;

/// <summary>One connection: its people speak in turn, each a whole dialog.</summary>
internal sealed class Worker(LoadOptions options, Measurement measurement, int index, string run) : IDisposable
{
    private const int ShownLength = 600;

    private readonly IReadOnlyList<Person> people = options.Population.Share(index, options.Connections);
    private readonly AnswerReader reader = new();
    private readonly ActivityWriter writer = new(run, index);
    private readonly Pace pace = new(options, measurement, index);
    private long sent;

    public LatencyHistogram Latencies { get; } = new();

    public LatencyHistogram Lateness { get; } = new();

    public void Dispose() => writer.Dispose();

    /// <summary>Talks until the time is over; blocks the thread that it has for itself.</summary>
    public void Run()
    {
        using var connection = new HttpConnection(options.Target);
        for (var i = 0; Stopwatch.GetTimestamp() < measurement.End; i++)
        {
            var person = people[i % people.Count];
            foreach (var message in options.Script.Messages(person, measurement.NextDialog()))
            {
                // The rest of a dialog makes no sense after a fault; the next one shows whether the person is stuck.
                if (!Say(connection, person, message, pace.WaitForNext())) break;
            }
        }
    }

    private bool Say(HttpConnection connection, Person person, Message message, long due)
    {
        var began = Stopwatch.GetTimestamp();
        var (fault, answer) = Exchange(connection, person, message);
        var ended = Stopwatch.GetTimestamp();
        if (fault is not null)
        {
            measurement.Fail($"{person.FirstName} said \"{message.Text}\": {fault}\n    {answer}");
            return false;
        }

        if (measurement.Counts(due))
        {
            Latencies.Record(Stopwatch.GetElapsedTime(due, ended));
            Lateness.Record(Stopwatch.GetElapsedTime(due, began));
        }

        return true;
    }

    private (string? Fault, string Answer) Exchange(HttpConnection connection, Person person, Message message)
    {
        try
        {
            var answer = connection.Post(writer.Write(person, message.Text, ++sent));
            var (fault, task) = reader.Read(answer, message);
            if (fault is null && task != 0 && !measurement.Created(person.Workspace, task)) fault = "that task number had been given already";
            return fault is null ? (null, "") : (fault, Shown(answer.Body.Span));
        }
        catch (Exception broken) when (broken is SocketException or InvalidDataException)
        {
            return (broken.Message, "");
        }
    }

    private static string Shown(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, ShownLength)]);
}
