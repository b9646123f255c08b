using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PmBot.ProjectCore.Users.Linking;

/// <summary>A code that links two chat accounts: eight characters that cannot be mistaken for each other, written <c>K7QM-3FXD</c>.</summary>
public static partial class LinkCode
{
    /// <summary>How long a code can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    // No character that another could be mistaken for.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Length = 8;

    /// <summary>A new one.</summary>
    internal static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As people read it.</summary>
    public static string Shown(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>The code in what somebody typed, whatever its case and with or without its hyphen; null where there is none.</summary>
    public static string? Find(string typed) =>
        Written().Match(typed) is { Success: true } written ? (written.Groups["first"].Value + written.Groups["second"].Value).ToUpperInvariant() : null;

    /// <summary>A text without the codes in it.</summary>
    public static string Without(string typed) => Written().Replace(typed, " ");

    /// <summary>Whether somebody typed nothing but a code, as it was shown.</summary>
    public static bool IsAlone(string typed) => AsShown().IsMatch(typed);

    // Without its hyphen a code needs a digit, or any word of eight letters would be one.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?:(?=[A-Z]*[2-9])|(?=.{4}-))(?<first>[A-HJKMNP-Z2-9]{4})-?(?<second>[A-HJKMNP-Z2-9]{4})(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}\s*$", RegexOptions.CultureInvariant, MatchTime.Most)]
    private static partial Regex AsShown();

    /// <summary>What is stored of it.</summary>
    internal static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("pmbot link " + code)));
}
