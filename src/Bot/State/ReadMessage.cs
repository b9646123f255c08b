using PmBot.Nlu.Learning;

namespace PmBot.Bot.State;

/// <summary>The last message that asked for something and how it was read, so that a correction of it can be learnt from.</summary>
/// <param name="Text">The message.</param>
/// <param name="Language">Its language.</param>
/// <param name="Intent">What it was read as; empty where none was sure enough and others were offered.</param>
/// <param name="Source">What read it; <c>none</c> where nothing did.</param>
/// <param name="Slots">Where the slots were read.</param>
/// <param name="At">When it came.</param>
public sealed record ReadMessage(string Text, string Language, string Intent, string Source, IReadOnlyList<SlotSpan> Slots, DateTimeOffset At)
{
    /// <summary>Intents that were offered instead of an answer.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>What was done because of it was taken back or left.</summary>
    public bool TakenBack { get; set; }

    /// <summary>It was counted against the model that read it; once is enough.</summary>
    public bool Counted { get; set; }

    /// <summary>How many messages have come since.</summary>
    public int MessagesSince { get; set; }
}
