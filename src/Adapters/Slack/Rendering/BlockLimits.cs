namespace PmBot.Adapters.Slack.Rendering;

/// <summary>What Slack takes; over it, it posts nothing at all. Lengths in UTF-16 units, as it counts.</summary>
internal static class BlockLimits
{
    /// <summary>Blocks of a message.</summary>
    public const int MessageBlocks = 50;

    /// <summary>Text of all blocks of a message: refused at about 13,200, which no page says.</summary>
    public const int MessageText = 12_000;

    /// <summary>Text beside blocks, or alone; the rest would be cut at 40,000 and is advised against over 4,000.</summary>
    public const int Fallback = 3_900;

    public const int ViewBlocks = 100;
    public const int ViewTitle = 24;
    public const int PrivateMetadata = 3_000;
    public const int SectionText = 3_000;
    public const int SectionFields = 10;
    public const int FieldText = 2_000;
    public const int HeaderText = 150;
    public const int ContextText = 2_000;
    public const int Actions = 25;
    public const int ButtonText = 75;
    public const int ButtonValue = 2_000;
    public const int Url = 3_000;
    public const int AltText = 2_000;
    public const int Label = 2_000;
    public const int Placeholder = 150;
    public const int Options = 100;
    public const int OptionText = 75;
    public const int OptionValue = 75;
    public const int CheckBoxes = 10;
    public const int InputText = 3_000;
    public const int Id = 255;
}
