using System.Text;
using PmBot.Adapters.Activities;

namespace PmBot.Adapters.Slack;

/// <summary>What people wrote, out of Slack's notation; and back, so that it stays what they wrote.</summary>
internal static class SlackText
{
    /// <summary>Text as the bot reads it; mentions of people stay as they are and are listed.</summary>
    /// <param name="text">Slack's notation: <c>&lt;@U1&gt;</c>, <c>&lt;#C1|name&gt;</c>, <c>&lt;https://a.b|label&gt;</c>, <c>&amp;amp;</c>.</param>
    /// <param name="mentions">Gets an entity for each mention of a person.</param>
    public static string Read(string text, ICollection<Entity> mentions)
    {
        var builder = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('<', at);
            var close = open < 0 ? -1 : text.IndexOf('>', open);
            if (close < 0)
            {
                builder.Append(SlackEmoji.Read(Unescape(text[at..])));
                break;
            }

            builder.Append(SlackEmoji.Read(Unescape(text[at..open])));
            builder.Append(Reference(text[(open + 1)..close], mentions));
            at = close + 1;
        }

        return builder.ToString();
    }

    /// <summary>Text that comes out of Slack's mrkdwn as it is: no mention, no channel, no link of its own.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Reference(string inside, ICollection<Entity> mentions)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var target = bar < 0 ? inside : inside[..bar];
        var label = bar < 0 ? null : Unescape(inside[(bar + 1)..]);
        switch (target)
        {
            case ['@', .. var user]:
                var token = $"<@{user}>";
                mentions.Add(new Entity { Type = "mention", Text = token, Mentioned = new ChannelAccount { Id = user, Name = Named(label) } });
                return token;
            case ['#', .. var channel]:
                return $"#{Named(label) ?? channel}";
            case ['!', .. var special]:
                return label ?? $"@{(special.IndexOf('^', StringComparison.Ordinal) is > 0 and var caret ? special[..caret] : special)}";
            default:
                return Link(Unescape(target), label);
        }
    }

    private static string Link(string address, string? label)
    {
        var plain = address.StartsWith("mailto:", StringComparison.Ordinal) ? address["mailto:".Length..]
            : address.StartsWith("tel:", StringComparison.Ordinal) ? address["tel:".Length..]
            : address;
        if (Named(label) is not { } said || said == plain) return plain;
        // Slack makes a link of what looks like one: then the label is what was typed.
        return plain == said || plain == $"http://{said}" || plain == $"https://{said}" || plain == $"http://{said}/" || plain != address ? said : $"{said} ({plain})";
    }

    private static string? Named(string? label) => string.IsNullOrWhiteSpace(label) ? null : label;
}
