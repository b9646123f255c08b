using System.Threading.Channels;

namespace PmBot.Bot.Jobs;

/// <summary>Rung by whoever makes something due, so that the clockwork need not look for it.</summary>
/// <remarks>Where no clockwork runs nobody hears it; where one does, what is not heard is found by its sweep.</remarks>
public sealed class DueBell
{
    private readonly Channel<Ring> _rings = Channel.CreateBounded<Ring>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Something is due at a moment.</summary>
    public void Due(DateTimeOffset at) => _rings.Writer.TryWrite(new Ring(IsPlan: false, at));

    /// <summary>What is planned by the clock (stand-ups, morning messages) has changed.</summary>
    public void Plan() => _rings.Writer.TryWrite(new Ring(IsPlan: true, default));

    /// <summary>The rings as they come.</summary>
    internal ChannelReader<Ring> Rings => _rings.Reader;

    /// <param name="IsPlan">The plan has changed, now; else something is due.</param>
    /// <param name="At">When it is due.</param>
    internal readonly record struct Ring(bool IsPlan, DateTimeOffset At);
}
