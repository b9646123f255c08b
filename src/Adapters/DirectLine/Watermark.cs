using System.Globalization;

namespace PmBot.Adapters.DirectLine;

/// <summary>How far a client has read: a sequence number within one life of the conversation.</summary>
/// <remarks>
/// The epoch names that life. Where transcripts are kept it goes on through restarts. Else the conversation begins anew under another epoch, and a
/// watermark of an earlier one means "nothing of this life seen": the client gets all of it, once.
/// </remarks>
internal readonly record struct Watermark(string Epoch, long Sequence)
{
    /// <summary>Before everything.</summary>
    public static Watermark Beginning { get; } = new("0", 0);

    /// <summary>What a client sent back; anything that is not ours counts as the beginning.</summary>
    public static Watermark Parse(string? text)
    {
        if (text is null) return Beginning;
        var dash = text.LastIndexOf('-');
        return dash is > 0 and <= 32 && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new Watermark(text[..dash], sequence)
            : Beginning;
    }

    /// <summary>The sequence to continue after in the life named <paramref name="epoch"/>.</summary>
    public long After(string epoch) => string.Equals(Epoch, epoch, StringComparison.Ordinal) ? Sequence : 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Sequence}");
}
