using System.Globalization;
using System.Text.RegularExpressions;
using PmBot.ProjectCore.Text;

namespace PmBot.Bot.Dialogs;

/// <summary>In which words people say which workspace they mean.</summary>
internal static partial class WorkspaceWords
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The wish for another workspace; null for anything else.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="names">The workspaces in their order.</param>
    public static WorkspaceWish? Read(string text, IReadOnlyList<string> names)
    {
        var folded = Folding.Fold(text.Trim().TrimEnd('.', '!', '?').TrimStart('¿', '¡'));
        if (Numbered().Match(folded) is { Success: true } numbered)
        {
            var place = int.Parse(numbered.Groups["place"].ValueSpan, CultureInfo.InvariantCulture) - 1;
            var name = numbered.Groups["name"].Value;
            // A button of long ago: what stood at that place then may stand elsewhere now.
            if (name.Length == 0 || (place < names.Count && Folding.Fold(names[place]) == name)) return new WorkspaceWish(place >= 0 && place < names.Count ? place : null, IsBare: place < 0 || place >= names.Count);
            return new WorkspaceWish(Answer(name, names), IsBare: Answer(name, names) is null);
        }

        if (Named().Match(folded) is { Success: true } named && Answer(named.Groups["name"].Value, names) is { } meant) return new WorkspaceWish(meant, IsBare: false);
        return Bare().IsMatch(folded) ? new WorkspaceWish(null, IsBare: true) : null;
    }

    /// <summary>The place of the workspace that an answer names, by its number or its name; null for none, or for more than one.</summary>
    public static int? Answer(string text, IReadOnlyList<string> names)
    {
        var said = Lead().Replace(Folding.Fold(text.Trim().Trim('"', '«', '»', '.', '!')), "").Trim();
        if (said.Length == 0) return null;
        if (int.TryParse(said.TrimStart('#').TrimEnd('.', ')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number >= 1 && number <= names.Count ? number - 1 : null;
        var ordinal = Array.FindIndex(Ordinals, o => o.Contains(said, StringComparer.Ordinal));
        if (ordinal >= 0 && ordinal < names.Count) return ordinal;
        var folded = names.Select(Folding.Fold).ToList();
        return Only(folded, n => n == said) ?? (said.Length >= 3 ? Only(folded, n => n.Contains(said, StringComparison.Ordinal)) : null);
    }

    private static readonly string[][] Ordinals = [["primero", "primera", "first", "first one"], ["segundo", "segunda", "second", "second one"], ["tercero", "tercera", "third", "third one"]];

    private static int? Only(List<string> names, Predicate<string> fits)
    {
        var first = names.FindIndex(fits);
        return first >= 0 && names.FindLastIndex(fits) == first ? first : null;
    }

    [GeneratedRegex(@"^(espacio|workspace)\s+#?(?<place>\d{1,2})(\s*:?\s+(?<name>.+))?$", Options, MatchTime.Most)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"^((hola|oye|porfa|por favor|please|can you|could you|puedes|podes|quiero|i want to)[\s,]+)*"
        + @"((cambi(a|ar|ame|arme|emos)|pas(a|ar|ame|arme|emos)|us(a|ar|emos)|vamos|llevame|switch|change|move|go|use)\b\s*(de|al|a|el|to|the|me to)?\s*(el|la|los|the)?\s*(espacio|servidor|workspace|server)(\s+de\s+trabajo)?\s*(de|del|llamado|called|to|a|al|por)?\s*(el\s+)?(?<name>.+)"
        + @"|(switch|change|move|go|use)\s*(to)?\s*(the)?\s+(?<name>.+?)\s+(workspace|server|space))$",
        Options, MatchTime.Most)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"^((hola|oye|porfa|por favor|please|can you|could you|puedes|podes|quiero|i want to)[\s,]+)*"
        + @"((cambi(a|ar|ame|arme|emos|o)|pas(a|ar|ame|arme|emos)|us(a|ar|emos)|ir|vamos|switch|change|use|go to|move to)\s+(de|a|al|el|to|my|the|mi)?\s*(otro|otra|another|a different|different)?\s*(espacio|servidor|workspace|server|workspaces|servers)(\s+de\s+trabajo)?"
        + @"|(otro|another) (espacio|servidor|workspace|server)|(mis |my )?(espacios|workspaces)|(en |in )?(que|cual|which|what) (espacio|servidor|workspace|server)( de trabajo)?( es este| estoy| estamos| is this| am i in| are we in)?)"
        + @"([\s,]+(porfa|por favor|please))?$",
        Options, MatchTime.Most)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^((en|el|la|los|las|al|a|de|del|the|in|to|with|con|es|is|it's|its|for|para)\s+)*((espacio|servidor|workspace|server)\s+(de\s+|del\s+|of\s+)?)?", Options, MatchTime.Most)]
    private static partial Regex Lead();
}

/// <summary>Somebody wants another workspace.</summary>
/// <param name="Place">Which, from 0; null where it was not said, or is not known.</param>
/// <param name="IsBare">It is to be asked which.</param>
internal sealed record WorkspaceWish(int? Place, bool IsBare);
