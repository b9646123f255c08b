namespace PmBot.ProjectCore.Operations;

/// <summary>What has to happen before an operation runs.</summary>
public enum Safety
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The person confirms, having been told what will happen.</summary>
    Confirm,
    /// <summary>Another person, allowed to, approves.</summary>
    TwoPerson,
}
