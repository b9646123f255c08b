namespace PmBot.Nlu.Dates.Lexing;

/// <summary>What a word can be in a date. The names in the lexicon files are these, in any case.</summary>
internal enum Cat
{
    // Numbers: the value is the number.
    One, Tens, Hundreds, Hundred, Thousand, Ordinal, OrdinalEnd, A, Few, Half, Quarter, Decimals,

    // The calendar. Unit, rel and part values are the numbers of Unit, and -1, 0, 1 (2, -2: the nearest one coming or gone).
    Month, Weekday, DayWord, Unit, Rel, RelAfter, Season, Fiscal, QuarterMark, HalfMark, Holiday, Weekdays, Decade, MonthWord, WeekOf, Easter, YearWord, DayNoun, MonthNoun,

    // The clock. A clock name is a time of day in minutes; a part is a number of Part.
    Meridiem, OClock, ClockName, Part, PartToday, Meal, Ish, HourMark, MinutesPast, MinutesTo, TimeZone, TimeZoneNoun, At, AtTheHour,

    // Small words.
    Of, The, On, In, For, From, To, And, Or, Between, Comma, With,

    // What is done with a date. The values are those of Bound for the bounds and of Stage for the stages.
    Before, After, Since, Around, Ago, Later, Within, More, Less, Stage, RelStage, Inclusive, AndLater, AndEarlier, Rest, ToDate, Same, Now, EndOfDay, EndOfYear, Past, Future, During,

    // What comes again.
    Every, Other, Once, Periodic, Plurals, All, Multiplier,

    // What is not a date although it looks like one.
    Blocked, Pronoun, Modal, Greeting, NotTime, Meeting, Seconded, Auxiliary,
}
