namespace PmBot.Nlu.Llm;

/// <summary>The names that a language model is shown, and the only ones beside the words of the message that it can propose.</summary>
/// <param name="People">Full names.</param>
/// <param name="Projects">Those that whoever writes may know of.</param>
/// <param name="Environments">Of those projects.</param>
public sealed record OfferedNames(IReadOnlyList<string> People, IReadOnlyList<string> Projects, IReadOnlyList<string> Environments)
{
    internal IReadOnlyList<string> Of(EntityType type) => type switch
    {
        EntityType.Person => People,
        EntityType.Project => Projects,
        EntityType.Environment => Environments,
        _ => [],
    };
}
