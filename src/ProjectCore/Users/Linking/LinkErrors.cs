namespace PmBot.ProjectCore.Users.Linking;

/// <summary>There is no such code.</summary>
public sealed record LinkCodeUnknown() : Error("link_code_unknown");

/// <summary>The code was used, or its time is over.</summary>
public sealed record LinkCodeOver() : Error("link_code_over");

/// <summary>The person has tried too many wrong codes and has to wait.</summary>
public sealed record TooManyCodes() : Error("too_many_codes");

/// <summary>Both accounts stand for the same person already.</summary>
public sealed record SamePerson() : Error("same_person");
