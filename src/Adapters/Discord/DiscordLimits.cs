namespace PmBot.Adapters.Discord;

/// <summary>What Discord takes at most; counted in UTF-16 units, which is never less than it counts.</summary>
internal static class DiscordLimits
{
    public const int Content = 2000;
    public const int Embeds = 10;
    /// <summary>All texts of all embeds of a message together.</summary>
    public const int EmbedTotal = 6000;
    public const int EmbedTitle = 256;
    public const int EmbedDescription = 4096;
    public const int Rows = 5;
    public const int ButtonsPerRow = 5;
    public const int CustomId = 100;
    public const int ButtonLabel = 80;
    public const int ButtonUrl = 512;
    public const int Options = 25;
    public const int OptionLabel = 100;
    public const int OptionValue = 100;
    public const int ModalTitle = 45;
    public const int ModalParts = 5;
    public const int ModalLabel = 45;
    public const int ModalValue = 4000;
    public const int Placeholder = 100;
    public const int Nonce = 25;
    public const int Choices = 25;
    public const int Choice = 100;

    /// <summary>Flag of a message that only one person sees.</summary>
    public const int Ephemeral = 64;
}
