using System.Security.Cryptography;
using System.Text;

namespace PmBot.Bot.Channels.Slack;

/// <summary>Encrypts tokens with AES-GCM, bound to whose they are: a row cannot be given to another workspace.</summary>
internal sealed class TokenCipher
{
    private const byte Version = 1;

    private readonly byte[] _key;

    /// <param name="key">32 bytes in base64.</param>
    public TokenCipher(string key) => _key = Convert.FromBase64String(key);

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">What is secret.</param>
    /// <param name="owner">Whose it is.</param>
    public string Encrypt(string text, string owner)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[1 + AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        sealedBytes[0] = Version;
        var (nonce, tag, secret) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce.Span, plain, secret.Span, tag.Span, Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made.</summary>
    /// <exception cref="CryptographicException">It was made with another key, for another owner, or is damaged.</exception>
    public string Decrypt(string encrypted, string owner)
    {
        var sealedBytes = new byte[encrypted.Length];
        if (!Convert.TryFromBase64String(encrypted, sealedBytes, out var length) || length < 1 + AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize || sealedBytes[0] != Version)
        {
            throw new CryptographicException("This is nothing that was encrypted here.");
        }

        var (nonce, tag, secret) = Parts(sealedBytes.AsMemory(0, length));
        var plain = new byte[secret.Length];
        using var aes = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(nonce.Span, secret.Span, tag.Span, plain, Encoding.UTF8.GetBytes(owner));
        return Encoding.UTF8.GetString(plain);
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Secret) Parts(Memory<byte> sealedBytes)
    {
        var tagAt = 1 + AesGcm.NonceByteSizes.MaxSize;
        var secretAt = tagAt + AesGcm.TagByteSizes.MaxSize;
        return (sealedBytes[1..tagAt], sealedBytes[tagAt..secretAt], sealedBytes[secretAt..]);
    }
}
