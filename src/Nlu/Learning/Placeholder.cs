using PmBot.Nlu.Text;

namespace PmBot.Nlu.Learning;

/// <summary>What stands in a kept message for what must not be kept.</summary>
internal static class Placeholder
{
    public const string Person = "{person}";
    public const string Project = "{project}";
    public const string Environment = "{environment}";
    public const string Mention = "{mention}";
    public const string Email = "{email}";
    public const string Url = "{url}";
    public const string Number = "{number}";
    public const string Label = "{label}";
    public const string Text = "{text}";

    /// <summary>A word that is not of the everyday language: a name, a term of somebody's trade, a secret.</summary>
    public const string Word = "{word}";

    /// <summary>For a name out of the lexicon.</summary>
    public static string Of(EntityType type) => type switch
    {
        EntityType.Person => Person,
        EntityType.Project => Project,
        EntityType.Environment => Environment,
        EntityType.Email => Email,
        EntityType.Label => Label,
        EntityType.Number => Number,
        _ => Text,
    };

    /// <summary>For a piece that must go whatever it means, or null.</summary>
    public static string? Of(TokenKind kind) => kind switch
    {
        TokenKind.Mention => Mention,
        TokenKind.Email => Email,
        TokenKind.Url => Url,
        TokenKind.Number => Number,
        TokenKind.TaskNumber => "#" + Number,
        TokenKind.Hashtag => "#" + Label,
        TokenKind.Quoted => "\"" + Text + "\"",
        _ => null,
    };
}
