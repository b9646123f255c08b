namespace PmBot.ProjectCore.Operations;
/// <summary>What an operation did to the loaded things, before it is saved.</summary>
public sealed record Applied;
