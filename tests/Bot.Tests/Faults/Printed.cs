namespace PmBot.Bot.Tests.Faults;

/// <summary>The lines that a process printed, gathered from its own threads.</summary>
internal sealed class Printed
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
    }
}
