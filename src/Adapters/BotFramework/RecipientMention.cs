using PmBot.Adapters.Activities;

namespace PmBot.Adapters.BotFramework;

/// <summary>In a Teams channel a message must name the bot; that name is an address, not part of what was said.</summary>
internal static class RecipientMention
{
    /// <summary>Takes the mentions of the recipient out of the text; those of other people stay, even of one who bears the same name.</summary>
    /// <remarks>Entities stand in the order of the text; one whose piece was taken out has no text any more.</remarks>
    public static void Strip(Activity activity)
    {
        if (activity is not { Text: { Length: > 0 } text, Recipient.Id: { Length: > 0 } bot, Entities: { Count: > 0 } entities }) return;
        var at = 0;
        foreach (var entity in entities.Take(50))
        {
            if (entity is not { Type: "mention", Text: { Length: > 0 } mention }) continue;
            var found = text.IndexOf(mention, Math.Min(at, text.Length), StringComparison.OrdinalIgnoreCase);
            if (found < 0) found = text.IndexOf(mention, StringComparison.OrdinalIgnoreCase);
            if (found < 0) continue;
            at = found + mention.Length;
            if (!string.Equals(entity.Mentioned?.Id, bot, StringComparison.Ordinal)) continue;
            text = text.Remove(found, mention.Length);
            entity.Text = null;
            at = found;
        }

        activity.Text = text.Trim();
    }
}
