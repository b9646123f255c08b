using System.Text;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Messages without a word: "...", "??", 🎉, a file. Never a silence, never a title, never a dead end.</summary>
public sealed class Signs(SkillCatalog skills, FrameRunner frames)
{
    /// <summary>What stands for a file that came without a word.</summary>
    public const string File = "📎";

    private const string Agreeing = "👍✅👌🆗✔☑💯🙌🫡";
    private const string Ticks = "✅✔☑";
    private const string Refusing = "👎❌🚫✖";
    private const string Glad = "🎉🥳🎊👏💪🚀😀😁😃😄😊🙂😍🤩❤💙💚💛🧡💜😎🔥🙏😂🤣😅😉🤗⭐🌟✨";
    private const string Sad = "😢😭😡😠😞😩😤🤦💔😔😟😫🙄😱";
    private const string Puzzled = "🤔😕🤷❓❔🧐😐";

    /// <summary>👍👍, ✅: nothing but a yes, in signs.</summary>
    public static bool Agrees(string text) => Of(text) is Kind.Agreeing or Kind.Tick;

    /// <summary>👎👎: nothing but a no.</summary>
    public static bool Refuses(string text) => Of(text) is Kind.Refusing;

    /// <summary>Takes a message that has no word in it.</summary>
    /// <returns>False where it has some, or where what is open knows better: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (Of(heard.Text) is not { } kind || turn.State.Top is { Confirmation: not null } && kind != Kind.File)
        {
            return false;
        }

        if (turn.State.Top is { } top)
        {
            return await WhileOpenAsync(top, kind, turn, cancellationToken);
        }

        switch (kind)
        {
            case Kind.Asking:
                await frames.StartAsync(new DialogFrame { Intent = "help" }, turn, cancellationToken);
                return true;
            case Kind.Tick when Spoken(turn) is { } task:
                await frames.StartAsync(new DialogFrame { Intent = "update_status", NeedsYes = true, Slots = { ["task"] = new TasksSlot([task]), ["status"] = new ChoiceSlot("done") } }, turn, cancellationToken);
                return true;
            case Kind.Sad when turn.State.LastDone is { Operation: not null } done && turn.UtcNow - done.At < Corrections.Window:
                turn.Say(turn.Text("sign.sad_undo"), Offers.Undo(turn));
                return true;
            case Kind.Refusing:
                return false;
            default:
                turn.IsLost = true;
                turn.Say(turn.Text($"sign.{(kind == Kind.Tick ? Kind.Agreeing : kind).ToString().ToLowerInvariant()}"), Offers.Start(turn));
                return true;
        }
    }

    /// <summary>A question is open: it stands, and is said again; its answer in so many words takes anything.</summary>
    private async Task<bool> WhileOpenAsync(DialogFrame top, Kind kind, Turn turn, CancellationToken cancellationToken)
    {
        if (kind == Kind.Asking)
        {
            top.Interrupted = true;
            await frames.StartAsync(new DialogFrame { Intent = "help" }, turn, cancellationToken);
            return true;
        }

        if (kind == Kind.File)
        {
            turn.Say(turn.Text("sign.file_while"));
        }
        else if (kind is Kind.Refusing or Kind.Agreeing or Kind.Tick || top.Asking is null || skills.SpecOf(top)?.Slot(top.Asking) is { Verbatim: true })
        {
            return false;
        }

        top.Confirmation = null;
        await frames.AdvanceAsync(top, turn, cancellationToken);
        return true;
    }

    /// <summary>The open task that was just looked at.</summary>
    private static TaskReference? Spoken(Turn turn) =>
        turn.State.LastDone is { Operation: null, Tasks: [var task] } seen && turn.UtcNow - seen.At < Corrections.Window && turn.State.Focus.Tasks is [var same] && same.Id == task.Id ? task : null;

    private static Kind? Of(string text)
    {
        var kind = (Kind?)null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                return null;
            }

            var sign = rune.ToString();
            if (Rune.IsWhiteSpace(rune) || rune.Value is 0xFE0F or 0x200D or (>= 0x1F3FB and <= 0x1F3FF))
            {
                continue;
            }

            if (sign == "👋")
            {
                // A greeting, which a skill answers.
                return null;
            }

            kind = sign switch
            {
                File => Kind.File,
                "?" or "¿" => Kind.Asking,
                _ when rune.Value < 0x2000 || sign is "…" => kind ?? Kind.Waiting,
                _ when Ticks.Contains(sign, StringComparison.Ordinal) => kind is null or Kind.Waiting ? Kind.Tick : kind,
                _ when Agreeing.Contains(sign, StringComparison.Ordinal) => kind is null or Kind.Waiting ? Kind.Agreeing : kind,
                _ when Refusing.Contains(sign, StringComparison.Ordinal) => Kind.Refusing,
                _ when Glad.Contains(sign, StringComparison.Ordinal) => kind is null or Kind.Waiting ? Kind.Glad : kind,
                _ when Sad.Contains(sign, StringComparison.Ordinal) => Kind.Sad,
                _ when Puzzled.Contains(sign, StringComparison.Ordinal) => Kind.Asking,
                _ => kind ?? Kind.Other,
            };
        }

        return kind;
    }

    private enum Kind
    {
        /// <summary>Dots and dashes.</summary>
        Waiting,
        Asking,
        Agreeing,

        /// <summary>A tick: of a task, that it is done.</summary>
        Tick,
        Refusing,
        Glad,
        Sad,
        File,
        Other,
    }
}
