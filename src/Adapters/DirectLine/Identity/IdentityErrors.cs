using Microsoft.IdentityModel.Tokens;

namespace PmBot.Adapters.DirectLine.Identity;

/// <summary>Why a site's token did not count, so that whoever builds the site sees what to change.</summary>
internal static class IdentityErrors
{
    public static DirectLineError NotConfigured { get; } =
        new(400, "IdentityNotConfigured", "PmBot does not know how to check this site's tokens: set WebChat:Identity (Issuer, Audience, and Key, PublicKey or Jwks).");

    public static DirectLineError Required { get; } = new(401, "IdentityRequired", "Sign in first: this chat takes nobody without a signed token of its site.");

    public static DirectLineError Expired { get; } = new(401, "IdentityExpired", "The site's token has expired: it has to make a new one.");

    public static DirectLineError Unavailable { get; } = new(503, "IdentityUnavailable", "The site's keys cannot be fetched just now; try again in a moment.");

    public static DirectLineError Invalid(string why) => new(401, "IdentityInvalid", $"The site's token does not count: {why}.");

    /// <summary>What a failed check means.</summary>
    public static DirectLineError Of(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => Expired,
        SecurityTokenNoExpirationException => Invalid("it has no 'exp'"),
        SecurityTokenNotYetValidException => Invalid("its 'nbf' lies ahead; compare the clocks"),
        SecurityTokenInvalidIssuerException => Invalid("its 'iss' is not WebChat:Identity:Issuer"),
        SecurityTokenInvalidAudienceException => Invalid("its 'aud' is not WebChat:Identity:Audience"),
        SecurityTokenInvalidAlgorithmException => Invalid("its 'alg' is neither HS256 with a Key nor RS256 with a PublicKey or Jwks"),
        SecurityTokenInvalidLifetimeException => Invalid("its 'exp' and 'nbf' are no times"),
        _ => Invalid("its signature is not by the key of WebChat:Identity"),
    };
}
