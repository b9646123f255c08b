using PmBot.Adapters.Activities;
using PmBot.Adapters.Hosting;
using PmBot.Bot.Channels;
using PmBot.Bot.Dialogs;
using PmBot.Bot.Replies;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>Tells somebody that what they asked for was given up, so that nobody is left waiting in silence.</summary>
internal sealed class Apology(IOutbound outbound, WorkQueue<OutboundRow> queue, MessageReader reader, ReplyCatalog replies, ILogger<Apology> logger)
{
    /// <summary>Says it once, if the person expected an answer: what they only overheard, or a page that was looked at, is not worth a word.</summary>
    public async Task SayAsync(IInboxReceiver receiver, InboxItem item, CancellationToken cancellationToken)
    {
        if (!Expects(item.Activity)) return;
        var hint = (item.Activity.Locale ?? item.Reference.Locale)?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en" : "es";
        var language = Incoming.Text(item.Activity) is { } text ? reader.LanguageOf(text, hint) : hint;
        var words = replies.Say(language, "given_up");
        if (await receiver.GiveUpAsync(item, words, cancellationToken)) return;
        var turn = $"{item.Adapter}:{item.Key}";
        // As the first reply it takes the place of a "thinking"; where something was said already it stands below.
        var isFirst = await queue.FindAsync(item.Adapter, $"{turn}#1", cancellationToken) is null;
        var sorry = new Activity { Type = ActivityTypes.Message, Text = words, TextFormat = "plain", Locale = language, ReplyToId = item.Activity.Id };
        try
        {
            await outbound.SendAsync(new OutboundMessage(isFirst ? $"{turn}#sorry#1" : $"{turn}#sorry", OutboundVerb.Send, item.Reference, sorry), cancellationToken);
        }
        catch (DeliveryException refused)
        {
            // The channel does not take it: an admin sees both.
            DeliveryLog.ApologyFailed(logger, refused, item.Adapter);
        }
    }

    private static bool Expects(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => !Place.Of(activity).IsShared || Place.Addresses(activity),
        ActivityTypes.Invoke => activity.Name is not (InvokeNames.ExtensionLink or InvokeNames.ExtensionQuery or InvokeNames.Search),
        _ => false,
    };
}
