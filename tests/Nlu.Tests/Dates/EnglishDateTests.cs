using PmBot.Nlu.Dates;

namespace PmBot.Nlu.Tests.Dates;

/// <summary>A sentence or more of each family that the recognizer knows. The reference is Wednesday 18 March 2026, 10:20.</summary>
public sealed class EnglishDateTests
{
    private static readonly DateTime Reference = new(2026, 3, 18, 10, 20, 0);

    [Theory]
    [InlineData("ship it on 2 April 2026", "2 April 2026", "date", "2026-04-02", "2026-04-02")]
    [InlineData("due August the 9th", "August the 9th", "date", "XXXX-08-09", "2025-08-09|2026-08-09")]
    [InlineData("the audit of 2026-05-04", "2026-05-04", "date", "2026-05-04", "2026-05-04")]
    [InlineData("closed 9/30/2025", "9/30/2025", "date", "2025-09-30", "2025-09-30")]
    [InlineData("see you Thursday", "Thursday", "date", "XXXX-WXX-4", "2026-03-12|2026-03-19")]
    [InlineData("next thursday is fine", "next thursday", "date", "2026-03-26", "2026-03-26")]
    [InlineData("the day after tomorrow please", "the day after tomorrow", "date", "2026-03-20", "2026-03-20")]
    [InlineData("Tuesday of next week works", "Tuesday of next week", "date", "2026-03-24", "2026-03-24")]
    [InlineData("the second tuesday of may", "the second tuesday of may", "date", "XXXX-05-WXX-2-#2", "2025-05-13|2026-05-12")]
    [InlineData("we spoke three weeks ago", "three weeks ago", "date", "2026-02-25", "2026-02-25")]
    [InlineData("five days before Christmas", "five days before Christmas", "date", "2026-12-20", "2026-12-20")]
    [InlineData("Thanksgiving 2026", "Thanksgiving 2026", "date", "2026-11-WXX-4-4", "2026-11-26")]
    [InlineData("in two months", "in two months", "date", "2026-05-18", "2026-05-18")]
    [InlineData("31 June", "31 June", "date", "XXXX-06-31", "not resolved")]
    [InlineData("call at 7:45 pm", "7:45 pm", "time", "T19:45", "19:45:00")]
    [InlineData("quarter past ten in the evening", "quarter past ten in the evening", "time", "T22:15", "22:15:00")]
    [InlineData("at six", "six", "time", "T06", "06:00:00|18:00:00")]
    [InlineData("around noon", "around noon", "time", "T12", "12:00:00")]
    [InlineData("tomorrow at 8.30pm", "tomorrow at 8.30pm", "datetime", "2026-03-19T20:30", "2026-03-19 20:30:00")]
    [InlineData("9:15 tomorrow morning", "9:15 tomorrow morning", "datetime", "2026-03-19T09:15", "2026-03-19 09:15:00")]
    [InlineData("in 40 minutes", "in 40 minutes", "datetime", "2026-03-18T11:00:00", "2026-03-18 11:00:00")]
    [InlineData("tonight at 9", "tonight at 9", "datetime", "2026-03-18T21", "2026-03-18 21:00:00")]
    [InlineData("last night at 3", "last night at 3", "datetime", "2026-03-17T03", "2026-03-17 03:00:00")]
    [InlineData("end of tomorrow", "end of tomorrow", "datetime", "2026-03-19T23:59:59", "2026-03-19 23:59:59")]
    public void Points_are_read(string text, string span, string type, string timex, string values) => Holds(text, span, type, timex, values, "value");

