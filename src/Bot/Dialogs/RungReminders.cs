using System.Text.RegularExpressions;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>What people answer to a reminder that was just told: "ya lo pedí", "listo", "done", "todavía no". It changes no task unasked, and corrects nothing.</summary>
public sealed partial class RungReminders(FrameRunner frames, TaskMentions mentions)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(2);

    /// <summary>Takes a message as the answer to a reminder, if it is one.</summary>
    /// <returns>False where it is none: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State is not { Top: null, Focus.Rung: { } rung } || turn.UtcNow - rung.At > Window || turn.State.LastDone?.At > rung.At || heard.Text.AsSpan().IndexOfAny('?', '¿') >= 0)
        {
            return false;
        }

        var said = Fold.Text(heard.Text);
        if (Later().IsMatch(said) || (rung.Task is null && Going().IsMatch(said)))
        {
            turn.Proposed = turn.Text("reminder.in_an_hour_say");
            turn.Say(turn.Text("reminder.not_yet"), new Button(turn.Text("reminder.in_an_hour"), turn.Text("reminder.in_an_hour_say")), new Button(turn.Text("reminder.tomorrow"), turn.Text("reminder.tomorrow_say")));
            return true;
        }

        if (rung.Task is { } task)
        {
            // "Ya quedó" reads as that by itself.
            return Mere().IsMatch(said) && heard.Operations.All(o => o.Intent is "cancel" or "out_of_scope") && await CloseAsync(task, turn, cancellationToken);
        }

        // "Ya muéstrame las mías" is a request for all that.
        var isDeed = Deed().IsMatch(said) && !heard.Operations.Any(o => o.Source == "rule" && o.Intent is not ("update_status" or "cancel" or "undo" or "out_of_scope"));
        if (!(isDeed || Mere().IsMatch(said)) || await NamesTaskAsync(heard, turn, cancellationToken))
        {
            return false;
        }

        turn.Say(turn.Text("reminder.heard"));
        return true;
    }

    /// <summary>A reminder of a task: that it is done is asked once more, and then done.</summary>
    private async Task<bool> CloseAsync(TaskReference task, Turn turn, CancellationToken cancellationToken)
    {
        turn.State.Focus.Rung = null;
        await frames.StartAsync(new DialogFrame { Intent = "update_status", NeedsYes = true, Slots = { ["task"] = new TasksSlot([task]), ["status"] = new ChoiceSlot("done") } }, turn, cancellationToken);
        return true;
    }

    /// <summary>"Ya cerré el filtro" is about that task, though a reminder was told before.</summary>
    private async Task<bool> NamesTaskAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        foreach (var named in heard.Operations.SelectMany(o => o.Slots.Values).Where(e => e.Type == EntityType.Task))
        {
            var words = named.Value is TaskDescriptionValue { Words: { } described } ? described : (named.Value as TextValue)?.Words;
            if (named.Value is not ReferenceValue && (words is null || (await mentions.NamedAsync(words, turn, cancellationToken)).Count > 0))
            {
                return true;
            }
        }

        return false;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Before = @"^\W*((ok|okay|si|sip|vale|va|ah|uy|oh|yes|yep|yeah|gracias|thanks|bueno|all|just)\W+)*";
    private const string After = @"(\W+(gracias|thanks|ya|already|todo|now|jaja|haha|bro|pues))*\W*$";

    // That it is done, and no more.
    [GeneratedRegex(Before + @"(listos?|hech[oa]s?|ya( (esta|quedo|estuvo|fue|(l[oae]s?|se l[oa]s?) (hice|hicimos))( (listo|hecho))?)?|(i )?(did|done|have done|'?ve done) (it|that|this)|(it'?s |that'?s |that is |it is |already |all |been )?done|did it|sorted|taken care of)" + After, Options, MatchTime.Most)]
    private static partial Regex Mere();

    // A deed of one's own, whatever it was: "ya las pedí", "ya avisé al edificio", "already ordered them"; no number in it, which would be a task's.
    [GeneratedRegex(
        Before + @"(ya (me |le |les |se l[oa]s? |l[oa]s? )?((?!(que|casi|vien|tien|sab|pued|deb|nad|sigu|vez|si|mi|ni)(e|i)?\b)\p{L}{2,}(e|i|amos|imos)|hice|puse|traje|dije|fui|di|vi|tuve)( [^\d,;:\n]{1,40})?|((i|we|i'?ve|we'?ve|i have|we have|they'?re) )?(already |just )*((?!(need|feed|proceed|indeed|speed|blocked)\b)\p{L}{2,}ed|sent|bought|paid|got(?! it\b)|made|took|told|met|wrote|went|gave|called|did)( (it|them|that|him|her|those|the [^\d,;:\n]{1,40}))?( already)?)" + After,
        Options, MatchTime.Most)]
    private static partial Regex Deed();

    // On the way to it: whether it is told once more is offered.
    [GeneratedRegex(Before + @"((ya |ahi |ahorita )?voy|ya casi|casi|en eso (estoy|ando)|ahorita( (voy|lo hago|la hago))?|luego( lo hago)?|mas tarde|en un (rato|momento|ratito)|(i'?m |i am )?on it|will do|doing it|in a (minute|bit|sec|moment)|almost|later)" + After, Options, MatchTime.Most)]
    private static partial Regex Going();

    [GeneratedRegex(Before + @"((no,? )?(todavia|aun) no( [^\d,;:\n]{1,20})?|no (todavia|aun)|not (yet|just yet|quite)|no,? not yet|haven'?t (yet|done it( yet)?))" + After, Options, MatchTime.Most)]
    private static partial Regex Later();
}
