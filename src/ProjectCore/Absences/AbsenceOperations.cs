using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Absences;

/// <summary>The days end before they begin, are over, or are too many.</summary>
public sealed record AbsenceInvalid() : Error("absence_invalid");

/// <summary>There is no such absence, or it is somebody else's.</summary>
public sealed record AbsenceNotFound() : Error("absence_not_found");

/// <summary>Somebody's days away.</summary>
public sealed record AbsenceView(AbsenceId Id, PersonRef Person, DateOnly From, DateOnly To, long Version) : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.Absence, Id.Value, Version);
}

/// <summary>Says that somebody is away: oneself, or as an admin anybody.</summary>
public sealed record SetAway(UserId User, DateOnly From, DateOnly To) : Operation
{
    /// <inheritdoc/>
    public override string Name => "set_away";

    /// <inheritdoc/>
    protected internal override Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (scope.CheckSelfOrAdmin(User, Name) is { } refused) return Task.FromResult<Result<Applied>>(refused);
        if (scope.Directory.User(User) is not { IsActive: true } person) return Task.FromResult<Result<Applied>>(new UserNotFound());
        if (To < From || To.DayNumber - From.DayNumber > Absence.MaxDays) return Task.FromResult<Result<Applied>>(new AbsenceInvalid());
        var absence = new Absence(scope.Actor.Workspace, User, From, To);
        scope.Add(absence);
        return Task.FromResult<Result<Applied>>(new Applied(new Subject(0, AbsenceScope.View(absence, person.Ref), "absence.created"), new CancelAway(absence.Id)));
    }
}

/// <summary>Takes an absence back: one is here after all.</summary>
public sealed record CancelAway(AbsenceId Absence) : Operation
{
    /// <inheritdoc/>
    public override string Name => "cancel_away";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadAbsenceAsync(Absence, deleted: false, Name, cancellationToken).ConfigureAwait(false)).Try(out var absence, out var missing)) return missing;
        var before = absence.Version;
        absence.Delete(scope.Now);
        return new Applied(new Subject(before, AbsenceScope.View(absence, scope.Person(absence.UserId)!), "absence.cancelled"), new RestoreAway(Absence));
    }
}

/// <summary>Brings an absence back.</summary>
public sealed record RestoreAway(AbsenceId Absence) : Operation
{
    /// <inheritdoc/>
    public override string Name => "restore_away";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        if (!(await scope.LoadAbsenceAsync(Absence, deleted: true, Name, cancellationToken).ConfigureAwait(false)).Try(out var absence, out var missing)) return missing;
        var before = absence.Version;
        absence.Restore();
        return new Applied(new Subject(before, AbsenceScope.View(absence, scope.Person(absence.UserId)!), "absence.restored"), new CancelAway(Absence));
    }
}

/// <summary>What the operations on absences have in common.</summary>
internal static class AbsenceScope
{
    public static async Task<Result<Absence>> LoadAbsenceAsync(this OperationScope scope, AbsenceId id, bool deleted, string operation, CancellationToken cancellationToken)
    {
        var workspace = scope.Actor.Workspace;
        var found = await scope.Db.Absences.IgnoreQueryFilters().FirstOrDefaultAsync(a => a.WorkspaceId == workspace && a.Id == id, cancellationToken).ConfigureAwait(false);
        if (found is null || found.IsDeleted != deleted) return new AbsenceNotFound();
        return scope.CheckSelfOrAdmin(found.UserId, operation) is { } refused ? refused : found;
    }

    public static AbsenceView View(Absence absence, PersonRef person) =>
        new(absence.Id, person, absence.FromDay, absence.ToDay, absence.Version) { Deleted = absence.IsDeleted };
}
