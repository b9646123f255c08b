namespace PmBot.ProjectCore.Operations;
/// <summary>What an operation works with.</summary>
public sealed class OperationScope;
