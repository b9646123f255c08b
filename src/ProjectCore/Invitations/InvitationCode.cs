using System.Security.Cryptography;
using System.Text;

namespace PmBot.ProjectCore.Invitations;

/// <summary>The secret that an invited person says. Only its hash is stored.</summary>
public static class InvitationCode
{
    // Without letters and digits that are taken for each other.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Characters of a code: about 49 bits.</summary>
    public const int Length = 10;

    /// <summary>A fresh code.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>The hash by which a code is found, however it is spaced or cased.</summary>
    public static string Hash(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));
}
