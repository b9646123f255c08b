using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;

namespace PmBot.ProjectCore;

/// <summary>The actor's role does not reach.</summary>
/// <param name="Has">The actor's role in the project, or null for none.</param>
/// <param name="Needs">The least role that may.</param>
/// <param name="Project">The project's name, or null where the whole workspace is meant.</param>
public sealed record NotAllowed(string Operation, Role? Has, Role Needs, string? Project) : Error("not_allowed");

/// <summary>Only an admin of the workspace may.</summary>
public sealed record NotWorkspaceAdmin(string Operation) : Error("not_workspace_admin");

/// <summary>The actor is not an active person of the workspace.</summary>
public sealed record ActorUnknown() : Error("actor_unknown");

/// <summary>A required text is empty.</summary>
public sealed record TextMissing(string Field) : Error("text_missing");

/// <summary>A text is over its limit.</summary>
/// <param name="Max">In UTF-16 units.</param>
public sealed record TextTooLong(string Field, int Max) : Error("text_too_long");

/// <summary>A name, key, alias, username or chat account is in use already.</summary>
/// <param name="What"><c>project</c>, <c>environment</c>, <c>username</c>, <c>identity</c> ...</param>
public sealed record NameTaken(string What, string Name) : Error("name_taken");

/// <summary>A value that the field cannot take, for instance an unknown time zone or language.</summary>
public sealed record ValueInvalid(string Field, string Value) : Error("value_invalid");

/// <summary>The change would leave everything as it is.</summary>
public sealed record NothingToChange() : Error("nothing_to_change");

/// <summary>The operation runs only with a <see cref="Confirmation"/> by the actor that names these.</summary>
public sealed record ConfirmationRequired(string Operation, IReadOnlyList<SubjectVersion> Subjects) : Error("confirmation_required");

/// <summary>Somebody else's consent.</summary>
public sealed record ConfirmedByAnother() : Error("confirmed_by_another");

/// <summary>The consent came too late.</summary>
public sealed record ConfirmationExpired() : Error("confirmation_expired");

/// <summary>The consent was to other things than these.</summary>
public sealed record ConfirmedSomethingElse() : Error("confirmed_something_else");

/// <summary>The things have changed since the person was asked.</summary>
public sealed record ChangedSinceConfirmation() : Error("changed_since_confirmation");

/// <summary>Another person, with the right to, has to approve.</summary>
public sealed record ApprovalRequired(string Operation) : Error("approval_required");

/// <summary>Others kept changing the same thing; nothing was done.</summary>
public sealed record ConcurrentChange() : Error("concurrent_change");

/// <summary>There is nothing of one's own left to take back.</summary>
public sealed record NothingToUndo() : Error("nothing_to_undo");

/// <summary>What should be undone has been changed by a later operation.</summary>
/// <param name="By">Username of whoever did.</param>
/// <param name="What">The thing: <c>#7 Filtro por color</c>, or a name.</param>
/// <param name="Operation">What they did.</param>
public sealed record ChangedSince(string By, string What, string Operation) : Error("changed_since");

/// <summary>Nothing was undone that could be done again.</summary>
public sealed record NothingToRedo() : Error("nothing_to_redo");

/// <summary>Something new was done since the undo, so there is no way back to what it took away.</summary>
/// <param name="Operation">What was done.</param>
public sealed record RedoSuperseded(string Operation) : Error("redo_superseded");

/// <summary>What should be done again has been changed since it was undone.</summary>
/// <param name="By">Username of whoever did.</param>
/// <param name="What">The thing: <c>#7 Filtro por color</c>, or a name.</param>
/// <param name="Operation">What they did.</param>
public sealed record ChangedSinceUndo(string By, string What, string Operation) : Error("changed_since_undo");
