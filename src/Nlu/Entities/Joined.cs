using PmBot.Nlu.Text;

namespace PmBot.Nlu.Entities;

/// <summary>Several tasks or labels of one slot that stand apart: "#ux and #login".</summary>
internal static class Joined
{
    /// <summary>Both as one, over all the words between; null where two do not make one.</summary>
    public static Entity? Of(Entity before, Entity next, TokenizedText text)
    {
        EntityValue? value = (before.Value, next.Value) switch
        {
            (LabelsValue a, LabelsValue b) => new LabelsValue([.. a.Labels.Union(b.Labels, StringComparer.Ordinal)]),
            (TaskNumbersValue a, TaskNumbersValue b) => new TaskNumbersValue([.. a.Numbers.Union(b.Numbers)]),
            _ => null,
        };
        if (value is null) return null;
        var (start, end) = (Math.Min(before.Start, next.Start), Math.Max(before.End, next.End));
        return new Entity(before.Type, value, text.Text[start..end], start, end);
    }
}
