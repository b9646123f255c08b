using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Proactive;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu.Text;
using PmBot.ProjectCore;
using PmBot.ProjectCore.Proactive;

namespace PmBot.Bot.Skills.Notifications;

/// <summary>What is to change, and until or at when.</summary>
/// <remarks>The mode is <c>show</c>, <c>mute</c>, <c>silence</c>, <c>resume</c>, <c>own</c>, <c>all</c>, <c>quiet</c>, <c>quiet_off</c>, <c>work</c> (working hours only), <c>weekend</c> (this one), <c>weekends</c>, <c>weekends_off</c>, <c>digest</c>, <c>digest_off</c>, <c>channel</c>, <c>email</c> and <c>ahead</c> (which there are not), <c>off</c>, <c>on</c> or <c>only</c>.</remarks>
public sealed record NotificationsSlots(ChoiceSlot? Mode, DateSlot? When, RecurrenceSlot? Recurrence);

/// <summary>"No me avises hasta el lunes", "solo lo mío", "silencio de 20 a 8", "mándame el resumen a las 8", "¿qué avisos tengo?".</summary>
public sealed partial class NotificationsSkill : Skill<NotificationsSlots>
{
    private static readonly TimeOnly Morning = new(8, 0);
    private static readonly TimeOnly Afternoon = new(14, 0);

    private static readonly (string[] Words, NoticeKind Kind)[] Kinds =
    [
        (["coment", "comment", "mencion", "mention", "nombre", "etiquete", "arrob", "tagged", "tags me"], NoticeKind.Commented),
        (["vencid", "atrasad", "overdue"], NoticeKind.Overdue),
        (["vencimiento", "por vencer", "venza", "fechas", "due", "deadline"], NoticeKind.DueSoon),
        (["asign", "assign", "me pongan", "me pasen", "me toque", "given"], NoticeKind.Assigned),
        (["bloque", "block"], NoticeKind.Blocked),
        (["cambio", "change", "update"], NoticeKind.Changed),
        (["daily", "standup", "stand up"], NoticeKind.Standup),
    ];

    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("notifications")
    {
        Slots =
        [
            Ask.Choice("mode", "show", "mute", "silence", "resume", "own", "all", "quiet", "quiet_off", "work", "weekend", "weekends", "weekends_off", "digest", "digest_off", "channel", "email", "ahead", "off", "on", "only").Optional(), Ask.Date("when").Optional(), Ask.Recurrence().Optional(),
        ],
        Replies =
        [
            "done", "same", "which_kind", "which_channel", "which_hours", "no_email", "ahead", "ahead_off", "say.digest", "say.due_on", "show", "everything", "silent", "muted", "own", "off", "quiet", "weekends", "digest", "no_digest", "channel",
            "kind.due_soon", "kind.overdue", "kind.assigned", "kind.commented", "kind.blocked", "kind.changed", "kind.standup",
        ],
    };

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(NotificationsSlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var now = await turn.Services.Week.SettingsAsync(turn.Actor.Workspace, turn.Actor.User, cancellationToken);
        var said = turn.State.RecentMessages is [.., var last] ? Fold.Text(last) : "";
        var wanted = slots.Mode?.Name switch
        {
            "mute" => now with { MutedUntil = Until(slots, said, turn) },
            "silence" => now with { Silent = true },
            "resume" => now with { Silent = false, MutedUntil = null },
            "own" => now with { OnlyOwn = true, Silent = false },
            "all" => now with { OnlyOwn = false, Silent = false, MutedUntil = null, Off = [] },
            "weekend" => now with { MutedUntil = Monday(turn) },
            "weekends" => now with { NoWeekends = true },
            "weekends_off" => now with { NoWeekends = false },
            "work" or "quiet" when slots.Mode.Name == "work" || QuietWords.IsWorkOnly(said) => now with { QuietFrom = QuietWords.WorkEnds, QuietTo = QuietWords.WorkBegins, NoWeekends = true },
            "quiet" when QuietWords.Hours(said, now) is var (from, to) => now with { QuietFrom = from, QuietTo = to },
            "quiet" => null,
            "quiet_off" => now with { QuietFrom = null, QuietTo = null },
            "digest" => now with { DigestAt = Time(slots, said) },
            "digest_off" => now with { DigestAt = null },
            "channel" when Channel(said) is { } channel => now with { Channel = channel },
            "channel" => null,
            "only" when KindOf(said) is { } kind => now with { Silent = false, MutedUntil = null, Off = [.. Enum.GetValues<NoticeKind>().Where(k => k != kind && k != NoticeKind.Standup).Select(k => WireName.Of(k)).Order(StringComparer.Ordinal)] },
            "off" or "on" when KindOf(said) is { } kind => now with { Off = Switched(now.Off, WireName.Of(kind), off: slots.Mode.Name == "off") },
            "off" or "on" or "only" => null,
            _ => now,
        };
        if (slots.Mode?.Name is "email" || (slots.Mode?.Name is "channel" && wanted is null && Mail().IsMatch(said)))
        {
            return new SkillResult.Done(new Reply(Text(turn, "no_email")) { Buttons = now.DigestAt is null ? [Button.Saying(Text(turn, "say.digest"))] : [] });
        }

        if (slots.Mode?.Name is "ahead")
        {
            return Ahead(now, turn);
        }

        if (wanted is null)
        {
            return new SkillResult.Done(new Reply(Text(turn, slots.Mode!.Name switch { "quiet" => "which_hours", "channel" => "which_channel", _ => "which_kind" })));
        }

        if (wanted == now && slots.Mode?.Name is null or "show")
        {
            return new SkillResult.Done(new Reply($"{Text(turn, "show")}\n{Describe(now, turn)}"));
        }

        var outcome = await turn.ExecuteAsync(new ChangeNotices(wanted), confirmation: null, cancellationToken);
        if (!outcome.Try(out _, out var error))
        {
            return error is NothingToChange ? new SkillResult.Done(new Reply($"{Text(turn, "same")}\n{Describe(now, turn)}")) : new SkillResult.Refused(error);
        }

        return new SkillResult.Done(new Reply($"{Text(turn, "done")}\n{Describe(wanted, turn)}") { Buttons = [Offers.Undo(turn)] });
    }

