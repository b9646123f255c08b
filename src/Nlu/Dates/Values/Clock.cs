namespace PmBot.Nlu.Dates.Values;

/// <summary>A time of day as it was said.</summary>
/// <param name="Hour">0-24.</param>
/// <param name="Minute">0-59, or -1 where it was not said.</param>
/// <param name="Second">0-59, or -1 where it was not said.</param>
/// <param name="HalfOpen">Neither morning nor afternoon was said and both are possible.</param>
internal readonly record struct Clock(int Hour, int Minute = -1, int Second = -1, bool HalfOpen = false)
{
    public string Timex => TimexText.Time(Hour, Minute, Second);

    public TimeSpan Span => new(Hour, Math.Max(Minute, 0), Math.Max(Second, 0));

    public Clock OtherHalf => this with { Hour = (Hour + 12) % 24 };

    public Reading ToReading() => Reading.At(ReadingKind.Time, Timex, DateTime.MinValue + Span) with
    {
        OtherHalf = HalfOpen ? OtherHalf.Timex : null,
        Clock = this,
    };

    /// <summary>In the first or second half of the day, where that was left open.</summary>
    public Clock In(bool afternoon) => new(afternoon ? (Hour < 12 ? Hour + 12 : Hour) : Hour == 12 ? 0 : Hour, Minute, Second);
}
