namespace PmBot.Adapters.Tests.BotFramework.StandIns;

/// <summary>Activities as clients send them.</summary>
internal static class Sample
{
    /// <summary>A message; <paramref name="more"/> is further JSON fields, each followed by a comma.</summary>
    public static string Message(string text = "hola", string serviceUrl = "http://localhost:1/", string more = "", string channelId = "emulator") => $$"""
        {
          {{more}}
          "type": "message", "id": "in-1", "channelId": "{{channelId}}", "serviceUrl": "{{serviceUrl}}", "text": "{{text}}", "locale": "es-CO",
          "from": { "id": "u1", "name": "Ana" }, "recipient": { "id": "b1", "name": "PmBot" },
          "conversation": { "id": "c1|livechat" }
        }
        """;

    /// <summary>A message whose replies are wanted in the answer.</summary>
    public static string ExpectingReplies(string text = "hola") => Message(text, more: "\"deliveryMode\": \"expectReplies\",");

    /// <summary>A recorded payload, with the address that it is to be answered at.</summary>
    public static string Payload(string name, string serviceUrl) =>
        File.ReadAllText(Path.Combine(TestFolder(), "BotFramework", "Payloads", name)).Replace("{serviceUrl}", serviceUrl, StringComparison.Ordinal);

    /// <summary>The folder beside the repository that tests may read, or null.</summary>
    public static string? SharedFolder()
    {
        var shared = Path.GetFullPath(Path.Combine(TestFolder(), "..", "..", "..", "shared"));
        return Directory.Exists(shared) ? shared : null;
    }

    private static string TestFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Adapters.Tests.csproj"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The test project's folder was not found above the test assembly.");
    }
}
