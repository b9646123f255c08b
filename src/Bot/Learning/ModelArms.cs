using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Learning;

/// <summary>Which of two models serves whom.</summary>
/// <param name="current">Gives the name of the model in use; empty where there is none.</param>
/// <param name="challenger">Gives the name of the model that is tried beside it; null where none is.</param>
/// <param name="challengerShare">How many people of a hundred the challenger serves.</param>
public sealed class ModelArms(Func<string> current, Func<string>? challenger, int challengerShare)
{
    /// <summary>The name of the model that serves a person: always the same while the settings are.</summary>
    public string NameFor(UserId person) => IsChallenged(person.Value) ? challenger!() : current();

    /// <summary>Whether somebody is served by the challenger.</summary>
    public bool IsChallenged(Guid person)
    {
        if (challenger is null)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        person.TryWriteBytes(bytes);
        // FNV-1a over all bytes: ids made one after another share their first ones.
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 16777619;
        }

        return (hash ^ (hash >> 15)) % 100 < challengerShare;
    }
}
