using System.Globalization;
using System.Text;

namespace PmBot.Bot.Replies;

/// <summary>A sentence with holes: <c>{name}</c> takes an argument, <c>{count|task|tasks}</c> picks by number.</summary>
/// <remarks>Parsed once. A hole that gets no argument is a bug and throws; an argument without a hole is ignored.</remarks>
public sealed class ReplyTemplate
{
    private readonly Part[] _parts;

    private ReplyTemplate(Part[] parts) => _parts = parts;

    /// <summary>The names of the holes.</summary>
    public IEnumerable<string> Holes => _parts.Where(p => p.Hole is not null).Select(p => p.Hole!).Distinct(StringComparer.Ordinal);

    /// <exception cref="FormatException">A brace is not closed, or a hole has no name.</exception>
    public static ReplyTemplate Parse(string text)
    {
        var parts = new List<Part>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                parts.Add(new Part(text[at..], null, null, null));
                break;
            }

            if (open > at)
            {
                parts.Add(new Part(text[at..open], null, null, null));
            }

            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                throw new FormatException($"The brace at {open} is not closed: {text}");
            }

            parts.Add(ParseHole(text[(open + 1)..close], text));
            at = close + 1;
        }

        return new ReplyTemplate([.. parts]);
    }

    /// <summary>The sentence with its holes filled.</summary>
    public string Render(ReadOnlySpan<ReplyArgument> arguments)
    {
        if (_parts is [{ Hole: null } only])
        {
            return only.Text;
        }

        var builder = new StringBuilder(96);
        foreach (var part in _parts)
        {
            if (part.Hole is null)
            {
                builder.Append(part.Text);
                continue;
            }

            var value = Find(arguments, part.Hole);
            if (part.One is null)
            {
                builder.Append(value);
            }
            else
            {
                builder.Append(value is "1" ? part.One : part.Many);
            }
        }

        return builder.ToString();
    }

    private static string Find(ReadOnlySpan<ReplyArgument> arguments, string hole)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == hole)
            {
                return argument.Value;
            }
        }

        throw new InvalidOperationException($"The reply needs an argument '{hole}'.");
    }

    private static Part ParseHole(string hole, string text)
    {
        var pieces = hole.Split('|');
        return pieces switch
        {
            [{ Length: > 0 } name] => new Part("", name, null, null),
            [{ Length: > 0 } name, var one, var many] => new Part("", name, one, many),
            _ => throw new FormatException($"'{{{hole}}}' is neither {{name}} nor {{count|one|many}}: {text}"),
        };
    }

    private sealed record Part(string Text, string? Hole, string? One, string? Many);
}

/// <summary>What fills a hole of a <see cref="ReplyTemplate"/>.</summary>
public readonly record struct ReplyArgument(string Name, string Value)
{
    public static implicit operator ReplyArgument((string Name, string Value) pair) => new(pair.Name, pair.Value);

    public static implicit operator ReplyArgument((string Name, int Value) pair) =>
        new(pair.Name, pair.Value.ToString(CultureInfo.InvariantCulture));
}
