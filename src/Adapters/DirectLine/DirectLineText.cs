using System.Globalization;

namespace PmBot.Adapters.DirectLine;

/// <summary>The few things that the channel itself says to a person.</summary>
internal sealed record DirectLineText(string NoFiles, string SomethingWrong, string TooLongFormat)
{
    private static readonly DirectLineText Spanish = new(
        "No puedo recibir archivos por aquí. Escríbeme con palabras lo que necesitas, o pega un enlace.",
        "Algo salió mal de mi lado y no pude terminar. Inténtalo de nuevo en un momento.",
        "Ese mensaje tiene {0} caracteres y puedo leer hasta {1}. Mándamelo en partes más cortas.");

    private static readonly DirectLineText English = new(
        "I can't take files here. Tell me in words what you need, or paste a link.",
        "Something went wrong on my side and I couldn't finish. Please try again in a moment.",
        "That message has {0} characters and I can read up to {1}. Please send it in shorter parts.");

    /// <summary>The texts in the language of a client; English if it is neither.</summary>
    public static DirectLineText For(string? locale) => locale?.StartsWith("es", StringComparison.OrdinalIgnoreCase) is true ? Spanish : English;

    public string TooLong(int length, int limit) => string.Format(CultureInfo.InvariantCulture, TooLongFormat, length, limit);
}
