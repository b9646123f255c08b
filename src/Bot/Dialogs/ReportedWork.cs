using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>"Revisé los logs, ya quedaron", "I checked the logs, all good": work that somebody tells of. The task that it names is offered to be closed; of several it is asked which.</summary>
public sealed partial class ReportedWork(SkillCatalog skills, FrameRunner frames, TaskMentions mentions)
{
    private const int MaxChoices = 6;

    /// <summary>Takes a message as such a report.</summary>
    /// <returns>False where it is none, or names nothing: nothing was said.</returns>
    public async Task<bool> TakeAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Top is not null || heard.Text.AsSpan().IndexOfAny('?', '¿') >= 0 || Report().Match(heard.Text) is not { Success: true } report
            || !(report.Groups["looked"].Success || report.Groups["end"].Success) || !heard.Operations.All(MayBeReport))
        {
            return false;
        }

        var what = report.Groups["what"].Value.Trim();
        if (Numbered().Match(what) is { Success: true } numbered && await Channels.TaskForms.FindAsync(int.Parse(numbered.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), turn, cancellationToken) is { IsOpen: true } one)
        {
            await frames.StartAsync(Closing(new TasksSlot([TaskWords.Reference(one)])), turn, cancellationToken);
            return true;
        }

        switch (await mentions.NamedAsync(Thing().Replace(what, ""), turn, cancellationToken))
        {
            case [var task]:
                await frames.StartAsync(Closing(new TasksSlot([task])), turn, cancellationToken);
                return true;
            case { Count: > 1 } several:
                // Whoever picks one has said yes to it.
                var frame = Closing(null);
                frame.Pending["task"] = new PendingSlot(turn.Text("reported.which"), [.. several.Take(MaxChoices).Select(t => new SlotChoice($"#{t.Number} {t.Title}", new TasksSlot([t])))]);
                await frames.StartAsync(frame, turn, cancellationToken);
                return true;
            default:
                if (!report.Groups["end"].Success && !heard.Operations.All(o => o.Intent is "out_of_scope" or "update_status" or "create_task" || skills.Find(o.Intent) is null))
                {
                    return false;
                }

                turn.Say(turn.Text("reported.none", ("what", what)), Offers.List(turn));
                return true;
        }
    }

    private static DialogFrame Closing(TasksSlot? tasks)
    {
        var frame = new DialogFrame { Intent = "update_status", NeedsYes = tasks is not null, Slots = { ["status"] = new ChoiceSlot("done") } };
        if (tasks is not null)
        {
            frame.Slots["task"] = tasks;
        }

        return frame;
    }

    /// <summary>What a rule is sure of stands, unless it is of the report's own end: "ya quedaron".</summary>
    private static bool MayBeReport(Interpretation read) =>
        read.Source != "rule" || read.Intent is "out_of_scope" or "update_status";

    [GeneratedRegex(@"^(la|the|al)( (tarea|task))? #?(?<number>\d{1,6})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\s(one|ones|thing|task)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Thing();

    // Whoever only looked at something may not be done with it; whoever says that it is fine is.
    [GeneratedRegex(
        @"^\W*((oye|bueno|listo|hey|ok|okay|ah|oh|so|hoy|ya|acabo de|today|just|i just)\W+)*" +
        @"((?<looked>(revis|cheq|chequ|verifiqu|prob|test|le|mir)(é|e|í|i|amos|imos)|ya (vi|vimos)|(termin|acab)(é|e|amos) de \p{L}{3,12}r|finished \p{L}{3,14}ing|revisar|checar|chequear|probar|verificar|((i|we)( have|'ve|’ve)?( just| already)? )?(checked|reviewed|tested|verified|went (over|through)|looked (at|into|over|through)))|\p{L}{2,}(é|í|amos|imos)|hice|hicimos|puse|pusimos|traje|((i|we)( have|'ve|’ve)?( just| already)? )(\p{L}{2,}ed|sent|wrote|did|made|got|built|paid|bought|took|ran|read|set up|put up))" +
        @"( todos| todas| all)? (?<what>(el|la|los|las|lo de|lo del|lo de la|lo de los|lo de las|al|the|our|those|all the) [\p{L}\d #]{1,40}?)( (ayer|hoy|esta mañana|yesterday|today|this morning|already|just now))?" +
        @"((\s?[,;.:–-]+ ?| (y|and) )(?<end>((y|and|ya|so|it'?s|they'?re|that'?s|everything'?s|everything is|everything|it is|they are|all|esta|está|están|estan|quedaron|quedó|quedo|todo)( |(?=\W*$)))*(quedaron|quedó|quedo|está|están|esta|estan|estuvo|list[oa]s?|hech[oa]s?|bien|ok|en orden|funciona[n]?|jala[n]?|sin problemas?|sin novedad|good|done|set|fine|clear|sorted|works?|working|looks? good|no issues|good to go|we'?re good)( (ya|now|todo|bien|listo|lista|listos|listas|fine|again))*))?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Report();
}