    /// <summary>"Avísame una hora antes de que venza algo": what is due is told in the morning, and what else there is.</summary>
    private SkillResult.Done Ahead(NoticeSettings now, Turn turn)
    {
        var isTold = now.Wants(NoticeKind.DueSoon) || now.DigestAt is not null;
        List<Button> buttons = isTold ? [] : [Button.Saying(Text(turn, "say.due_on"))];
        if (now.DigestAt is null)
        {
            buttons.Add(Button.Saying(Text(turn, "say.digest")));
        }

        return new SkillResult.Done(new Reply(Text(turn, isTold ? "ahead" : "ahead_off", ("time", Moments.Clock(now.DigestAt ?? DigestPlanner.Usual, turn)))) { Buttons = buttons });
    }

    private string Describe(NoticeSettings settings, Turn turn)
    {
        var lines = new List<string>();
        if (settings.Silent)
        {
            lines.Add(Text(turn, "silent"));
        }
        else if (settings.MutedUntil is { } until && until > turn.Now)
        {
            lines.Add(Text(turn, "muted", ("when", Moments.At(until, turn))));
        }

        lines.Add(settings.OnlyOwn ? Text(turn, "own") : Text(turn, "everything"));
        if (settings.Off.Count > 0)
        {
            lines.Add(Text(turn, "off", ("kinds", string.Join(", ", settings.Off.Select(k => Text(turn, $"kind.{k}"))))));
        }

        if (settings is { QuietFrom: { } from, QuietTo: { } to })
        {
            lines.Add(Text(turn, "quiet", ("from", from.ToString("H:mm", CultureInfo.InvariantCulture)), ("to", to.ToString("H:mm", CultureInfo.InvariantCulture))));
        }

        if (settings.NoWeekends)
        {
            lines.Add(Text(turn, "weekends"));
        }

        lines.Add(settings.DigestAt is { } digest ? Text(turn, "digest", ("time", Moments.Clock(digest, turn))) : Text(turn, "no_digest"));
        if (settings.Channel is { } channel)
        {
            lines.Add(Text(turn, "channel", ("channel", char.ToUpperInvariant(channel[0]) + channel[1..])));
        }

        return string.Join('\n', lines.Select(l => "• " + l));
    }

    private static DateTime Until(NotificationsSlots slots, string said, Turn turn) => slots.When switch
    {
        { Time: { } time } moment => moment.Day.ToDateTime(time),
        { } day when day.Day > turn.Today => day.Day.ToDateTime(Morning),
        _ => QuietWords.Clock(said) is { } clock ? Next(clock, turn)
            : QuietWords.For(said) is { } span ? turn.Now + span
            : QuietWords.IsLunch(said) && TimeOnly.FromDateTime(turn.Now) < Afternoon ? turn.Today.ToDateTime(Afternoon) : turn.Today.AddDays(1).ToDateTime(Morning),
    };

    // "Hasta las 3" is the next three o'clock there is, by day or by night.
    private static DateTime Next(TimeOnly clock, Turn turn)
    {
        var day = turn.Today.ToDateTime(clock);
        DateTime[] moments = clock.Hour < 12 ? [day, day.AddHours(12), day.AddDays(1)] : [day, day.AddDays(1)];
        return moments.First(m => m > turn.Now);
    }

    private static DateTime Monday(Turn turn) => turn.Today.AddDays(((int)DayOfWeek.Monday - (int)turn.Today.DayOfWeek + 7) % 7 is var days && days == 0 ? 7 : days).ToDateTime(Morning);

    private static TimeOnly Time(NotificationsSlots slots, string said) =>
        slots.When?.Time ?? QuietWords.Clock(said) ?? (slots.Recurrence is { } repeat ? ProjectCore.Reminders.Recurrence.Parse(repeat.Rule)?.Time : null) ?? DigestPlanner.Usual;

    private static string? Channel(string said) => Channels().Match(said) is { Success: true } match
        ? match.Groups["channel"].Value switch { "el chat web" or "la web" or "web" => "web", var name => name }
        : null;

    private static NoticeKind? KindOf(string said)
    {
        foreach (var (words, kind) in Kinds)
        {
            if (words.Any(w => said.Contains(w, StringComparison.Ordinal)))
            {
                return kind;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Switched(IReadOnlyList<string> kinds, string kind, bool off) =>
        off ? [.. kinds.Append(kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : [.. kinds.Where(k => k != kind)];

    [GeneratedRegex(@"(?<!no (?:por|en|on|by|via|through) )\b(?<channel>slack|teams|discord|el chat web|la web|web)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Channels();

    [GeneratedRegex(@"\b(correo|correos|mail|mails|email|e-mail|gmail|outlook)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Mail();
}
