using System.Text.RegularExpressions;
using PmBot.Nlu;

namespace PmBot.Bot.Dialogs;

/// <summary>The words of a message that none of its values covers, where they say more than how it is meant.</summary>
internal static partial class LeftWords
{
    private const int Longest = 40;

    /// <summary>The words, or null where there are only such as "make it", "mejor para".</summary>
    public static string? Of(IReadOnlyList<Entity> values, Understanding heard)
    {
        var text = heard.Text.ToCharArray();
        foreach (var value in values)
        {
            text.AsSpan(value.Start, Math.Min(value.End, text.Length) - value.Start).Fill(' ');
        }

        var left = new string(text);
        return Telling().IsMatch(left) && Around().Replace(left, "") is { Length: >= 3 and <= Longest } words ? words.Trim() : null;
    }

    // A word of four letters or more that is none of those around a value.
    [GeneratedRegex(
        @"\b(?!(para|mejor|sorry|make|that|with|this|then|como|porfa|favor|please|until|hasta|antes|before|from|desde|better|should|actually|instead|digo|perdon|perdón|also|tambien|también|prioridad|priority|fecha|date|dates|point|points|punto|puntos|vence|venza|hacer|ponle|ponla|ponlo|ponele|ponela|asigna|asignala|asígnala|give|todo|nomas|nomás|igual|thanks|gracias|just|only|solo|sólo|need|needs|quiero|want|estado|status|label|etiqueta|assign|assigned|owner|responsable|encarga|hace|haga|lleva|toma|takes|will|done|dejala|déjala|dejalo|cambiala|cámbiala|cambialo|pasala|pásala|muevela|muévela|move|push|change|quede|queda|tiene|seria|sería|entonces|pero|quise|decir|meant|mean|wait|espera|rather|okay|vale|bueno|listo|perfecto|great|later|next|esta|este|última|ultima|maybe|quizas|quizás|quizá|deadline|límite|limite|entrega|hours|horas|days|días|dias|week|weeks|semana|semanas|ahora|mismo|right|about|around|unos|unas|más|sobre|tarde|temprano|noche)\b)\p{L}{4,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Telling();

    [GeneratedRegex(@"^(?>[\W_]*)(?>(y|and|la|el|los|las|lo|de|del|the|a|al|for|on|by|para|is|are|es|son|s)\b[\W_]+)*|(?>[\W_]+(is|are|es|son|para|for|on|by|a|to|el|la|the|s|due|muy|very)\b)*[\W_]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Around();
}
