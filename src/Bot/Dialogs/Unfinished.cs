using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>A request that was put aside with its question open: taken up again by "sigamos", or by the answer itself.</summary>
public sealed partial class Unfinished(SkillCatalog skills, FrameRunner frames, Answers answers, MessageReader reader)
{
    /// <summary>How long it can be taken up.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>How many messages long it can be taken up.</summary>
    public const int MaxMessages = 10;

    // What may follow "sigamos con": nothing that names something else.
    private static readonly HashSet<string> Pointing = new(
        ["con", "a", "en", "lo", "la", "el", "los", "las", "eso", "esa", "ese", "esto", "de", "del", "antes", "anterior", "que", "estabamos", "haciendo", "quedo", "pendiente", "otra", "otro", "ya", "ahora", "si", "pues", "entonces", "porfa", "ok", "bueno",
         "with", "to", "on", "it", "that", "this", "the", "what", "we", "were", "doing", "before", "earlier", "one", "thing", "then", "now", "please", "was", "i", "saying"], StringComparer.Ordinal);

    /// <summary>Takes "sigamos" and "where were we": what is open is asked again in full, or what was put aside. One of its choices, told by name, is the answer.</summary>
    /// <returns>False when it is no such wish: nothing was done.</returns>
    public async Task<bool> TakeUpAsync(Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        var kept = Kept(turn);
        if (state.Top is null && kept is { Frames: [.., { Asking: not null } asked] } && asked.Choices.Exists(c => Fold.Text(c.Label) == Fold.Text(heard.Text.Trim(' ', '.'))))
        {
            Restore(kept, state);
            return await answers.TakeAsync(asked, heard, engine, turn, cancellationToken);
        }

        // "Sí" to what can only be done with a yes: shown again first.
        var agrees = state.Top is null && kept is { Frames: [.., { Asking: null }] } && heard.Cues.HasFlag(Cues.Yes) && heard.Cues.HasFlag(Cues.Only);
        if (state.Top is { Asking: null } || (state.Top is null && kept is null && heard.Operations.Any(o => o.Source == "rule")) || !(agrees || GoesOnWith(heard, state.Top ?? kept?.Frames[^1], turn)))
        {
            return false;
        }

        if (state.Top is { } open)
        {
            await frames.AdvanceAsync(open, turn, cancellationToken);
        }
        else if (kept is null)
        {
            turn.Say(turn.Text("nothing_to_cancel"), Offers.Start(turn));
        }
        else
        {
            Restore(kept, state);
            turn.Say(turn.Text("back_to", ("what", Offers.Noun(state.Top!, turn))));
            await frames.AdvanceAsync(state.Top!, turn, cancellationToken);
        }

        return true;
    }

    /// <summary>Takes a value ("el viernes mejor") as the answer to a question that was let go by the last message: it is about nothing that was done before.</summary>
    /// <returns>False when it is none: nothing was done.</returns>
    public async Task<bool> AnswerAtOnceAsync(Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken) =>
        Kept(turn) is { Messages: <= 1, Frames: [.., { Asking: { } asked } frame] } && skills.SpecOf(frame)?.Slot(asked)?.Type is not (null or EntityType.Text) && heard.Operations.All(o => o.Source != "rule")
        && await AnswerAsync(heard, engine, turn, cancellationToken);

    /// <summary>Takes what nothing else explains as the answer to what was asked, where it can be one.</summary>
    /// <returns>False when it is none: nothing was done.</returns>
    public async Task<bool> AnswerAsync(Understanding heard, DialogEngine engine, Turn turn, CancellationToken cancellationToken)
    {
        if (Kept(turn) is not { Frames: [.., { Asking: { } asked } frame] } kept || skills.SpecOf(frame)?.Slot(asked) is not { } slot || (slot.Type == EntityType.Text ? heard.Cues : heard.Cues & ~Cues.Correction) != Cues.None || QuestionPhrases.Asks(heard.Text))
        {
            return false;
        }

        var answer = reader.Answering(heard.Text, slot, turn);
        if (answer.Operations.Count > 0 || !(slot.Type == EntityType.Text ? IsTitle(answer.Text) : ChosenAnswer.Of(frame, answer) is not null || (AnswerWords.Found(slot, answer) is { } found && AnswerWords.Covers(found, answer))))
        {
            return false;
        }

        Restore(kept, turn.State);
        return await answers.TakeAsync(frame, answer, engine, turn, cancellationToken);
    }

    /// <summary>Forgets what was put aside.</summary>
    /// <returns>It, or null where there was nothing.</returns>
    public static DialogFrame? Forget(ConversationState state)
    {
        var aside = state.Aside;
        state.Aside = null;
        return aside?.Frames[^1];
    }

    /// <summary>Counts a message; what was put aside long ago is forgotten.</summary>
    public static void Hear(Turn turn)
    {
        if (turn.State.Aside is { } aside && (++aside.Messages > MaxMessages || aside.Until <= turn.UtcNow))
        {
            turn.State.Aside = null;
        }
    }

    private PutAside? Kept(Turn turn) => turn.State.Aside is { Frames: [.., var frame] } aside && skills.SpecOf(frame) is not null ? aside : null;

    private static void Restore(PutAside kept, ConversationState state)
    {
        state.Aside = null;
        state.Stack.AddRange(kept.Frames);
    }

    private static bool IsTitle(string text) => !Phrases.IsGoodbye(text) && !Phrases.Acknowledges(text) && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 1;

    /// <summary>"Sigamos", "back to the new task", and nothing that names another thing.</summary>
    private static bool GoesOnWith(Understanding heard, DialogFrame? frame, Turn turn)
    {
        var said = Fold.Text(heard.Text);
        if (GoingOn().Match(said) is not { Success: true } going)
        {
            return false;
        }

        var words = said[going.Length..].Split([' ', ',', '.', '!', '?'], StringSplitOptions.RemoveEmptyEntries);
        var noun = frame is null ? [] : Fold.Text(Offers.Noun(frame, turn)).Split(' ');
        return words.All(w => Pointing.Contains(w) || noun.Contains(w, StringComparer.Ordinal));
    }

    [GeneratedRegex(
        @"^\W*((ok|okay|bueno|listo|ya|ahora si|ahora|va|dale|y|well|all right|alright|right|so|now|anyway|en fin)\b\W*)*"
        + @"(sigamos|seguimos|continuemos|continuamos|volvamos|volviendo|vuelve|regresemos|retomemos|retomamos|retoma(lo|la)?|(en|por) (que|donde) (ibamos|estabamos|quedamos|nos quedamos|me quede)|donde (ibamos|estabamos|quedamos|nos quedamos)|lo de antes"
        + @"|let'?s (go on|continue|carry on|get back|go back|resume|pick (it|that) up( again)?)|(go|get) back|back( to|$)|resume|carry on|where were we|as i was saying)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex GoingOn();
}
