using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PmBot.ProjectCore.Invitations;

/// <summary>The secret that an invited person says. Only its hash is stored.</summary>
public static partial class InvitationCode
{
    // Without letters and digits that are taken for each other.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Characters of a code: about 49 bits.</summary>
    public const int Length = 10;

    /// <summary>A fresh code.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>The code in what somebody wrote, or null where there is none.</summary>
    public static string? Find(string text) => Written().Match(text) is { Success: true, Value: var code } ? code.ToUpperInvariant() : null;

    /// <summary>The hash by which a code is found, however it is spaced or cased.</summary>
    public static string Hash(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[2-9A-HJKMNP-TV-Z]{10}(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTime.Most)]
    private static partial Regex Written();
}
