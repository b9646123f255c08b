namespace PmBot.Bot.Media;

/// <summary>The colours of a drawing, as <c>0xRRGGBB</c>. Text stands out from its background by 4.5 to 1 and more, bars and lines by 3 to 1.</summary>
public static class Palette
{
    /// <summary>On white; what a PNG has.</summary>
    public static int Light(Paint paint) => paint switch
    {
        Paint.Background => 0xffffff,
        Paint.Border => 0xdfe3ea,
        Paint.Text => 0x1b1f27,
        Paint.Muted => 0x5b6473,
        Paint.Grid => 0xe6e9ef,
        Paint.Accent => 0x2f5fd7,
        Paint.Todo => 0x7d8899,
        Paint.InProgress => 0x2f5fd7,
        Paint.InReview => 0x7a4fd0,
        Paint.Blocked => 0xc2410c,
        Paint.Done => 0x1d8a4e,
        _ => throw new ArgumentOutOfRangeException(nameof(paint)),
    };

    /// <summary>On near black, for whoever prefers that.</summary>
    public static int Dark(Paint paint) => paint switch
    {
        Paint.Background => 0x1d2026,
        Paint.Border => 0x31353d,
        Paint.Text => 0xe8eaee,
        Paint.Muted => 0x9aa2b1,
        Paint.Grid => 0x31353d,
        Paint.Accent => 0x8db0ff,
        Paint.Todo => 0x8b95a5,
        Paint.InProgress => 0x8db0ff,
        Paint.InReview => 0xb79bf5,
        Paint.Blocked => 0xf08a5d,
        Paint.Done => 0x58c78c,
        _ => throw new ArgumentOutOfRangeException(nameof(paint)),
    };
}
