using System.Text.Json;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Rendering;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Channels;

/// <summary>What channels ask of the bot besides messages: forms, searches, links, cards that refresh, the home page.</summary>
/// <remarks>Every change goes by the same operations as what is said, and everything is seen with the person's own rights.</remarks>
public sealed class ChannelInvokes
{
    /// <summary>The event that asks for the home page.</summary>
    public const string HomeOpened = "home/open";

    private readonly People people;
    private readonly TurnServices services;
    private readonly ConversationStates states;
    private readonly IConversationGate gate;
    private readonly DialogEngine engine;
    private readonly TaskLookup lookup;
    private readonly TimeProvider clock;
    private readonly HomePage home;

    public ChannelInvokes(People people, TurnServices services, ConversationStates states, IConversationGate gate, DialogEngine engine, HomePage home, Media.PublicAddress address, TimeProvider clock) =>
        (this.people, this.services, this.states, this.gate, this.engine, this.home, lookup, this.clock) = (people, services, states, gate, engine, home, new TaskLookup(address), clock);

    /// <summary>Answers an invoke; one that nobody here knows is left unanswered.</summary>
    public async Task AnswerAsync(TurnContext context, string language, CancellationToken cancellationToken)
    {
        var (name, value) = (context.Activity.Name ?? "", context.Activity.Value);
        if (name == InvokeNames.FileConsent)
        {
            // Files are no use to the bot; the card that offered one simply goes.
            context.InvokeResponse = InvokeAnswers.Close;
            return;
        }

        if (name is not (InvokeNames.TaskFetch or InvokeNames.TaskSubmit or InvokeNames.ExtensionQuery or InvokeNames.ExtensionFetchTask or InvokeNames.ExtensionSubmit
            or InvokeNames.ExtensionLink or InvokeNames.Search))
        {
            return;
        }

        if (await EnterAsync(context, language, cancellationToken) is not { } turn)
        {
            // Somebody who is known in several workspaces says first which one this is about.
            var isUndecided = await people.CandidatesAsync(context, context.Activity.From!, cancellationToken) is { Count: > 1 };
            context.InvokeResponse = InvokeAnswers.Text(name, services.Replies.Say(language, isUndecided ? "channels.choose_workspace" : "channels.stranger"));
            return;
        }

        context.InvokeResponse = name switch
        {
            InvokeNames.TaskFetch when value.Field("data").Text("confirmation") is { } question => await ShowRequestAsync(context, turn, question, cancellationToken),
            InvokeNames.TaskFetch => await TaskForms.ShowAsync(value.Field("data"), payload: null, turn, context.Features, name, cancellationToken),
            InvokeNames.ExtensionFetchTask => await TaskForms.ShowAsync(value.Field("data"), MessagePayload.Of(value), turn, context.Features, name, cancellationToken),
            InvokeNames.TaskSubmit => await SubmitAsync(context, turn, cancellationToken),
            InvokeNames.ExtensionSubmit => await SubmitExtensionAsync(context, turn, cancellationToken),
            InvokeNames.ExtensionQuery => await TaskLookup.QueryAsync(value, turn, context.Features, cancellationToken),
            InvokeNames.ExtensionLink => await lookup.LinkAsync(value, turn, context.Features, cancellationToken),
            _ => await TaskLookup.SearchAsync(value, turn, cancellationToken),
        };
    }

    /// <summary>The card of a task as it is now, for whoever looks at it (<c>adaptiveCard/action</c>, verb <c>refresh</c>); an error leaves the card as it was.</summary>
    internal async Task<InvokeResponse> RefreshAsync(TurnContext context, int number, string language, CancellationToken cancellationToken) =>
        await EnterAsync(context, language, cancellationToken) is { } turn && await TaskForms.FindAsync(number, turn, cancellationToken) is { } task
        && Rendered(TaskForms.Show(task, TaskWords.Line(task, turn), task.Project.Name, turn), turn, context).Attachments is [{ Content: { } card }, ..]
            ? CardAnswers.Card(card)
            : CardAnswers.Error(404, "NotFound", services.Replies.Say(language, "channels.card_gone"));

    /// <summary>The home page: one card with what waits for the person's yes, and their day.</summary>
    public async Task ShowHomeAsync(TurnContext context, string language, CancellationToken cancellationToken)
    {
        if (await EnterAsync(context, language, cancellationToken) is not { } turn)
        {
            await context.SendAsync(AsCard(new Reply(services.Replies.Say(language, "channels.stranger")), language, context), cancellationToken);
            return;
        }

        var waiting = await home.WaitingAsync(turn, cancellationToken);
        await engine.BeginAsync(new DialogFrame { Intent = "my_day" }, turn, cancellationToken);
        var page = AsCard(turn.Said[0], turn.Language, context);
        if (CardStyle.For(context.Features) is { } style) HomePage.Add(page, waiting, turn, style);
        await context.SendAsync(page, cancellationToken);
    }

