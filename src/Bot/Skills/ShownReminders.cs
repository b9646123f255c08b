using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Proactive;
using PmBot.Bot.Skills.RemindMe;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Reminders;

namespace PmBot.Bot.Skills;

/// <summary>What is said of one of the reminders that were just shown or made, by its place or its words: "el segundo mejor a las 5", "quita el de los viernes", "pospón el del banco".</summary>
internal static partial class ShownReminders
{
    // A longer message says something of its own.
    private const int MaxWords = 12;

    private static readonly string[][] Places = [["primer", "primero", "first"], ["segundo", "second"], ["tercer", "tercero", "third"], ["cuarto", "fourth"], ["quinto", "fifth"]];

    /// <summary>The request that is meant; null where no shown reminder is.</summary>
    public static async Task<DialogFrame?> ReadAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var said = Fold.Text(heard.Text);
        if (turn.State.Focus.Reminders.Count == 0 || said.Split(' ').Length > MaxWords || (Begins().IsMatch(said) && !heard.Cues.HasFlag(Cues.Correction)) || Pointer().Match(said) is not { Success: true } pointer)
        {
            return null;
        }

        var all = await turn.Services.Week.RemindersOfAsync(turn.Actor, cancellationToken);
        List<ReminderView> shown = [.. turn.State.Focus.Reminders.Select(id => all.FirstOrDefault(r => r.Id.Value == id)).OfType<ReminderView>()];
        if (Meant(pointer, shown, turn) is not { } meant || Request(heard, said, meant) is not { } request)
        {
            return null;
        }

        turn.State.Focus.Reminder = meant.Id.Value;
        return request;
    }

    private static ReminderView? Meant(Match pointer, List<ReminderView> shown, Turn turn)
    {
        if (pointer.Groups["place"] is { Success: true, Value: var place })
        {
            var at = place is "ultimo" or "last" ? shown.Count - 1 : Array.FindIndex(Places, p => p.Contains(place, StringComparer.Ordinal));
            return at >= 0 && at < shown.Count ? shown[at] : null;
        }

        var words = pointer.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToList();
        var hits = shown.Where(r => words.Exists(w => Told(r, turn).Contains(w, StringComparison.Ordinal))).ToList();
        return hits is [var only] ? only : null;
    }

    /// <summary>All by which a reminder may be called.</summary>
    private static string Told(ReminderView reminder, Turn turn)
    {
        var when = reminder.Recurrence is { } rule ? Moments.Repeat(rule, turn) : reminder.At is { } at ? Moments.At(at, turn) : "";
        return Fold.Text($"{reminder.Label} {when} {reminder.Recipient?.FullName}");
    }

    private static DialogFrame? Request(Understanding heard, string said, ReminderView meant)
    {
        if (Ends().IsMatch(said))
        {
            return new DialogFrame { Intent = "cancel_reminder" };
        }

        var frame = new DialogFrame { Intent = "remind_me", Slots = { ["mode"] = new ChoiceSlot("move") } };
        if (heard.Entities.FirstOrDefault(e => e.Value is RecurrenceValue) is { Value: RecurrenceValue { Timex: var timex } } && Recurrence.Parse(timex) is { } rule)
        {
            frame.Slots["recurrence"] = new RecurrenceSlot(rule.ToString());
            return frame;
        }

        if (heard.Entities.FirstOrDefault(e => e.Value is DateValue) is { Value: DateValue day } piece)
        {
            frame.Slots["when"] = new DateSlot(day.Day, day.Time);
            // Its day stays where it has one and only a time is said.
            if (ReminderChanges.IsOnlyTime(piece) && meant.Trigger is null && meant.NextAt is not null)
            {
                frame.Slots["mode"] = new ChoiceSlot("retime");
            }

            return frame;
        }

        // "Move the first one to 11": an hour, of which nobody says its number.
        if (Hour().Match(said) is { Success: true } hour && int.Parse(hour.Groups["hour"].Value, CultureInfo.InvariantCulture) is var clock and >= 1 and <= 23)
        {
            frame.Slots["mode"] = new ChoiceSlot("retime");
            frame.Slots["when"] = new DateSlot(DateOnly.FromDateTime(meant.At ?? default), new TimeOnly(clock < 8 ? clock + 12 : clock, 0));
            return frame;
        }

        return Later().IsMatch(said) ? frame : null;
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"\b((el|al|del|the|lo) )?(?<place>primero?|segundo|tercero?|cuarto|quinto|ultimo|first|second|third|fourth|fifth|last)\b( (one|reminder|recordatorio))?"
        + @"|\b(el|lo|al|recordatorio) (del?|sobre)( (la|los|las|el))? (?<words>[\p{L}\d]+( (?!a |al |para |que |por |mejor |en |hasta )[\p{L}\d]+){0,4})"
        + @"|\b(the|that) (?<words>[\p{L}\d]+( [\p{L}\d]+){0,3}) (one|reminder)\b",
        Options, MatchTime.Most)]
    private static partial Regex Pointer();

    // "Recuérdale a Luis lo de los logs mañana" is another one.
    [GeneratedRegex(@"^\W*((y|and|ok|oye|porfa|please|tambien|also)\W+)*(recuerda|recorda|recuerde|remind)(me|le|les|nos)?\b", Options, MatchTime.Most)]
    private static partial Regex Begins();

    [GeneratedRegex(@"\b(to|at|a las?|para las?) (?<hour>\d{1,2})\W*$", Options, MatchTime.Most)]
    private static partial Regex Hour();

    [GeneratedRegex(@"^\W*((y|no|ok|and|please|porfa|por favor)\b\W*)*(quita|quite|saca|saque|cancela|cancele|borra|borre|elimina|elimine|olvida|descarta|drop|remove|delete|cancel|kill|scrap|forget|get rid of)(me|r|lo|la)?\b|\b(ya no|no longer|not any ?more)\b", Options, MatchTime.Most)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\b(pospon|posponlo|pospone|posponer|posponga|posponme|aplaza|aplazar|atrasa|retrasa|snooze|postpone|delay|push|(mas tarde|later|al rato|en un rato|in a bit|una hora|an hour|media hora|half an hour|\d+ (min|minutos?|minutes?|horas?|hours?)))\b", Options, MatchTime.Most)]
    private static partial Regex Later();
}
