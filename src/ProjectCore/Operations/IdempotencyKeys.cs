using System.Security.Cryptography;
using System.Runtime.InteropServices;
using PmBot.ProjectCore.Text;

namespace PmBot.ProjectCore.Operations;

/// <summary>Idempotency keys are often made of what a client sent, so they can be anything.</summary>
internal static class IdempotencyKeys
{
    private const int MaxLength = 200;

    /// <summary>The key itself, or where it is long or no proper text, its digest.</summary>
    public static string? Storable(string? key) => key is null || (key.Length <= MaxLength && Folding.IsStorable(key))
        ? key
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())));
}
