using PmBot.Bot.Learning;
using PmBot.Bot.Llm;
using PmBot.Bot.Replies;
using PmBot.Bot.State;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>Moves a conversation one message on: answers what was asked, corrects, confirms, interrupts, or begins something new.</summary>
/// <remarks>
/// The engine knows no skill by name. What a message means is decided in this order: leaving ("cancela"), a pending
/// confirmation, a pending question, a new request, a correction of what was just done, what an advisor makes of it, and at last
/// an offer of what is near.
/// </remarks>
public sealed class DialogEngine(MessageReader reader, FrameRunner frames, Leaving leaving, Answers answers, Confirmations confirmations, Corrections corrections, Repeats repeats, Unfinished unfinished, NamedPieces pieces, Signs signs, LooseValues values, BareNames names, RungReminders rung, Copies copies, ShownLists lists, ToldThings told, FeedbackWatch watch, IAdvisor advisor)
{
    /// <summary>From this confidence a request interrupts a question that takes any text for an answer.</summary>
    public const double SureOverText = 0.85;

    /// <summary>Asks the advisor about a message that says nothing to the reader; nothing of the conversation is open then.</summary>
    /// <returns>The message with what it is now thought to ask for, or as it was.</returns>
    public async Task<Understanding> AdviseAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Operations.Count > 0 || heard.Cues.HasFlag(Cues.Only) || string.IsNullOrWhiteSpace(heard.Text))
        {
            return heard;
        }

        return turn.Message.Advised ??= await advisor.AdviseAsync(heard, turn.NluContext(null), turn, cancellationToken);
    }

    /// <summary>Begins a request on the bot's own initiative.</summary>
    public Task BeginAsync(DialogFrame frame, Turn turn, CancellationToken cancellationToken) => frames.StartAsync(frame, turn, cancellationToken);

    /// <summary>Takes a message of the person; replies are added to <paramref name="turn"/>.</summary>
    public async Task TakeAsync(string message, Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        (turn.Offered, state.Offer) = (state.Offer, null);
        var heard = reader.Hear(message, turn);
        if (turn.Offered is { } offered && state.Top is null && Agrees(heard))
        {
            heard = reader.Hear(offered, turn);
        }
        else if (state is { Top: null, LastDone.Operation: not null } && turn.Offered == turn.Text("offer.undo") && heard.Operations is [{ Intent: "switch_project" }]
            && reader.Hear($"no, {message}", turn) is { Operations: [] } corrected)
        {
            // "No, no era ahí", "dime qué cambio", "en catálogo": what to change, and not where to go on.
            heard = corrected;
        }

        await TakeAsync(message, heard, turn, cancellationToken);
        if (state.Top is null)
        {
            // "¿Deshago lo último?" is answered by "sí".
            state.Offer = turn.Proposed ?? (turn.Said is [.., { Buttons: [var only], Text: [.., '?'] }] ? only.Say : null);
        }
    }

    private static bool Agrees(Understanding heard) => (heard.Cues.HasFlag(Cues.Yes) && heard.Cues.HasFlag(Cues.Only)) || Phrases.Agrees(heard.Text, "") || Signs.Agrees(heard.Text);

    private async Task TakeAsync(string message, Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var state = turn.State;
        state.Remember(message);
        Unfinished.Hear(turn);
        watch.Heard(heard, turn);
        var asked = answers.TypeAsked(state.Top);
        heard = RightNow.Read(await pieces.ReadAsync(await lists.ReadAsync(heard, asked, turn, cancellationToken), turn, cancellationToken), asked, turn);
        if (await ForbidAsync(heard, turn, cancellationToken) || await rung.TakeAsync(heard, turn, cancellationToken) || await RouteAsync(heard, turn, cancellationToken))
        {
            state.Misunderstood = 0;
            if (heard.Operations.Count > 1)
            {
                turn.SayAsOne();
            }

            return;
        }

        var advised = await AdviseAsync(heard, turn, cancellationToken);
        if (advised.Operations.Count > 0)
        {
            state.Misunderstood = 0;
            await BeginAsync(advised, turn, cancellationToken);
            return;
        }

        await SpeakOfAsync(advised, turn, cancellationToken);
        Offer(advised, turn);
    }

    /// <summary>"La 2 ya casi", of which nothing else is understood: "it" is that task from now on.</summary>
    private static async Task SpeakOfAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (heard.Entities.Where(e => e.Value is TaskNumbersValue).ToList() is [{ Value: TaskNumbersValue { Numbers: [var number] } }] && await Channels.TaskForms.FindAsync(number, turn, cancellationToken) is { } task)
        {
            var spoken = TaskWords.Reference(task);
            turn.State.Focus.Tasks = [spoken];
            turn.State.LastDone = new Executed("get_status", new(StringComparer.Ordinal) { ["task"] = new TasksSlot([spoken]) }, [spoken], turn.UtcNow);
        }
    }

    /// <summary>Begins the requests of a message in order; those behind one that must ask wait for their turn.</summary>
    public async Task BeginAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        watch.Began(heard, turn);
        var said = heard;
        heard = Conjoined.Of(heard, turn.Today);
        if (turn.State.Top is { Confirmation: not null } replaced && replaced.Intent == heard.Operations[0].Intent)
        {
            // The same wish about something else: one question of it is open at a time, so that a yes can only mean the last.
            FrameRunner.Pop(turn.State);
        }
        else if (turn.State.Top is { } open)
        {
            open.Interrupted = true;
        }

        // A list ("tareas: a, b y c", "5 a pagos y 3 al carrito") is undone as it was said: at once.
        Guid? group = heard.Operations.Count > said.Operations.Count || (heard.Operations.Count > 1 && heard.Operations.All(o => o.Intent == heard.Operations[0].Intent)) ? Guid.CreateVersion7(turn.UtcNow) : null;
        // Those that must wait go below the first, the last of the sentence deepest.
        foreach (var later in heard.Operations.Skip(1).Reverse())
        {
            var frame = await frames.QueueAsync(later, heard.Text[later.Start..later.End], turn, cancellationToken);
            frame.Group = group;
            turn.State.Stack.Add(frame);
        }

        await frames.StartAsync(heard.Operations[0], group, turn, cancellationToken);
    }

    private async Task<bool> RouteAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        var top = turn.State.Top;
        // "Nada" answers what blocks somebody; elsewhere it is how people leave.
        if (Leaves(top, heard) && !answers.AreNothing(top, heard))
        {
            await (top?.Confirmation is null ? leaving.CancelAsync(turn, cancellationToken) : leaving.RefuseAsync(turn, withRest: heard.Cues.HasFlag(Cues.Cancel), cancellationToken));
            return true;
        }

        if (reader.ClaimantOf(heard.Text) is { } claimant)
        {
            if (top is not null)
            {
                top.Interrupted = true;
            }

            await frames.StartAsync(new DialogFrame { Intent = claimant }, turn, cancellationToken);
            return true;
        }

        if (await signs.TakeAsync(heard, turn, cancellationToken) || await unfinished.TakeUpAsync(heard, this, turn, cancellationToken))
        {
            return true;
        }

        if (top?.Confirmation is not null)
        {
            return await confirmations.TakeAsync(top, heard, this, turn, cancellationToken);
        }

        if (top?.Asking is not null)
        {
            return await answers.TakeAsync(top, heard, this, turn, cancellationToken);
        }

        if (heard.Cues.HasFlag(Cues.More) && turn.State.Focus.More is { } more)
        {
            await frames.StartAsync(new DialogFrame { Intent = more.Intent, Slots = new(more.Slots, StringComparer.Ordinal) }, turn, cancellationToken);
            return true;
        }

        if (Phrases.IsBack(heard.Text) && turn.State.Focus.Back is { } back)
        {
            await frames.StartAsync(new DialogFrame { Intent = back.Intent, Slots = new(back.Slots, StringComparer.Ordinal) }, turn, cancellationToken);
            return true;
        }

        if (await unfinished.AnswerAtOnceAsync(heard, this, turn, cancellationToken) || await LooksBackAsync(heard, turn, cancellationToken))
        {
            return true;
        }

        if (heard.Operations.Count > 0)
        {
            await BeginAsync(heard, turn, cancellationToken);
            return true;
        }

        return await unfinished.AnswerAsync(heard, this, turn, cancellationToken) || await values.TakeAsync(heard, turn, cancellationToken) || SmallTalk(heard, turn);
    }

    /// <summary>"No la cierres": taken back where it was just done, and heard where it was not.</summary>
    private async Task<bool> ForbidAsync(Understanding heard, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.State.Top is not null || !Forbidden.Is(heard.Text))
        {
            return false;
        }

        if (Forbidden.IsDone(heard.Text, turn))
        {
            await frames.StartAsync(new DialogFrame { Intent = "undo" }, turn, cancellationToken);
        }
        else
        {
            turn.Say(turn.Text("left_alone"));
        }

        return true;
    }

    /// <summary>What is said of something that was done or shown before.</summary>
    private async Task<bool> LooksBackAsync(Understanding heard, Turn turn, CancellationToken cancellationToken) =>
        // "Yes but not 15" of nothing is no 15 points for what was done before.
        (heard.Cues.HasFlag(Cues.Yes) && IsMereException(heard, turn))
        || await lists.TakeAsync(heard, turn, cancellationToken) || await told.TakeAsync(heard, turn, cancellationToken) || await copies.TakeAsync(heard, turn, cancellationToken) || await repeats.TakeAsync(heard, turn, cancellationToken)
        || await corrections.TakeAsync(heard, turn, cancellationToken) || IsMereException(heard, turn) || await names.TakeAsync(heard, turn, cancellationToken);

    /// <summary>"Olvídalo", and what reads as leaving while there is something to leave: "no mejor no".</summary>
    private static bool Leaves(DialogFrame? top, Understanding heard) => heard.Operations switch
    {
        [] => heard.Cues.HasFlag(Cues.Cancel),
        [{ Intent: "cancel" } left] => heard.Cues.HasFlag(Cues.Cancel) || top?.Confirmation is not null || (top?.Asking is not null && left.Source == "rule"),
        [{ Intent: "cancel" }, ..] => heard.Cues.HasFlag(Cues.Cancel),
        _ => false,
    };

    /// <summary>"Menos la 17" of nothing: what it could be said of.</summary>
    private static bool IsMereException(Understanding heard, Turn turn)
    {
        if (Phrases.MereException(heard.Text) is not { } what)
        {
            return false;
        }

        turn.Say(turn.Text("except_of_what", ("what", what)), turn.State.LastDone is { Operation: not null } ? [Offers.Undo(turn), Offers.List(turn)] : [Offers.List(turn)]);
        return true;
    }

    /// <summary>A bare yes or no with nothing to answer: never a request.</summary>
    private static bool SmallTalk(Understanding heard, Turn turn)
    {
        if (heard.Cues.HasFlag(Cues.Only) && Phrases.Thanks(heard.Text))
        {
            turn.Say(turn.Text("thanks.said", ("name", TaskWords.FirstName(turn.Person.FullName))), Offers.Start(turn));
            return true;
        }

        if (heard.Cues.HasFlag(Cues.Only) && heard.Cues.HasFlag(Cues.Yes))
        {
            // "Vale" after something was done is no yes to anything.
            turn.Say(turn.Text(turn.State.LastDone is not null && Phrases.Acknowledges(heard.Text) ? "sign.agreeing" : "nothing_to_confirm"), Offers.Start(turn));
            return true;
        }

        if ((heard.Cues.HasFlag(Cues.No) && (heard.Cues.HasFlag(Cues.Only) || Phrases.OnlyPoints(heard.Rest))) || Phrases.IsRefusalWithReason(heard))
        {
            if (turn.Offered is not null)
            {
                turn.Say(turn.Text("fine"), Offers.Start(turn));
                return true;
            }

            turn.Say(turn.State.LastDone is null ? turn.Text("fine") : turn.Text("fine_or_undo"), turn.State.LastDone is null ? [] : [Offers.Undo(turn)]);
            return true;
        }

        if (turn.State.LastDone is { Operation: not null } && Phrases.TurnsBack(heard.Text))
        {
            turn.Say(turn.Text("undo_offer"), Offers.Undo(turn));
            return true;
        }

        if (Phrases.IsGoodbye(heard.Text))
        {
            turn.Say(turn.Text("bye", ("name", TaskWords.FirstName(turn.Person.FullName))));
            return true;
        }

        if (heard.Cues.HasFlag(Cues.More))
        {
            turn.Say(turn.Text("no_more"), Offers.Start(turn));
            return true;
        }

        return false;
    }

    /// <summary>Nothing was understood: name the nearest, and from the third time on only offer buttons.</summary>
    private void Offer(Understanding heard, Turn turn)
    {
        turn.IsLost = true;
        var misunderstood = ++turn.State.Misunderstood;
        var intents = heard.Alternatives.Select(a => a.Intent).Distinct(StringComparer.Ordinal).Take(3).ToList();
        var creating = intents.Contains("create_task", StringComparer.Ordinal) ? Offers.Creating(heard, turn) : null;
        var near = intents.Select(i => (i == "create_task" ? creating : null) ?? Offers.For(i, turn)).OfType<Button>().ToList();
        watch.Offered(heard, intents, turn);
        if (turn.State.Top is null && Wishes.Offer(heard, turn))
        {
            return;
        }

        if (creating is not null && misunderstood < 3)
        {
            turn.Say(turn.Text("wish_task"), creating);
        }
        else if (misunderstood >= 3)
        {
            turn.Say(turn.Text("lost"), Offers.Start(turn));
        }
        else if (near.Count > 0)
        {
            turn.Say(turn.Text("did_you_mean"), [.. near]);
        }
        else
        {
            turn.Say(turn.Text("not_understood"), Offers.Start(turn));
        }
    }
}
