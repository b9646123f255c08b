using System.Security.Cryptography;
using System.Text;

namespace PmBot.ProjectCore.Learning;

/// <summary>Names a pair by what it says, so that the same mistake is kept once.</summary>
public static class FeedbackId
{
    /// <summary>How many digits an id has; fewer will do to name it where they fit only one.</summary>
    public const int Length = 12;

    /// <summary>The id of a pair that says this.</summary>
    public static string Of(string readIntent, string readText, string meantIntent, string meantText, string changed)
    {
        // A line break stands in no part: texts are a line each.
        var whole = string.Join('\n', readIntent, readText, meantIntent, meantText, changed);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..Length];
    }
}
