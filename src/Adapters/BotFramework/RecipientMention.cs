using PmBot.Adapters.Activities;

namespace PmBot.Adapters.BotFramework;

/// <summary>In a Teams channel a message must name the bot; that name is an address, not part of what was said.</summary>
internal static class RecipientMention
{
    /// <summary>Takes the mentions of the recipient out of the text; those of other people stay.</summary>
    public static void Strip(Activity activity)
    {
        if (activity is not { Text: { Length: > 0 } text, Recipient.Id: { Length: > 0 } bot, Entities: { Count: > 0 } entities }) return;
        foreach (var entity in entities.Take(50))
        {
            if (entity is { Type: "mention", Text: { Length: > 0 } mention } && string.Equals(entity.Mentioned?.Id, bot, StringComparison.Ordinal))
                text = text.Replace(mention, string.Empty, StringComparison.OrdinalIgnoreCase);
        }

        activity.Text = text.Trim();
    }
}
