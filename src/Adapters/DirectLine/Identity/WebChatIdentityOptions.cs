namespace PmBot.Adapters.DirectLine.Identity;

/// <summary>Section <c>WebChat:Identity</c>: how a site that embeds the chat proves who its visitor is, by a signed token (JWT).</summary>
/// <remarks>Absent: nobody can, and every browser is a visitor of its own.</remarks>
public sealed class WebChatIdentityOptions
{
    /// <summary>Who makes the tokens: their <c>iss</c>.</summary>
    public string? Issuer { get; set; }

    /// <summary>Whom they are for: their <c>aud</c>.</summary>
    public string? Audience { get; set; }

    /// <summary>The secret that site and PmBot share, for HS256; 32 characters or more.</summary>
    public string? Key { get; set; }

    /// <summary>The site's public RSA key in PEM, or the path of a file with it, for RS256.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Where the site's public keys are, for RS256: a JWKS, or an OpenID metadata document that names one.</summary>
    public string? Jwks { get; set; }

    /// <summary>Nobody talks to PmBot without such a token, but callers on the same machine.</summary>
    public bool Required { get; set; }

    /// <summary>Whether tokens can be checked at all.</summary>
    internal bool IsOn => Key is { Length: > 0 } || PublicKey is { Length: > 0 } || Jwks is { Length: > 0 };

    /// <summary>The PEM text of <see cref="PublicKey"/>, read from the file if it is a path.</summary>
    internal string? PublicKeyPem() =>
        PublicKey is not { Length: > 0 } key ? null : key.Contains("-----BEGIN", StringComparison.Ordinal) ? key.Replace("\\n", "\n", StringComparison.Ordinal) : File.ReadAllText(key);
}
