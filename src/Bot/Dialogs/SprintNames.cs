using System.Text.RegularExpressions;
using PmBot.Nlu.Text;
using PmBot.ProjectCore.Text;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.Bot.Dialogs;

/// <summary>Sprints by what people call them.</summary>
public static partial class SprintNames
{
    /// <summary>"Sprint 4".</summary>
    public static bool IsNumbered(string name) => Numbered().IsMatch(name.Trim());

    /// <summary>The sprint that the words mean: by its name, by its number, or by its name with a slip; null where none or several fit.</summary>
    public static DirectorySprint? Best(IEnumerable<DirectorySprint> sprints, string words)
    {
        var all = sprints.ToList();
        var said = Fold.Text(words.Trim());
        if (all.Find(s => Fold.Text(s.Name) == said) is { } exact)
        {
            return exact;
        }

        if (Number(words) is { } number)
        {
            return all.Find(s => IsNumbered(s.Name) && Number(s.Name) == number);
        }

        var wanted = Folding.Words(words);
        var near = all.Select(s => (Sprint: s, Score: wanted.Length == 0 ? 0 : Likeness.Of(wanted, Folding.Words(s.Name)))).Where(s => s.Score > 0).OrderByDescending(s => s.Score).ToList();
        return near is [var first, ..] && (near.Count == 1 || near[1].Score < first.Score || near[1].Sprint.Name == first.Sprint.Name) ? first.Sprint : null;
    }

    /// <summary>The name as it is written: "sprint 4" and "4" are "Sprint 4".</summary>
    public static string Written(string words)
    {
        var clean = words.Trim().Trim('"', '«', '»', '“', '”', '\'', '.', ',').Trim();
        if (Numbered().Match(clean) is { Success: true } match)
        {
            return "Sprint " + match.Groups["number"].Value;
        }

        return clean.Length == 0 ? clean : char.ToUpperInvariant(clean[0]) + clean[1..];
    }

    /// <summary>The name that naturally follows: the next number.</summary>
    public static string Next(IEnumerable<DirectorySprint> sprints) =>
        $"Sprint {(sprints.Select(s => IsNumbered(s.Name) ? Number(s.Name) ?? 0 : 0).DefaultIfEmpty().Max() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private static int? Number(string name) => Numbered().Match(name.Trim()) is { Success: true } match
        ? int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"^((al?|en|el|de|del|to|in|into|the|of)\s+)*(sprint\s*(#|no\.?|n[uú]mero|number)?\s*)?(?<number>\d{1,5})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Numbered();
}
