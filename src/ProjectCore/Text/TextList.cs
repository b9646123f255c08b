namespace PmBot.ProjectCore.Text;

/// <summary>A few short texts kept in one column, each between bars, <c>|ux|web|</c>, so that one can be found with LIKE.</summary>
internal static class TextList
{
    private const char Bar = '|';

    public static string Join(IEnumerable<string> items)
    {
        var joined = string.Join(Bar, items);
        return joined.Length == 0 ? "" : $"{Bar}{joined}{Bar}";
    }

    public static string[] Split(string column) => column.Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>An item without the bars that would part it.</summary>
    public static string Clean(string item) => Folding.OneLine(item.Replace(Bar, ' '));

    /// <summary>The LIKE pattern that finds the item in a column; escape character <c>\</c>.</summary>
    public static string Pattern(string item) => $"%{Bar}{EscapeLike(item)}{Bar}%";

    public static string EscapeLike(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
