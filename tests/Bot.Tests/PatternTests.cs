using System.Reflection;
using System.Text.RegularExpressions;

namespace PmBot.Bot.Tests;

/// <summary>Every regular expression of the service: none is cut off by a short clock, and none runs away on a hostile text.</summary>
public sealed class PatternTests
{
    // The longest message that is read.
    private const int Longest = 4000;

    private static readonly Assembly[] Ours = [typeof(ProjectCore.Result).Assembly, typeof(Nlu.INaturalLanguage).Assembly, typeof(Adapters.Hosting.ITurnHandler).Assembly, typeof(Bot.Dialogs.DialogEngine).Assembly];

    private static readonly string[] Fragments = [" ", "\t \n", "a", "á", "1", "1 ", "a ", "a, ", ",", "...", "-", "1-", "a-", "-----BEGIN A", "<", "<a", "[", "'", "\"", "=", "A2", "#1", "la 1 ", "no ", "y ", "el "];

    [Fact]
    public void Every_pattern_may_take_the_time_that_a_busy_machine_makes_it_wait()
    {
        var hasty = Patterns().Where(p => p.Regex.MatchTimeout != Regex.InfiniteMatchTimeout && p.Regex.MatchTimeout < TimeSpan.FromMinutes(1));

        hasty.Select(p => p.Name).ShouldBeEmpty();
    }

    // What runs away does not come back within the minute that a match may take at most, and throws.
    [Fact]
    public void No_pattern_runs_away_on_a_text_made_of_its_own_words()
    {
        var patterns = Patterns();
        patterns.Count.ShouldBeGreaterThan(60);
        foreach (var (name, regex) in patterns)
        {
            foreach (var fragment in Fragments.Concat(Words(regex)))
            {
                var hostile = string.Concat(Enumerable.Repeat(fragment, (Longest / fragment.Length) + 1))[..(Longest - 1)] + "!";
                Should.NotThrow(() => regex.Count(hostile), $"{name} on '{fragment}' again and again");
            }
        }
    }

    private static List<(string Name, Regex Regex)> Patterns() =>
    [
        .. from type in Ours.SelectMany(a => a.GetTypes())
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where method.IsDefined(typeof(GeneratedRegexAttribute))
           select ($"{type.Name}.{method.Name}", (Regex)method.Invoke(null, null)!),
    ];

    // Its own words, one after the other and two by two: what an alternation within a repetition goes wrong on.
    private static IEnumerable<string> Words(Regex regex)
    {
        var words = Regex.Matches(regex.ToString(), @"(?<![\\\p{L}])\p{L}{2,}", RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1)).Select(m => m.Value).Distinct(StringComparer.Ordinal).Take(40).ToList();
        return words.Select(w => w + " ").Concat(words.Zip(words.Skip(1), (one, next) => $"{one} {next} ")).Concat(words.Take(10));
    }
}
