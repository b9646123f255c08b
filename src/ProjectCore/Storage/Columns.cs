using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PmBot.ProjectCore.Absences;
using PmBot.ProjectCore.Deployments;
using PmBot.ProjectCore.Invitations;
using PmBot.ProjectCore.Proactive;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Reminders;
using PmBot.ProjectCore.Sprints;
using PmBot.ProjectCore.Standups;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;
using PmBot.ProjectCore.Workspaces;

namespace PmBot.ProjectCore.Storage;

/// <summary>How values become columns, the same for every table.</summary>
internal static class Columns
{
    public static void AddIds(ModelConfigurationBuilder builder)
    {
        Add<WorkspaceId>();
        Add<UserId>();
        Add<IdentityId>();
        Add<ProjectId>();
        Add<MembershipId>();
        Add<EnvironmentId>();
        Add<TaskId>();
        Add<CommentId>();
        Add<SprintId>();
        Add<DeploymentId>();
        Add<InvitationId>();
        Add<ReminderId>();
        Add<AbsenceId>();
        Add<ProjectChannelId>();
        Add<NoticeSettingsId>();
        Add<StandupId>();
        Add<StandupScheduleId>();

        void Add<TId>()
            where TId : struct, IId<TId> => builder.Properties<TId>().HaveConversion<IdConverter<TId>>();
    }

    /// <summary>Tables, columns and indexes are named as people write SQL.</summary>
    public static void NameBySnakeCase(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => p.GetColumnName()))}");
        }
    }

    /// <summary>Key, version and the filter that hides what is deleted.</summary>
    public static void MapEntity<T>(this EntityTypeBuilder<T> builder, string table)
        where T : Entity
    {
        builder.ToTable(table);
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.Ignore(e => e.IsDeleted);
        builder.HasQueryFilter(e => e.DeletedAt == null);
    }

    /// <summary>An enum by its wire name.</summary>
    public static PropertyBuilder<TEnum> AsWireName<TEnum>(this PropertyBuilder<TEnum> property)
        where TEnum : struct, Enum => property.HasConversion(new WireNameColumnConverter<TEnum>());

    /// <summary>A unique index among what is not deleted.</summary>
    public static void UniqueWhileAlive<T>(this IndexBuilder<T> index) => index.IsUnique().HasFilter("deleted_at IS NULL");

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

/// <summary>Typed ids are stored as the GUID they hold.</summary>
internal sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => FromGuid(value))
    where TId : struct, IId<TId>
{
    private static TId FromGuid(Guid value) => TId.From(value);
}

/// <summary>SQLite has no type for moments; whole milliseconds since 1970 sort and compare.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));

/// <summary>Enums are stored by name: a value may be added between others.</summary>
internal sealed class WireNameColumnConverter<TEnum>() : ValueConverter<TEnum, string>(value => WireName.Of(value), name => Read(name))
    where TEnum : struct, Enum
{
    private static TEnum Read(string name) =>
        WireName.TryParse<TEnum>(name, out var value) ? value : throw new InvalidDataException($"The database holds an unknown {typeof(TEnum).Name}: {name}");
}
