using System.Globalization;
using System.Net.Sockets;
using PmBot.Bot.Tests.State;

namespace PmBot.Bot.Tests.Faults;

/// <summary>What a Redis holds.</summary>
internal static class RedisContents
{
    /// <summary>Forgets everything, as a server without a disk does when it is replaced.</summary>
    public static void Empty(this RedisServer redis)
    {
        var (host, port) = redis.Configuration.Split(':') is [var name, var number] ? (name, int.Parse(number, CultureInfo.InvariantCulture)) : throw new FormatException(redis.Configuration);
        using var caller = new TcpClient(host, port);
        using var stream = caller.GetStream();
        stream.Write("FLUSHALL\r\n"u8);
        stream.ReadByte().ShouldBe('+');
    }
}
