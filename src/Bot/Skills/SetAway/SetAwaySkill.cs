using System.Text.RegularExpressions;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Skills.SetAway;

/// <summary>From when to when, and who.</summary>
/// <remarks>The mode is <c>back</c>: here again, or not going after all; or <c>list</c>.</remarks>
public sealed record SetAwaySlots(SlotValue? Period, PersonSlot? Member, ChoiceSlot? Mode);

/// <summary>"Estoy de vacaciones del 3 al 10", "I'm out tomorrow", "ya volví", "¿quién está de vacaciones?".</summary>
public sealed partial class SetAwaySkill : Skill<SetAwaySlots>
{
    /// <inheritdoc/>
    public override SkillSpec Spec { get; } = new("set_away")
    {
        Slots = [new SlotSpec("period", EntityType.DateRange).Optional(), Ask.Person("member").Optional(), Ask.Choice("mode", "back", "list").Optional()],
        Replies = ["ask.period", "day", "days", "corrected_day", "corrected_days", "back", "not_away", "nobody", "list", "line", "line_day", "today", "tomorrow", "week", "past"],
    };

    /// <summary>"Y el viernes también" right after: away then too; "ah no, el lunes sí": here then after all.</summary>
    internal override Task<DialogFrame?> RecallAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var comes = Comes().IsMatch(Fold.Text(heard.Text));
        if (!(comes || Phrases.IsAddition(heard.Text)) || turn.State.LastDone is not { Intent: "set_away" } done || done.Slots.ContainsKey("mode")
            || heard.Entities.Where(e => e.Type is EntityType.Date or EntityType.DateRange).ToList() is not [var said] || Said(said) is not { } period)
        {
            return Task.FromResult<DialogFrame?>(null);
        }

        var frame = new DialogFrame { Intent = Spec.Intent, Words = heard.Text, Slots = { ["period"] = period } };
        if (comes)
        {
            frame.Slots["mode"] = new ChoiceSlot("back");
        }

        if (done.Slots.GetValueOrDefault("member") is PersonSlot member)
        {
            frame.Slots["member"] = member;
        }

