using System.Security.Cryptography;

namespace PmBot.Adapters.DirectLine;

/// <summary>A file of the chat page, embedded in the program.</summary>
internal sealed record PageFile(string Name, string ContentType, byte[] Bytes, string ETag)
{
    public static PageFile Load(string name)
    {
        using var resource = typeof(PageFile).Assembly.GetManifestResourceStream($"page/{name}")
            ?? throw new InvalidOperationException($"The page file {name} is not embedded.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return new PageFile(name, TypeOf(name), bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };
}
