namespace PmBot.ProjectCore.Operations;

/// <summary>Whether a confirmation covers what is about to happen.</summary>
internal static class Consent
{
    public static Error? Check(Operation operation, Actor actor, Confirmation? confirmation, IReadOnlyList<Subject> subjects, DateTimeOffset now)
    {
        // A yes that was asked for without need counts for what was shown all the same.
        if (operation.Safety == Safety.None && confirmation is null) return null;
        // An approval by another person comes with the deployments; until then nothing of the kind may pass on a mere yes.
        if (operation.Safety == Safety.TwoPerson) return new ApprovalRequired(operation.Name);
        var asked = subjects.Select(s => s.Confirmed).ToArray();
        if (confirmation is null) return new ConfirmationRequired(operation.Name, asked);
        if (confirmation.By != actor.User) return new ConfirmedByAnother();
        if (now >= confirmation.ExpiresAt) return new ConfirmationExpired();
        var given = confirmation.Subjects.ToHashSet();
        if (given.SetEquals(asked)) return null;
        return given.Select(Thing).ToHashSet().SetEquals(asked.Select(Thing)) ? new ChangedSinceConfirmation() : new ConfirmedSomethingElse();

        static (SubjectKind, Guid) Thing(SubjectVersion subject) => (subject.Kind, subject.Id);
    }
}