        return Task.FromResult<DialogFrame?>(frame);
    }

    [GeneratedRegex(@"^\W*((ah|oh|ay|uy|no+|perdon|mentira|sorry|wait|espera|actually|mejor|al final|pero|but|y|and)\W+)*(el |este |on |this )?[\p{L}\d ]{3,20}?,? (si( (vengo|voy|estoy|trabajo|puedo|estare|voy a estar|vendre|viene|esta|trabaja))?|(i'?m|i am|i'?ll be) (in|here|back|around|there|working)|i (do )?(come|work)|i can (make it|come|work)|is (fine|ok|okay)|works)\W*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Comes();

    /// <inheritdoc/>
    protected override async Task<SkillResult> RunAsync(SetAwaySlots slots, Turn turn, CancellationToken cancellationToken)
    {
        var user = slots.Member is { } member ? new UserId(member.Id) : turn.Actor.User;
        if (slots.Mode is { Name: var mode })
        {
            return mode == "list" ? await ListAsync(turn, cancellationToken) : await BackAsync(user, slots.Period, turn, cancellationToken);
        }

        if (Period(slots.Period, turn) is not var (from, to))
        {
            return new SkillResult.AskFor("period", Text(turn, "ask.period"),
            [
                new(Text(turn, "today"), new DateSlot(turn.Today)), new(Text(turn, "tomorrow"), new DateSlot(turn.Today.AddDays(1))),
                new(Text(turn, "week"), new RangeSlot(turn.Today, turn.Today.AddDays(6))),
            ]);
        }

        if (to < turn.Today)
        {
            return new SkillResult.AskFor("period", Text(turn, "past"), []);
        }

        var outcome = await turn.ExecuteAsync(new ProjectCore.Absences.SetAway(user, from, to), confirmation: null, cancellationToken);
        if (!outcome.Try(out _, out var error))
        {
            return new SkillResult.Refused(error);
        }

        return new SkillResult.Done(Noted("day", from, to, turn));
    }

    /// <inheritdoc/>
    internal override bool IsAbout(Understanding heard) => Only().IsMatch(Fold.Text(heard.Text));

    /// <summary>"No, just Friday", "cancel that, only Monday" right after days were noted: those days instead.</summary>
    internal override async Task<bool> CorrectAsync(Executed done, Understanding heard, IReadOnlyList<Entity> fragments, Turn turn, CancellationToken cancellationToken)
    {
        if (done.Operation is null || done.Slots.ContainsKey("mode") || fragments.LastOrDefault(f => f.Type is EntityType.Date or EntityType.DateRange) is not { } said
            || Period(Said(said), turn) is not var (from, to) || to < turn.Today
            || await turn.Services.Pipeline.NextUndoAsync(turn.Actor, [], cancellationToken) is not { Operation: "set_away" }
            || !(await turn.UndoAsync([], cancellationToken)).Try(out _, out _))
        {
            return false;
        }

        var user = done.Slots.GetValueOrDefault("member") is PersonSlot member ? new UserId(member.Id) : turn.Actor.User;
        if (!(await turn.ExecuteAsync(new ProjectCore.Absences.SetAway(user, from, to), confirmation: null, cancellationToken)).Try(out var outcome, out var error))
        {
            turn.Say(ErrorWords.Say(error, turn));
            return true;
        }

        turn.State.LastDone = done with { Slots = new(done.Slots, StringComparer.Ordinal) { ["period"] = Said(said)! }, At = turn.UtcNow, Operation = outcome.Operation };
        turn.Say(Noted("corrected_day", from, to, turn));
        return true;
    }

    private Reply Noted(string key, DateOnly from, DateOnly to, Turn turn)
    {
        var text = from == to
            ? Text(turn, key, ("day", Day(from, turn)))
            : Text(turn, key + "s", ("from", Day(from, turn)), ("to", Day(to, turn)));
        return new Reply(text) { Buttons = [Offers.Undo(turn)] };
    }

    private static SlotValue? Said(Entity said) => said.Value switch
    {
        DateValue { Day: var day } => new DateSlot(day),
        DateRangeValue { From: var from, To: var to } => new RangeSlot(from, to),
        _ => null,
    };

    [GeneratedRegex(@"\b(just|only|solo|solamente|nomas|nada mas|unicamente)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Only();

    private async Task<SkillResult> BackAsync(UserId user, SlotValue? period, Turn turn, CancellationToken cancellationToken)
    {
        var absences = (await turn.Services.Week.AbsencesAsync(turn.Actor.Workspace, turn.Today, cancellationToken)).Where(a => a.Person.Id == user).ToList();
        if (absences.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "not_away")));
        }

        // "Al final el viernes sí vengo": that of Friday, where there are several.
        var meant = Period(period, turn) is var (from, to) ? absences.Find(a => a.From <= to && from <= a.To) ?? absences[0] : absences[0];
        var outcome = await turn.ExecuteAsync(new CancelAway(meant.Id), confirmation: null, cancellationToken);
        return outcome.Try(out _, out var error) ? new SkillResult.Done(new Reply(Text(turn, "back")) { Buttons = [Offers.Undo(turn)] }) : new SkillResult.Refused(error);
    }

    private async Task<SkillResult> ListAsync(Turn turn, CancellationToken cancellationToken)
    {
        var absences = await turn.Services.Week.AbsencesAsync(turn.Actor.Workspace, turn.Today, cancellationToken);
        if (absences.Count == 0)
        {
            return new SkillResult.Done(new Reply(Text(turn, "nobody")));
        }

        var lines = absences.Select(a => Text(turn, a.From == a.To ? "line_day" : "line", ("person", TaskWords.Called(a.Person.FullName, turn)), ("from", Day(a.From, turn)), ("to", Day(a.To, turn))));
        return new SkillResult.Done(new Reply($"{Text(turn, "list")}\n{string.Join('\n', lines)}"));
    }

    private static (DateOnly From, DateOnly To)? Period(SlotValue? slot, Turn turn) => slot switch
    {
        DateSlot day => (day.Day, day.Day),
        RangeSlot { From: { } from, To: { } to } => (from, to),
        RangeSlot { To: { } to } => (turn.Today, to),
        RangeSlot { From: { } from } => (from, from),
        _ => null,
    };

    private static string Day(DateOnly day, Turn turn) => DateWords.Until(turn.Language, day, null, turn.Today);
}
