using System.Text.RegularExpressions;
using PmBot.Nlu.Text;

namespace PmBot.Bot.Skills;

/// <summary>Whether somebody wants to see a picture of how things go, by the words that no slot takes.</summary>
internal static partial class ChartRequests
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>"La velocidad de los últimos sprints", "our velocity".</summary>
    public static bool WantsVelocity(string? words) => words is not null && Velocity().IsMatch(Fold.Text(words));

    /// <summary>"El burndown": the picture of a sprint and of nothing else.</summary>
    public static bool WantsBurndown(string? words) => words is not null && Burndown().IsMatch(Fold.Text(words));

    /// <summary>"El gráfico de avance", "a chart": a picture of whatever there is.</summary>
    public static bool WantsChart(string? words) => words is not null && Chart().IsMatch(Fold.Text(words));

    [GeneratedRegex(@"\b(velocidad(es)?|velocit(y|ies)|(por|cada|per|each|every) (sprint|iteracion|iteration))\b", Options, MatchTime.Most)]
    private static partial Regex Velocity();

    [GeneratedRegex(@"\bburn[\s-]?downs?\b", Options, MatchTime.Most)]
    private static partial Regex Burndown();

    [GeneratedRegex(@"\b(grafic[oa]s?|grafiquit[oa]|diagramas?|charts?|graphs?|plots?|burn[\s-]?downs?)\b", Options, MatchTime.Most)]
    private static partial Regex Chart();
}