    [Theory]
    [InlineData("last month", "last month", "daterange", "2026-02", "2026-02-01>2026-03-01")]
    [InlineData("in October 2025", "October 2025", "daterange", "2025-10", "2025-10-01>2025-11-01")]
    [InlineData("next week", "next week", "daterange", "2026-W13", "2026-03-23>2026-03-30")]
    [InlineData("this weekend", "this weekend", "daterange", "2026-W12-WE", "2026-03-21>2026-03-23")]
    [InlineData("the previous 4 days", "previous 4 days", "daterange", "(2026-03-14,2026-03-18,P4D)", "2026-03-14>2026-03-18")]
    [InlineData("from 3 to 9 June 2026", "from 3 to 9 June 2026", "daterange", "(2026-06-03,2026-06-09,P6D)", "2026-06-03>2026-06-09")]
    [InlineData("the second quarter of 2026", "the second quarter of 2026", "daterange", "(2026-04-01,2026-07-01,P3M)", "2026-04-01>2026-07-01")]
    [InlineData("week 20 of 2026", "week 20 of 2026", "daterange", "2026-W20", "2026-05-11>2026-05-18")]
    [InlineData("early next month", "early next month", "daterange", "2026-04", "2026-04-01>2026-04-16")]
    [InlineData("before May 2026", "before May 2026", "daterange", "2026-05", ">2026-05-01")]
    [InlineData("since 2024", "since 2024", "daterange", "2024", "2024-01-01>")]
    [InlineData("the next 3 business days", "next 3 business days", "daterange", "(2026-03-19,2026-03-24,P3BD)", "2026-03-19>2026-03-24")]
    [InlineData("the rest of the month", "rest of the month", "daterange", "(2026-03-18,2026-03-31,P14D)", "2026-03-18>2026-03-31")]
    [InlineData("from 2 to 4pm", "from 2 to 4pm", "timerange", "(T14,T16,PT2H)", "14:00:00>16:00:00")]
    [InlineData("late in the afternoon", "late in the afternoon", "timerange", "TAF", "14:00:00>16:00:00")]
    [InlineData("tomorrow from 9 to 10am", "tomorrow from 9 to 10am", "datetimerange", "(2026-03-19T09,2026-03-19T10,PT1H)", "2026-03-19 09:00:00>2026-03-19 10:00:00")]
    [InlineData("next friday 1-2 afternoon", "next friday 1-2 afternoon", "datetimerange", "(2026-03-27T13,2026-03-27T14,PT1H)", "2026-03-27 13:00:00>2026-03-27 14:00:00")]
    [InlineData("between 1 and 2 tomorrow afternoon", "between 1 and 2 tomorrow afternoon", "datetimerange", "(2026-03-19T13,2026-03-19T14,PT1H)", "2026-03-19 13:00:00>2026-03-19 14:00:00")]
    [InlineData("yesterday evening", "yesterday evening", "datetimerange", "2026-03-17TEV", "2026-03-17 16:00:00>2026-03-17 20:00:00")]
    [InlineData("the last 20 minutes", "last 20 minutes", "datetimerange", "(2026-03-18T10:00:00,2026-03-18T10:20:00,PT20M)", "2026-03-18 10:00:00>2026-03-18 10:20:00")]
    public void Stretches_are_read(string text, string span, string type, string timex, string values) => Holds(text, span, type, timex, values, null);

    [Theory]
    [InlineData("it lasts 2 hours and 30 minutes", "2 hours and 30 minutes", "duration", "PT2H30M", "9000")]
    [InlineData("a day and a half", "a day and a half", "duration", "P1.5D", "129600")]
    [InlineData("a couple of weeks", "a couple of weeks", "duration", "P2W", "1209600")]
    [InlineData("more than 6 months", "more than 6 months", "duration", "P6M", "15552000")]
    [InlineData("every other week", "every other week", "set", "P2W", "not resolved")]
    [InlineData("each Friday at 3pm", "each Friday at 3pm", "set", "XXXX-WXX-5T15", "not resolved")]
    [InlineData("daily", "daily", "set", "P1D", "not resolved")]
    [InlineData("7am every Monday", "7am every Monday", "set", "XXXX-WXX-1T07", "not resolved")]
    public void Lengths_and_sets_are_read(string text, string span, string type, string timex, string values) => Holds(text, span, type, timex, values, "value");

    [Theory]
    [InlineData("they may be late")]
    [InlineData("version 4.5.1 costs 3,200 dollars")]
    [InlineData("call 555-0199 or take 15% off")]
    [InlineData("the sun is out")]
    [InlineData("we march on Rome")]
    [InlineData("the second attempt")]
    [InlineData("good evening, team")]
    [InlineData("a second opinion")]
    public void False_friends_are_no_dates(string text) => DateTimeRecognizer.Recognize(text, "en", Reference).ShouldBeEmpty();

    private static void Holds(string text, string span, string type, string timex, string values, string? key)
    {
        var result = DateTimeRecognizer.Recognize(text, "en", Reference).ShouldHaveSingleItem();
        result.Text.ShouldBe(span);
        result.Type.ShouldBe(type);
        result.Timex.ShouldBe(timex);
        string.Join('|', result.Resolution.Select(r => key is not null ? r[key] : r.GetValueOrDefault("start") + ">" + r.GetValueOrDefault("end"))).ShouldBe(values);
    }
}
