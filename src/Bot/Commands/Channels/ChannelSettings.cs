namespace PmBot.Bot.Commands.Channels;

/// <summary>The settings as <c>serve</c> reads them.</summary>
internal static class ChannelSettings
{
    public static IConfiguration Read() =>
        new ConfigurationBuilder().SetBasePath(Directory.GetCurrentDirectory()).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
}
