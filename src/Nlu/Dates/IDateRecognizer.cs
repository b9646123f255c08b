using PmBot.Nlu.Text;

namespace PmBot.Nlu.Dates;

/// <summary>Finds days, moments and stretches of days. The seam for a fuller recognizer.</summary>
public interface IDateRecognizer
{
    /// <summary>
    /// <see cref="EntityType.Date"/> and <see cref="EntityType.DateRange"/> entities in the order of the text. A date may lie inside
    /// a range that it bounds ("antes del viernes").
    /// </summary>
    IReadOnlyList<Entity> Find(TokenizedText text, NluContext context);
}
