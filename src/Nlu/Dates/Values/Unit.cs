namespace PmBot.Nlu.Dates.Values;

/// <summary>The units that people count time in; the numbers are those of the word lists.</summary>
internal enum Unit
{
    None = 0,
    Second = 1,
    Minute = 2,
    Hour = 3,
    Day = 4,
    BusinessDay = 5,
    Night = 6,
    Week = 7,
    Weekend = 8,
    Fortnight = 9,
    Month = 10,
    Quarter = 11,
    HalfYear = 12,
    Year = 13,
    Decade = 14,
    Century = 15,
}

/// <summary>Parts of a day; the numbers are those of the word lists.</summary>
internal enum Part
{
    Morning = 0,
    Afternoon = 1,
    Evening = 2,
    Night = 3,
    Lunch = 4,
    Breakfast = 5,
    Brunch = 6,
    Dinner = 7,
    Daytime = 8,
    BusinessHours = 9,
    Dawn = 10,
}

/// <summary>The beginning, the middle or the end of a stretch of time.</summary>
internal enum Stage
{
    Whole = 0,
    Start = 1,
    Mid = 2,
    End = 3,
}

/// <summary>On which side of a date something lies.</summary>
internal enum Bound
{
    None = 0,
    Before = 1,
    After = 2,
    Since = 3,
}
