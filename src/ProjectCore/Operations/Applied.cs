namespace PmBot.ProjectCore.Operations;

/// <summary>What an operation did to the loaded things, before it is saved.</summary>
/// <param name="Subjects">The things it touched.</param>
/// <param name="Inverse">What takes it back, or null where nothing can.</param>
public sealed record Applied(IReadOnlyList<Subject> Subjects, Operation? Inverse)
{
    /// <summary>One thing touched.</summary>
    public Applied(Subject subject, Operation? inverse)
        : this([subject], inverse)
    {
    }
}

/// <summary>A thing that an operation touched.</summary>
/// <param name="Before">Its version before; 0 for something new.</param>
/// <param name="View">The thing as it is now.</param>
/// <param name="Event">The type of the event that tells of it: <c>task.created</c>.</param>
public sealed record Subject(long Before, SubjectView View, string Event)
{
    /// <summary>The thing as a confirmation has to name it.</summary>
    internal SubjectVersion Confirmed => View.Subject with { Version = Before };
}
