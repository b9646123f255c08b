namespace PmBot.Bot.ConversationFiles.Expectations;

/// <summary>Reads a line piece by piece: words, texts in quotes, signs.</summary>
internal sealed class LineReader(string line)
{
    private int _at;

    /// <summary>Nothing is left but space.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at == line.Length;
        }
    }

    /// <summary>What is left.</summary>
    public string Rest => line[_at..].Trim();

    /// <summary>Takes the sign if it comes next.</summary>
    public bool TryTake(char sign)
    {
        SkipSpace();
        if (_at == line.Length || line[_at] != sign)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes exactly these words if they come next.</summary>
    public bool TryTake(string words)
    {
        SkipSpace();
        if (!line.AsSpan(_at).StartsWith(words, StringComparison.Ordinal))
        {
            return false;
        }

        _at += words.Length;
        return true;
    }

    /// <summary>A text in quotes, or one word, which ends at a space or a colon.</summary>
    /// <param name="what">For the message: <c>the project</c>.</param>
    public string Name(string what)
    {
        SkipSpace();
        if (_at < line.Length && QuoteEnd(line, _at) is { } end)
        {
            var quoted = line[(_at + 1)..end];
            _at = end + 1;
            return quoted.Trim() is { Length: > 0 } name ? name : throw new FormatException($"{what} is empty");
        }

        var start = _at;
        while (_at < line.Length && !char.IsWhiteSpace(line[_at]) && line[_at] != ':')
        {
            _at++;
        }

        return _at > start ? line[start.._at] : throw new FormatException($"{what} is missing");
    }

    /// <summary>True when a text in quotes comes next.</summary>
    public bool IsAtQuote()
    {
        SkipSpace();
        return _at < line.Length && Closing(line[_at]) is not null;
    }

    /// <summary>The place of the quote that closes the one at <paramref name="start"/>; null where there is no quote.</summary>
    /// <exception cref="FormatException">It is not closed.</exception>
    public static int? QuoteEnd(string text, int start)
    {
        if (Closing(text[start]) is not { } closing)
        {
            return null;
        }

        var end = text.AsSpan(start + 1).IndexOfAny(closing);
        return end >= 0 ? start + 1 + end : throw new FormatException($"a quote is not closed: {text[start..]}");
    }

    private static string? Closing(char open) => open switch
    {
        '"' => "\"",
        '“' => "”\"",
        '«' => "»",
        _ => null,
    };

    private void SkipSpace()
    {
        while (_at < line.Length && char.IsWhiteSpace(line[_at]))
        {
            _at++;
        }
    }
}
