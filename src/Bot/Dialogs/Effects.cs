namespace PmBot.Bot.Dialogs;

/// <summary>What a turn may have left behind, whatever became of it.</summary>
internal sealed class Effects
{
    /// <summary>An operation was begun.</summary>
    public bool MayBeThere { get; set; }
}
