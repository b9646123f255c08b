using System.Text.RegularExpressions;
using PmBot.Nlu.Llm;

namespace PmBot.Bot.Dialogs;

/// <summary>Puts dots where a text holds what looks like a secret.</summary>
public static partial class SecretMask
{
    /// <summary>The text without passwords, keys and tokens.</summary>
    public static string Hide(string text)
    {
        var sensitive = SensitiveText.Hide(text);
        return sensitive.Restore(Secret().Replace(sensitive.Text, "••••"));
    }

    [GeneratedRegex(@"\[secret \d+\]", RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex Secret();
}
