using System.Globalization;

namespace PmBot.Bot.Tests.Faults;

/// <summary>One of a <see cref="Crowd"/>: asks for one task after the other, and for the same again until it is acknowledged.</summary>
internal sealed class Asker(int index, Action acknowledged) : IDisposable
{
    private const int MostTries = 50;

    private readonly Person _person = new(string.Create(CultureInfo.InvariantCulture, $"dev{index + 1}"), string.Create(CultureInfo.InvariantCulture, $"talk-{index}"));

    /// <summary>All that was asked for.</summary>
    public List<Wish> Wishes { get; } = [];

    private Wish? Open => Wishes is [.., { Number: null } open] ? open : null;

    /// <summary>Asks until told to stop, or until the service breaks off or says that it can't.</summary>
    public async Task AskAsync(Service service, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            if (Open is null) Wishes.Add(new Wish(Title()));
            if (!await AskAsync(service, Open!)) return;
        }
    }

    /// <summary>Asks for what is still open, if anything is, until it is answered: on a busy machine a store may take a moment longer than the service waits for it.</summary>
    public async Task InsistAsync(Service service)
    {
        if (Open is not { } wish) return;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var tries = 0; !await AskAsync(service, wish); tries++)
        {
            tries.ShouldBeLessThan(MostTries, $"{wish.Title} was not answered.\n{service.Diagnostics}");
            await pause.WaitForNextTickAsync();
        }
    }

    public void Dispose() => _person.Dispose();

    private async Task<bool> AskAsync(Service service, Wish wish)
    {
        wish.ActivityId ??= _person.NewId();
        string reply;
        try
        {
            reply = await _person.SayAsync(service, wish.Words, wish.ActivityId);
        }
        catch (HttpRequestException)
        {
            // The channel never heard an answer: it will deliver the same message again.
            return false;
        }

        if (Sentences.IsAway(reply))
        {
            // The bot says that nothing was done: a person writes it again, which is a new message.
            wish.ActivityId = null;
            return false;
        }

        // The bot says that it may have been done: a person looks before writing it again, which comes to the same as the same message.
        if (Sentences.IsUnsure(reply)) return false;

        wish.Number = Number(reply, wish.Title);
        acknowledged();
        return true;
    }

    private static int Number(string reply, string title)
    {
        var line = reply.Split('\n').FirstOrDefault(l => l.Contains(title, StringComparison.Ordinal) && l.Contains('#', StringComparison.Ordinal));
        line.ShouldNotBeNull($"The answer to '{title}' was: {reply}");
        var digits = line[(line.IndexOf('#', StringComparison.Ordinal) + 1)..].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }

    // Words that mean nothing, so that nothing is read into them.
    private string Title() => $"Pieza q{Letter(index)}{Letter(Wishes.Count / 400)}{Letter(Wishes.Count / 20)}{Letter(Wishes.Count)}";

    private static char Letter(int number) => "bcdfghjklmnpqrstvwxz"[number % 20];
}
