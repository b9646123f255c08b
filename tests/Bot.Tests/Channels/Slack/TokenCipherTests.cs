using System.Security.Cryptography;
using PmBot.Bot.Channels.Slack;

namespace PmBot.Bot.Tests.Channels.Slack;

public sealed class TokenCipherTests
{
    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void What_is_encrypted_reads_back_and_never_looks_the_same()
    {
        var cipher = new TokenCipher(Key);
        var one = cipher.Encrypt("xoxb-secret\n", "T1");

        one.ShouldNotBe(cipher.Encrypt("xoxb-secret\n", "T1"));
        Convert.FromBase64String(one).AsSpan().IndexOf("xoxb"u8).ShouldBe(-1);
        cipher.Decrypt(one, "T1").ShouldBe("xoxb-secret\n");
    }

    [Fact]
    public void Another_owner_another_key_or_a_changed_byte_reads_nothing()
    {
        var secret = new TokenCipher(Key).Encrypt("xoxb-secret", "T1");
        var changed = Convert.FromBase64String(secret);
        changed[^1] ^= 1;

        Should.Throw<CryptographicException>(() => new TokenCipher(Key).Decrypt(secret, "T2"));
        Should.Throw<CryptographicException>(() => new TokenCipher(Convert.ToBase64String(new byte[32])).Decrypt(secret, "T1"));
        Should.Throw<CryptographicException>(() => new TokenCipher(Key).Decrypt(Convert.ToBase64String(changed), "T1"));
        Should.Throw<CryptographicException>(() => new TokenCipher(Key).Decrypt("nothing", "T1"));
    }
}
