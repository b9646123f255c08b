using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Storage;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Proactive;

/// <summary>The kinds of notice that can be turned off.</summary>
public enum NoticeKind
{
    DueSoon,
    Overdue,
    Assigned,
    Commented,
    Blocked,
    Changed,
    Standup,
}

/// <summary>What somebody is told, when and where.</summary>
public sealed record NoticeSettings
{
    /// <summary>As long as nobody has said otherwise.</summary>
    public static NoticeSettings Default { get; } = new();

    /// <summary>Kinds that are not told.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Only about the tasks that one does oneself, not those that one wrote down for others.</summary>
    public bool OnlyOwn { get; init; }

    /// <summary>Nothing at all before this moment on the person's own clock.</summary>
    public DateTime? MutedUntil { get; init; }

    /// <summary>Nothing at all, until told otherwise.</summary>
    public bool Silent { get; init; }

    /// <summary>From when to when nothing comes, on the person's own clock; over midnight where the end is the earlier one.</summary>
    public TimeOnly? QuietFrom { get; init; }

    /// <summary>See <see cref="QuietFrom"/>.</summary>
    public TimeOnly? QuietTo { get; init; }

    /// <summary>Nothing on Saturdays and Sundays.</summary>
    public bool NoWeekends { get; init; }

    /// <summary>When the daily summary comes, or null for none.</summary>
    public TimeOnly? DigestAt { get; init; }

    /// <summary>The channel to write on, or null for the one last used.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether a kind is told.</summary>
    public bool Wants(NoticeKind kind) => !Silent && !Off.Contains(WireName.Of(kind), StringComparer.Ordinal);

    /// <summary>When something meant for a moment may be told: then, or when the quiet is over. Both on the person's own clock.</summary>
    public DateTime NotBefore(DateTime local)
    {
        var at = Weekday(MutedUntil is { } muted && muted > local ? muted : local);
        if (QuietFrom is not { } from || QuietTo is not { } to || from == to) return at;
        var time = TimeOnly.FromDateTime(at);
        var isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
        if (!isQuiet) return at;
        var day = DateOnly.FromDateTime(at);
        return Weekday((time < to ? day : day.AddDays(1)).ToDateTime(to));
    }

    private DateTime Weekday(DateTime at)
    {
        if (!NoWeekends || at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return at;
        var monday = DateOnly.FromDateTime(at).AddDays(at.DayOfWeek == DayOfWeek.Saturday ? 2 : 1);
        // Over midnight into Monday the quiet hours go on.
        return monday.ToDateTime(QuietFrom > QuietTo ? QuietTo.Value : TimeOnly.FromTimeSpan(TimeSpan.FromHours(8)));
    }
}

/// <summary>The <see cref="NoticeSettings"/> of a person. One a person.</summary>
public sealed class NoticeSettingsRow : Entity
{
    private NoticeSettingsRow()
    {
    }

    internal NoticeSettingsRow(WorkspaceId workspace, UserId user, string settings)
    {
        (WorkspaceId, UserId, Settings) = (workspace, user, settings);
    }

    public NoticeSettingsId Id { get; private set; } = NoticeSettingsId.New();
    public UserId UserId { get; private set; }
    public WorkspaceId WorkspaceId { get; private set; }

    /// <summary>As JSON.</summary>
    public string Settings { get; private set; } = "";

    internal void MoveTo(UserId user)
    {
        UserId = user;
        Touch();
    }

    internal void Set(string settings)
    {
        Settings = settings;
        Touch();
    }
}

internal sealed class NoticeSettingsMapping : IEntityTypeConfiguration<NoticeSettingsRow>
{
    public void Configure(EntityTypeBuilder<NoticeSettingsRow> builder)
    {
        builder.MapEntity("notice_settings");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.UserId).IsUnique();
        builder.HasIndex(s => s.WorkspaceId);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Workspace>().WithMany().HasForeignKey(s => s.WorkspaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What somebody is told, as a change left it.</summary>
public sealed record NoticeSettingsView(NoticeSettingsId Id, PersonRef Person, NoticeSettings Settings, long Version) : SubjectView(Version)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override SubjectVersion Subject => new(SubjectKind.NoticeSettings, Id.Value, Version);
}

/// <summary>Says anew what one is told, when and where.</summary>
public sealed record ChangeNotices(NoticeSettings Settings) : Operation
{
    /// <inheritdoc/>
    public override string Name => "change_notices";

    /// <inheritdoc/>
    protected internal override async Task<Result<Applied>> ApplyAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        var user = scope.Actor.User;
        var row = await scope.Db.NoticeSettings.FirstOrDefaultAsync(s => s.UserId == user, cancellationToken).ConfigureAwait(false);
        var was = row is null ? NoticeSettings.Default : NoticeSettingsJson.Read(row.Settings);
        var text = NoticeSettingsJson.Write(Settings);
        if (string.Equals(text, NoticeSettingsJson.Write(was), StringComparison.Ordinal)) return new NothingToChange();
        var before = row?.Version ?? 0;
        if (row is null) scope.Add(row = new NoticeSettingsRow(scope.Actor.Workspace, user, text));
        else row.Set(text);
        return new Applied(new Subject(before, new NoticeSettingsView(row.Id, scope.Person(user)!, Settings, row.Version), "notices.changed"), new ChangeNotices(was));
    }
}

/// <summary>How settings are stored.</summary>
internal static class NoticeSettingsJson
{
    public static string Write(NoticeSettings settings) => JsonSerializer.Serialize(settings, ProjectCoreJson.Plain.NoticeSettings);

    public static NoticeSettings Read(string json) => JsonSerializer.Deserialize(json, ProjectCoreJson.Plain.NoticeSettings)!;
}
