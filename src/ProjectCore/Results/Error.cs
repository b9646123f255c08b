namespace PmBot.ProjectCore;

/// <summary>An expected failure. Its code is also the key of the reply that a person reads.</summary>
/// <param name="Code">snake_case, stable: part of the API.</param>
public abstract record Error(string Code);
