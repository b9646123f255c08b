namespace PmBot.Nlu.Dates;

/// <summary>A date, time, range, duration or recurrence found in a text.</summary>
/// <param name="Text">The text as it was written.</param>
/// <param name="Start">The UTF-16 offset of the first character.</param>
/// <param name="End">The offset after the last one.</param>
/// <param name="Type">date, time, datetime, daterange, timerange, datetimerange, duration, set or timezone.</param>
/// <param name="Timex">The TIMEX3 value of the first reading.</param>
/// <param name="Resolution">Every reading, the past one first where there are two, each a map from the specs' names ("timex", "type", "value", "start" ...) to texts.</param>
public sealed record DateTimeResult(
    string Text,
    int Start,
    int End,
    string Type,
    string Timex,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Resolution);
