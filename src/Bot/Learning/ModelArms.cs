using PmBot.ProjectCore.Users;

namespace PmBot.Bot.Learning;

/// <summary>Which model serves whom.</summary>
/// <param name="Current">The name of the model in use; empty where there is none.</param>
/// <param name="Challenger">The name of the model that is tried beside it; empty where there is none.</param>
/// <param name="ChallengerShare">How many people of a hundred the challenger serves.</param>
public sealed record ModelArms(string Current, string Challenger, int ChallengerShare)
{
    /// <summary>The name of the model that serves a person: always the same while the settings are.</summary>
    public string NameFor(UserId person) => IsChallenged(person.Value) ? Challenger : Current;

    /// <summary>Whether somebody is served by the challenger.</summary>
    public bool IsChallenged(Guid person)
    {
        if (Challenger.Length == 0)
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

        return (hash ^ (hash >> 15)) % 100 < ChallengerShare;
    }
}
