namespace PmBot.Nlu;

/// <summary>A name that people use for a person, project, environment or sprint.</summary>
/// <param name="Type">What kind of thing bears it.</param>
/// <param name="Id">The bearer, as the caller knows it; several entries may share one.</param>
/// <param name="Names">Everything it is called: user name, full name, aliases, key.</param>
/// <param name="Mentions">Channel ids that stand for it in <c>&lt;@U123&gt;</c>, <c>&lt;@!123&gt;</c> and the like.</param>
public sealed record LexiconEntry(EntityType Type, string Id, IReadOnlyList<string> Names, IReadOnlyList<string> Mentions);