    private async Task<InvokeResponse> SubmitAsync(TurnContext context, Turn turn, CancellationToken cancellationToken)
    {
        var data = context.Activity.Value.Field("data");
        var submitted = await TaskForms.TakeAsync(data, turn, context.Features, cancellationToken);
        if (submitted is not { Task: { } task, Reply: { } reply }) return Instead(submitted, data, context);
        await RememberAsync(task, turn, cancellationToken);
        var shown = Rendered(reply, turn, context);
        // The card that the form was opened from shows the task as it is now, to everybody; else it is said anew.
        if (data.Number("task") is not null && context.Activity.ReplyToId is { Length: > 0 } card && context.Features.Updates && shown.Attachments is { Count: > 0 })
        {
            shown.Id = card;
            await context.UpdateAsync(shown, cancellationToken);
        }
        else
        {
            await context.SendAsync(shown, cancellationToken);
        }

        return InvokeAnswers.Close;
    }

    private async Task<InvokeResponse> SubmitExtensionAsync(TurnContext context, Turn turn, CancellationToken cancellationToken)
    {
        var data = context.Activity.Value.Field("data");
        var submitted = await TaskForms.TakeAsync(data, turn, context.Features, cancellationToken);
        if (submitted is not { Task: { } task }) return Instead(submitted, data, context);
        await RememberAsync(task, turn, cancellationToken);
        return TaskLookup.Card(task, turn, context.Features) is { } card
            ? InvokeAnswers.Results([card])
            : InvokeAnswers.Text(InvokeNames.ExtensionSubmit, submitted.Reply!.Text);
    }

    /// <summary>The form once more, with what is wrong at its field where the channel can say it there.</summary>
    private static InvokeResponse Instead(Submitted submitted, JsonElement? data, TurnContext context) =>
        context.Features.FieldErrors && submitted.Trouble is { Field: { } field, Text: { } text } && (field != "project" || data.Field("only_project") is null)
            ? InvokeAnswers.WithError(submitted.Instead!, field, text)
            : submitted.Instead!;

    /// <summary>The form to say differently what waits for a yes, filled in with what was said.</summary>
    private async Task<InvokeResponse> ShowRequestAsync(TurnContext context, Turn turn, string question, CancellationToken cancellationToken)
    {
        var state = (await states.LoadAsync(TalkKeys.Of(Place.Of(context.Activity), context.Activity, turn.Actor), cancellationToken)).State;
        return state.Top is { Confirmation: { } asked } frame && asked.Id == question
            ? InvokeAnswers.Form(turn.Text("channels.correct"), FormCards.Request(frame.Words ?? "", question, turn))
            : InvokeAnswers.Text(InvokeNames.TaskFetch, turn.Text("old_button"));
    }

    /// <summary>What a form did is what "it" means next, as if it had been said.</summary>
    private async Task RememberAsync(ProjectCore.Operations.TaskView task, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.IsShared) return;
        var key = TalkKeys.Private(turn.Actor.Workspace, turn.Actor.User);
        await using var entered = await gate.EnterAsync(key, cancellationToken);
        var loaded = await states.LoadAsync(key, cancellationToken);
        loaded.State.Focus.Tasks = [TaskWords.Reference(task)];
        // Somebody faster talks of something else by now.
        await states.SaveAsync(key, loaded, cancellationToken);
    }

    /// <summary>The turn of a person who is known; null for a stranger. Nothing of their talk is touched by it.</summary>
    private async Task<Turn?> EnterAsync(TurnContext context, string language, CancellationToken cancellationToken)
    {
        var activity = context.Activity;
        if (await people.FindAsync(context, activity.From!, cancellationToken) is not { } speaker) return null;
        var place = Place.Of(activity);
        var talk = (await states.LoadAsync(TalkKeys.Private(speaker.Actor.Workspace, speaker.Actor.User), cancellationToken)).State;
        var state = new ConversationState { Language = talk.Language, PinnedLanguage = talk.PinnedLanguage };
        var turn = new Turn(services, speaker.Actor, speaker.Directory, state, MessageStamp.Of(activity, place, clock))
        {
            IsShared = place.IsShared,
        };
        if ((talk.PinnedLanguage ?? talk.Language ?? turn.Person.Language) is null && activity.Locale is not null) turn.Language = language;
        return turn;
    }

    private static Activity Rendered(Reply reply, Turn turn, TurnContext context) => ReplyRenderer.Render(reply, turn.Language, context.Features).First();

    private static Activity AsCard(Reply reply, string language, TurnContext context)
    {
        var shown = ReplyRenderer.Render(reply, language, context.Features).First();
        if (shown.Attachments is not { Count: > 0 } && CardStyle.For(context.Features) is { } style && AdaptiveCards.Attach(reply with { Card = null, ConfirmationId = null }, style) is { } card) shown.Attachments = [card];
        return shown;
    }
}
